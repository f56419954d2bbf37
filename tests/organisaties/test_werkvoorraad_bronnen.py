"""Work about what sources say otherwise, and about addresses without a good point."""

import pytest

from organisaties.foto import foto
from organisaties.models import (
    Dubbel,
    Voorstel,
)
from organisaties.werkvoorraad.oplossen import Veranderd
from tests.fabriek import SPOORWIJK, gebruiker
from tests.organisaties.werkhulp import (
    ADRES,
    dagen_terug,
    doe,
    een,
    maak_gaaf,
    voorstel,
    werk,
)
from wijken.geocoder import Adres, normaal
from wijken.models import Adrespunt

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas():
    return gebruiker("beheerder")


@pytest.mark.parametrize(
    ("knop", "naam", "stand"),
    [("over", "Andere naam", "overgenomen"), ("laat", "De Zon", "afgewezen")],
)
def test_een_verschil_met_het_register_wordt_beslist(baas, knop, naam, stand):
    row = maak_gaaf(naam="De Zon")
    proposal = voorstel(row)
    item = een("register")
    (line,) = item.regels
    assert (line.nu, line.waarde, line.bron) == ("De Zon", "Andere naam", "duo-test")
    doe(baas, item, f"{knop}-{proposal.pk}")
    row.refresh_from_db()
    proposal.refresh_from_db()
    assert (row.naam, proposal.stand) == (naam, stand)
    assert werk() == {}


def test_velden_van_een_adres_zijn_samen_een_regel():
    row = maak_gaaf(straat="Oudeweg", huisnummer="1")
    voorstel(row, "straat", "Nieuweweg")
    voorstel(row, "huisnummer", "2")
    (line,) = een("register").regels
    assert (line.veld, line.waarde) == ("Adres", "Nieuweweg, 2")


def test_een_ander_voorstel_dan_getoond_wordt_niet_overgenomen(baas):
    row = maak_gaaf(naam="De Zon")
    proposal = voorstel(row)
    item = een("register")
    Voorstel.objects.update(waarde="Nog iets anders")
    with pytest.raises(Veranderd):
        doe(baas, item, f"over-{proposal.pk}")
    assert foto(row)["naam"] == "De Zon"


@pytest.mark.parametrize(("knop", "status"), [("gestopt", "gestopt"), ("bestaat", "gepubliceerd")])
def test_wat_uit_het_register_verdween_wordt_beslist(baas, knop, status):
    row = maak_gaaf(verdwenen_op=dagen_terug(3))
    doe(baas, een("verdwenen"), knop)
    row.refresh_from_db()
    assert row.status == status
    assert "verdwenen" not in werk()


def test_dit_zijn_er_twee(baas):
    one, two = maak_gaaf(naam="De Zon"), maak_gaaf(naam="Zon")
    Dubbel.objects.create(een=one, ander=two, score=90, redenen=["zelfde adres"])
    item = een("dubbelen")
    assert "Lijkt op Zon" in item.zin
    assert "zelfde adres" in item.zin
    doe(baas, item, "twee")
    assert werk() == {}


def test_een_twijfelachtig_adres_wordt_overgenomen_of_geweigerd(baas):
    row = maak_gaaf(lat=None, lon=None, **ADRES)
    vraag = normaal(Adres(**ADRES))
    Adrespunt.objects.create(vraag=vraag, stand="twijfel", weergave="Houtwijklaan 12A", **SPOORWIJK)
    item = een("adres")
    assert "Houtwijklaan 12A" in item.toelichting[0]
    doe(baas, item, "nee")
    assert een("adres").knoppen == []
    Adrespunt.objects.update(stand="twijfel")
    doe(baas, een("adres"), "over")
    assert foto(row)["punt_kwaliteit"] == "hand"
    assert werk() == {}


def test_een_punt_van_alleen_de_postcode_vraagt_ook_aandacht():
    maak_gaaf(punt_kwaliteit="postcode", **ADRES)
    assert "postcode" in een("adres").toelichting[0]
