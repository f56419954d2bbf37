"""Pairs are remembered once, and what people said of them stands."""

from io import StringIO

import pytest
from django.core.management import call_command

from organisaties.dubbelen import onthouden
from organisaties.dubbelen.onthouden import (
    heropen,
    heropen_na_herstel,
    onthoud,
    open_paren,
    paar,
    zijn_er_twee,
    zoek_dubbelen,
)
from organisaties.dubbelen.samenvoegen import voeg_samen
from organisaties.models import Dubbel, Gebruiker, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import maak, maak_veel

pytestmark = pytest.mark.django_db
ADRES = {"naam": "De Vlinder", "huisnummer": "12", "postcode": "2552AB"}
Stand = Dubbel.Stand


def wijzig(org, **waarden):
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({org.pk: waarden})


@pytest.fixture
def tweeling(db):
    return maak_veel([ADRES] * 2)


def test_zoeken_onthoudt_een_paar_met_de_laagste_eerst(tweeling):
    maak(naam="Iets heel anders")
    assert zoek_dubbelen().nieuw == 1
    row = Dubbel.objects.get()
    assert [row.een, row.ander] == tweeling
    assert (row.score, row.stand, row.bron) == (100, Stand.OPEN, "alles vergeleken")
    assert row.redenen == ["zelfde naam", "zelfde postcode en huisnummer"]


def test_nog_eens_zoeken_verandert_niets(tweeling):
    for expected in ("1 nieuw", "1 ongewijzigd"):
        out = StringIO()
        call_command("zoek_dubbelen", stdout=out)
        assert expected in out.getvalue()
        assert "1 paren om te bekijken" in out.getvalue()
    assert Dubbel.objects.count() == 1


def test_wie_wijzigt_wijzigt_de_score_of_het_paar_vervalt(tweeling):
    zoek_dubbelen()
    wijzig(tweeling[0], naam="De Vlinders")
    assert zoek_dubbelen().bijgewerkt == 1
    assert Dubbel.objects.get().score < 100
    wijzig(tweeling[0], soort="bso")
    assert zoek_dubbelen().vervallen == 1
    assert not Dubbel.objects.exists()


@pytest.mark.parametrize("stand", [Stand.TWEE, Stand.SAMENGEVOEGD])
def test_een_besluit_blijft_staan(tweeling, stand):
    zoek_dubbelen()
    Dubbel.objects.update(stand=stand, score=1)
    assert zoek_dubbelen().al_besloten == 1
    assert (Dubbel.objects.get().stand, Dubbel.objects.get().score) == (stand, 1)


def test_dit_zijn_er_twee_zegt_wie_dat_zei(tweeling):
    who = Gebruiker.objects.create(email="mede@example.nl")
    onthoud([paar(*[org.pk for org in reversed(tweeling)], score=70)], "lrk")
    assert zijn_er_twee(Dubbel.objects.get(), who)
    row = Dubbel.objects.get()
    assert (row.stand, row.besloten_door, row.bron) == (Stand.TWEE, who, "lrk")
    assert row.besloten_op
    assert not open_paren().exists()


def test_van_twee_die_tegelijk_besluiten_geldt_de_eerste(tweeling):
    zoek_dubbelen()
    stale = Dubbel.objects.get()
    voeg_samen(*tweeling, {})
    assert not zijn_er_twee(stale, None)
    stale.stand = Stand.TWEE
    heropen(stale)
    assert Dubbel.objects.get().stand == Stand.SAMENGEVOEGD


def test_wie_tegelijk_hetzelfde_paar_vindt_stoort_niet(tweeling, monkeypatch):
    made = onthouden._rij

    def een_ander_was_eerder(pair, bron):
        Dubbel.objects.create(een_id=pair.een, ander_id=pair.ander, stand=Stand.TWEE)
        return made(pair, bron)

    monkeypatch.setattr(onthouden, "_rij", een_ander_was_eerder)
    zoek_dubbelen()
    assert Dubbel.objects.get().stand == Stand.TWEE


def test_een_paar_met_een_gestopte_ingang_is_niet_meer_te_bekijken(tweeling):
    zoek_dubbelen()
    wijzig(tweeling[1], status="gestopt")
    assert not open_paren().exists()


def test_twee_die_een_register_apart_noemt_zijn_twee_tot_er_een_verdwijnt(tweeling):
    for number, org in enumerate(tweeling):
        wijzig(org, sleutels=[f"lrk:{number}"])
    assert zoek_dubbelen().nieuw == 0
    wijzig(tweeling[0], verdwenen_op="2026-09-01")
    assert zoek_dubbelen().nieuw == 1


def test_samenvoegen_sluit_het_paar_en_wat_van_de_ander_gezegd_is_geldt_voor_de_blijver(tweeling):
    kept, gone = tweeling
    third = maak()
    onthoud([paar(gone.pk, third.pk)])
    zijn_er_twee(Dubbel.objects.get(), None)
    voeg_samen(kept, gone, {})
    stands = {(d.een_id, d.ander_id): d.stand for d in Dubbel.objects.all()}
    assert stands[kept.pk, gone.pk] == Stand.SAMENGEVOEGD
    assert stands[kept.pk, third.pk] == Stand.TWEE


def test_na_terugdraaien_kan_het_paar_weer_open(tweeling):
    kept, gone = tweeling
    voeg_samen(kept, gone, {})
    assert heropen_na_herstel([kept.pk, gone.pk]) == 0
    wijzig(gone, opgegaan_in=None, status="gepubliceerd")
    assert heropen_na_herstel([kept.pk, gone.pk]) == 1
    assert open_paren().count() == 1
