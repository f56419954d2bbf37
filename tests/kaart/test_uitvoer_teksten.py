"""Every naughty text through every text field into every export, and back."""

import re
from uuid import uuid4

import pytest

from kaart.uitvoer import csv, geojson, vcard, xlsx
from organisaties.cellen import herstel
from organisaties.keuring import Geweigerd
from tests.fabriek import algemeen, maak, persoon
from tests.kaart.teksten import EIGEN, teksten
from tests.kaart.test_uitvoer_vcard import opgeschoond as in_een_regel
from tests.kaart.test_uitvoer_xlsx import als_excel
from tests.kaart.test_uitvoer_xlsx import opgeschoond as zonder_stuurtekens
from tests.kaart.uitvoerlezers import (
    ADRESSEN,
    bereik,
    een_rij,
    gemaakt,
    haal,
    ids,
    lees_csv,
    lees_geojson,
    lees_vcf,
    lees_xlsx,
)

CELLEN = {  # field of a row: heading in a table
    "naam": "naam", "soort": "soort", "groep": "groep", "wijk": "wijk", "stadsdeel": "stadsdeel",
    "straat": "straat", "huisnummer": "huisnummer", "postcode": "postcode", "plaats": "plaats",
    "website": "website", "kosten": "kosten", "status": "status", "bron": "bron",
    "gecontroleerd_door": "gecontroleerd door",
}  # fmt: skip


def rij_vol(tekst):
    person = bereik(persoon=True, naam=tekst, functie=tekst, email=tekst, telefoon=tekst, open=True)
    lists = {n: [tekst] for n in ("werkt_in", "ondersteuning", "doelgroepen", "talen", "toegang")}
    general = [bereik(email=tekst, telefoon=f"x{tekst}")]
    plain = dict.fromkeys([*CELLEN, "samenvatting"], tekst)
    return een_rij(**plain, **lists, id=str(uuid4()), algemeen=general, personen=[person])


@pytest.fixture(scope="module")
def rijen():
    return [(tekst, rij_vol(tekst)) for tekst in teksten()]


def test_csv_geeft_elke_tekst_terug(rijen):
    back = lees_csv(gemaakt(csv, *(row for _, row in rijen)))
    koppen = [*CELLEN.values(), "e-mail", "contactpersoon", "functie contactpersoon", "helpt bij",
              "voor wie", "talen", "toegang", "werkt in"]  # fmt: skip
    for (tekst, _), row in zip(rijen, back, strict=True):
        assert {herstel(row[kop]) for kop in koppen} == {tekst}
        assert row["telefoon"] == f"x{tekst}"


def test_xlsx_geeft_elke_tekst_terug_zonder_stuurtekens(rijen):
    back = lees_xlsx(gemaakt(xlsx, *(row for _, row in rijen)))
    koppen = [*CELLEN.values(), "e-mail", "contactpersoon", "helpt bij", "werkt in"]
    for (tekst, _), row in zip(rijen, back, strict=True):
        assert {als_excel(row[kop]) for kop in koppen} == {zonder_stuurtekens(tekst)}


def test_geojson_geeft_elke_tekst_terug(rijen):
    back = lees_geojson(gemaakt(geojson, *(row for _, row in rijen)))
    for (tekst, _), feature in zip(rijen, back, strict=True):
        known = feature["properties"]
        assert {known[name] for name in [*CELLEN, "samenvatting", "email"]} == {tekst}
        assert known["werkt_in"] == known["ondersteuning"] == [tekst]


def test_vcard_geeft_elke_tekst_terug_in_een_regel(rijen):
    cards = lees_vcf(gemaakt(vcard, *(row for _, row in rijen)))
    assert len(cards) == 2 * len(rijen)
    for (tekst, row), entry, person in zip(rijen, cards[::2], cards[1::2], strict=True):
        clean = in_een_regel(tekst)
        assert entry.uid.value == f"urn:uuid:{row.id}"
        assert entry.fn.value == person.fn.value == entry.org.value[0] == clean
        assert (person.title.value, person.email.value) == (clean, clean)
        assert entry.adr.value.city == clean


@pytest.mark.django_db
def test_wat_de_schrijfweg_doorlaat_komt_in_elk_bestand(client):
    made = []
    for tekst in EIGEN:
        try:
            made.append(str(_bewaar(tekst).uuid))
        except Geweigerd:
            assert re.search(r"[\x00-\x1f]", tekst) or len(tekst) > 100
    assert len(made) > 10
    for soort in ADRESSEN:
        assert sorted(ids(soort, haal(client, soort))) == sorted(made)


def _bewaar(tekst):
    return maak(
        naam=tekst, straat=tekst, plaats=tekst[:80], samenvatting=tekst, bron=tekst,
        contacten=[algemeen(naam=tekst, telefoon=tekst[:25])],
        personen=[persoon("publiek", naam=tekst, functie=tekst)],
    )  # fmt: skip
