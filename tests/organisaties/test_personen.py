"""What has to be asked about people: on what ground, confirmed when, and who follows who left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisaties.foto import foto
from organisaties.keuring import Geweigerd
from organisaties.models import Contact, PersoonlijkeWaarde, Ronde
from organisaties.personen import (
    PersoonWeg,
    bevestig_persoon,
    vertrokken,
    zonder_grond,
    zonder_opvolger,
)
from organisaties.schrijven import ronde
from organisaties.termijnen import bevestigd_sinds
from tests.fabriek import algemeen, maak, persoon

pytestmark = pytest.mark.django_db


def namen(rows):
    return sorted(rows.values_list("naam", flat=True))


def schrijf(row, personen):
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({row.pk: {"personen": personen}})


# --- ground -------------------------------------------------------------------------------------


def test_zonder_grond_of_verse_bevestiging_staat_iemand_op_de_lijst():
    today = timezone.localdate()
    term = bevestigd_sinds()
    people = [
        persoon("publiek", naam="Goed", bevestigd_op=term.isoformat()),
        persoon("publiek", naam="Zonder grond", grondslag="", bevestigd_op=today.isoformat()),
        persoon(
            "publiek", naam="Te lang geleden", bevestigd_op=(term - timedelta(days=1)).isoformat()
        ),
        persoon("publiek", naam="Zonder dag", bevestigd_op=None),
        persoon("publiek", naam="Vertrokken", grondslag="", vertrokken_op="2026-10-01"),
        persoon("publiek", naam="Verborgen", grondslag="", verborgen_op="2026-10-01"),
    ]
    maak(contacten=[algemeen()], personen=people)
    assert namen(zonder_grond()) == [
        "Te lang geleden",
        "Verborgen",
        "Zonder dag",
        "Zonder grond",
    ]


# --- successor ----------------------------------------------------------------------------------


def test_wie_vertrok_heeft_geen_opvolger_tot_er_iemand_bij_komt():
    row = maak(personen=[persoon("publiek", naam="Oud"), persoon("publiek", naam="Collega")])
    vertrokken(row.contacten.get(naam="Oud"), None)
    assert namen(zonder_opvolger()) == ["Oud"]
    bevestig_persoon(row.contacten.get(naam="Collega"), None)
    assert namen(zonder_opvolger()) == ["Oud"], "a colleague who is still there is no successor"
    schrijf(row, [*foto(row)["personen"], persoon("publiek", naam="Nieuw")])
    assert namen(zonder_opvolger()) == []


def test_wie_voor_het_vertrek_al_kwam_is_geen_opvolger():
    row = maak(personen=[persoon("publiek", naam="Oud")])
    schrijf(row, [*foto(row)["personen"], persoon("publiek", naam="Collega")])
    vertrokken(row.contacten.get(naam="Oud"), None)
    assert namen(zonder_opvolger()) == ["Oud"]


def test_van_gewiste_waarden_weet_niemand_meer_of_er_iemand_kwam():
    row = maak(personen=[persoon("publiek", naam="Oud")])
    vertrokken(row.contacten.get(), None)
    schrijf(row, [*foto(row)["personen"], persoon("publiek", naam="Nieuw")])
    PersoonlijkeWaarde.objects.all().delete()
    assert namen(zonder_opvolger()) == ["Oud"], "then it is asked once more"


def test_alleen_van_een_ingang_die_er_nog_is():
    row = maak(personen=[persoon("publiek", naam="Oud")])
    vertrokken(row.contacten.get(), None)
    assert namen(zonder_opvolger(maak())) == []
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({row.pk: {"status": "gestopt"}})
    assert namen(zonder_opvolger()) == []


# --- leaving ------------------------------------------------------------------------------------


def test_de_dag_van_vertrek_blijft_die_van_de_eerste_keer():
    gisteren = (timezone.localdate() - timedelta(days=1)).isoformat()
    row = maak(personen=[persoon("publiek", vertrokken_op=gisteren)])
    vertrokken(row.contacten.get(), None, zoek=False)
    [person] = foto(row)["personen"]
    assert person["vertrokken_op"] == gisteren
    assert person["verborgen_op"] == timezone.localdate().isoformat()


def test_een_opvolger_die_niet_kan_verandert_niets():
    row = maak(personen=[persoon("publiek")])
    before = foto(row)
    with pytest.raises(Geweigerd):
        vertrokken(row.contacten.get(), None, persoon("publiek", email="geen adres"))
    assert foto(row) == before


@pytest.mark.parametrize("doe", [bevestig_persoon, vertrokken])
def test_wie_er_niet_meer_is_kan_niets_overkomen(doe):
    row = maak(personen=[persoon("publiek")])
    contact = row.contacten.get()
    schrijf(row, [])
    with pytest.raises(PersoonWeg):
        doe(contact, None)
    assert not Contact.objects.exists()
