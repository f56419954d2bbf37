"""Erasing searches before its transaction: what others write in between is not missed."""

from functools import partial

import pytest

from organisaties.models import Contact, Gewist, Melding, Organisatie, PersoonlijkeWaarde, Ronde
from organisaties.schrijven import ronde
from organisaties.wissen import daad, vakken, vangst, wis
from organisaties.wissen.daad import NietMeer, zoek
from organisaties.wissen.sporen import sporen_van
from organisaties.wissen.vangst import kijk
from tests.fabriek import maak, persoon

pytestmark = pytest.mark.django_db
NAAM, EMAIL = "Kanarie Vogel", "k@example.nl"


@pytest.fixture
def row():
    return maak(naam="De Zon", personen=[persoon("publiek", naam=NAAM, email=EMAIL)])


def schrijf(org, **waarden):
    with ronde(Ronde.Aard.BEWERKING, reden="tussendoor") as schrijver:
        schrijver.wijzig({org.pk: waarden})


@pytest.fixture
def tussendoor(monkeypatch):
    """Let these acts be done right after a search, each once."""
    acts, real = [], vangst.kijk

    def kijk_en_dan(*args):
        found = real(*args)
        if acts:
            acts.pop(0)()
        return found

    monkeypatch.setattr(daad, "kijk", kijk_en_dan)
    return acts


def wis_haar(row, **opties):
    contact = row.contacten.get(naam=NAAM)
    return wis(contact.uuid, wie=None, reden=Gewist.Reden.VERZOEK, **opties)


def test_een_ingang_die_haar_intussen_noemt(row, tussendoor):
    other = maak(naam="De Maan")
    tussendoor.append(lambda: schrijf(other, omschrijving=f"Vraag naar {NAAM}."))
    wis_haar(row)
    assert Organisatie.objects.get(pk=other.pk).omschrijving == "Vraag naar (gewist)."
    assert not row.contacten.exists()


def test_een_melding_die_intussen_komt(row, tussendoor):
    old = Melding.objects.create(soort="fout", organisatie=row, tekst="Iets")

    def melden():
        Melding.objects.create(soort="gemist", tekst=f"Waar is {NAAM}?")
        Melding.objects.filter(pk=old.pk).update(tekst=EMAIL)

    tussendoor.append(melden)
    wis_haar(row)
    texts = set(Melding.objects.values_list("tekst", flat=True))
    assert texts == {"(gewist)", "Waar is (gewist)?"}


def test_wie_voortdurend_schrijft_houdt_niets_tegen(row, tussendoor):
    """After a few times it is finished while nobody else can write."""
    other = maak(naam="De Maan")
    for number in range(daad.POGINGEN):
        tussendoor.append(partial(schrijf, other, omschrijving=f"{number} {NAAM}"))
    wis_haar(row)
    assert not tussendoor
    assert "Kanarie" not in Organisatie.objects.get(pk=other.pk).omschrijving
    assert not row.contacten.exists()


def test_een_postvak_dat_intussen_gedeeld_is_blijft_bij_de_ander(row, tussendoor):
    other = maak(naam="De Maan")
    people = [persoon("publiek", naam="Bert Blijver", email=EMAIL)]
    tussendoor.append(lambda: schrijf(other, personen=people))
    report = wis_haar(row)
    assert other.contacten.get().email == EMAIL
    assert any("e-mailadres" in str(text) for text in report.blijft)


def test_binnen_de_transactie_wordt_alleen_gekeken_wat_nodig_is(row, monkeypatch):
    """The tables are read before; inside only rows that were found or came since."""
    monkeypatch.setattr(vakken, "SPELING", 0)  # as if nobody else were writing
    for number in range(5):
        maak(naam=f"Ander {number}", personen=[persoon("publiek", naam=f"Iemand Anders{number}")])
    contact = row.contacten.get()
    seen = kijk(sporen_van([contact.uuid]))
    looked, real = [], vakken.Vak.zoek

    def tel(vak, wie, gezien=None):
        rows = [r for part in vak._te_lezen(gezien) for r in part]
        looked.append((vak.model, gezien is None, len(rows)))
        return real(vak, wie, gezien)

    monkeypatch.setattr(vakken.Vak, "zoek", tel)
    wis_haar(row, vangst=seen)
    assert not any(whole for _model, whole, _rows in looked)
    read = {model: rows for model, _whole, rows in looked}
    assert read[PersoonlijkeWaarde] < PersoonlijkeWaarde.objects.count()


def test_een_zoektocht_voor_meer_personen_raakt_alleen_de_gevraagde(row):
    other = maak(naam="De Maan", personen=[persoon("publiek", naam="Bert Blijver", email="b@b.nl")])
    maak(naam="De Ster", omschrijving=f"Bel {NAAM} of Bert Blijver.")
    people = Contact.objects.personen()
    seen = kijk(sporen_van(people.values_list("uuid", flat=True)))
    wis_haar(row, vangst=seen)
    assert Organisatie.objects.get(naam="De Ster").omschrijving == "Bel (gewist) of Bert Blijver."
    assert other.contacten.get().naam == "Bert Blijver"


def test_de_voorvertoning_en_het_wissen_vinden_hetzelfde(row):
    maak(naam="De Ster", omschrijving=f"Bel {NAAM}.")
    contact = row.contacten.get()
    seen = {place.wat: place.aantal for place in zoek(sporen_van([contact.uuid]))}
    done = {place.wat: place.aantal for place in wis_haar(row).vindplaatsen}
    assert seen["plekken op de kaart"] == done["plekken op de kaart"] == 2
    assert seen.keys() <= done.keys()


def test_wie_niet_meer_gewist_hoeft_te_worden_blijft(row):
    rounds = Ronde.objects.count()
    with pytest.raises(NietMeer):
        wis_haar(row, nog=lambda: False)
    assert row.contacten.get().naam == NAAM
    assert (Ronde.objects.count(), Gewist.objects.count()) == (rounds, 0)
