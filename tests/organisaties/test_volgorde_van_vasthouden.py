"""Who holds an entry and something about it holds the entry first, so that nobody waits in a ring.

Erasing holds the entries, then writes the reports and requests about them.
"""

import pytest

from organisaties import aanmeldingen, meldingen
from organisaties.models import Aanmelding, Melding
from organisaties.schrijven import Schrijver
from tests.fabriek import gebruiker, maak, overleg, velden

pytestmark = pytest.mark.django_db


@pytest.fixture
def eerst(monkeypatch):
    """Note how a row stood when an entry was first held: (what was held, the state)."""
    seen = []

    def let_op(module, row):
        real = module.vergrendel

        def vergrendel(ids):
            seen.append((list(ids), type(row).objects.get(pk=row.pk).stand))
            real(ids)

        monkeypatch.setattr(module, "vergrendel", vergrendel)
        return seen

    return let_op


def test_een_aanmelding(eerst):
    row = overleg()
    asked = Aanmelding.objects.create(overleg=row, naam="Anna", email="a@example.nl")
    seen = eerst(aanmeldingen, asked)
    aanmeldingen.beoordeel(asked, toelaten=False, wie=gebruiker("beheerder"))
    assert seen == [([row.pk], "open")]


def test_een_melding(eerst):
    row = maak(naam="De Zon")
    report = Melding.objects.create(soort="fout", organisatie=row, voorstel={"naam": {"naam": "X"}})
    seen = eerst(meldingen, report)
    meldingen.beoordeel(report, {"naam": False}, gebruiker("beheerder"))
    assert seen == [([row.pk], "nieuw")]


def test_een_melding_van_wat_ontbrak(monkeypatch):
    report = Melding.objects.create(soort="gemist")
    real, seen = Schrijver.nieuw, []

    def nieuw(schrijver, rijen, **opties):
        seen.append(Melding.objects.get().stand)
        return real(schrijver, rijen, **opties)

    monkeypatch.setattr(Schrijver, "nieuw", nieuw)
    made = meldingen.maak_ingang(report, velden(naam="De Maan"), gebruiker("beheerder"))
    assert (seen, Melding.objects.get().organisatie) == (["nieuw"], made)
