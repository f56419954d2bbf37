import gzip
import logging
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from organisaties.models import Gebruiker
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak, maak_veel, persoon
from tests.kaart.uitvoerlezers import (
    ADRESSEN,
    haal,
    ids,
    inhoud,
    lees_csv,
    lees_geojson,
    lees_vcf,
    lees_xlsx,
)

pytestmark = pytest.mark.django_db
alle_soorten = pytest.mark.parametrize("soort", ADRESSEN)
MEDIATYPE = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "vcf": "text/vcard; charset=utf-8",
    "geojson": "application/geo+json",
}


@pytest.fixture
def medewerker(db):
    client = Client()
    client.force_login(
        Gebruiker.objects.create_user("mw@example.nl", is_staff=True, is_superuser=True)
    )
    return client


# --- what comes ----------------------------------------------------------------------------------


@alle_soorten
def test_een_bestand_om_te_bewaren(client, soort):
    maak()
    response = client.get(ADRESSEN[soort])
    day = timezone.localdate()
    wat = "organisaties" if soort == "geojson" else "contacten"
    assert response.headers["Content-Type"] == MEDIATYPE[soort]
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    disposition = response.headers["Content-Disposition"]
    assert disposition == f'attachment; filename="sociale-kaart-{wat}-{day}.{soort}"'


@alle_soorten
def test_alleen_wat_gevraagd_is_en_in_die_volgorde(client, soort):
    z, a, _ = maak_veel([{"naam": "Z", **HOUTWIJK}, {"naam": "A", **HOUTWIJK}, SPOORWIJK])
    assert ids(soort, haal(client, soort, "wijk=houtwijk&sorteer=naam")) == [
        str(a.uuid),
        str(z.uuid),
    ]


@alle_soorten
def test_wat_de_pagina_verder_zegt_telt_niet(client, soort):
    row = maak()
    assert ids(soort, haal(client, soort, "pagina=7&zoom=12&q=")) == [str(row.uuid)]


@alle_soorten
def test_niets_gevonden_is_een_geldig_leeg_bestand(client, soort):
    assert ids(soort, haal(client, soort, "q=bestaatniet")) == []


def test_voorbeeld_is_in_elk_bestand_herkenbaar(client):
    maak(voorbeeld=True, naam="Verzonnen")
    assert lees_csv(haal(client, "csv"))[0]["voorbeeld"] == "ja"
    assert lees_xlsx(haal(client, "xlsx"))[0]["voorbeeld"] == "ja"
    assert lees_vcf(haal(client, "vcf"))[0].categories.value[0] == "Verzonnen voorbeeld"
    assert lees_geojson(haal(client, "geojson"))[0]["properties"]["voorbeeld"] is True


def test_kaartje_van_een_organisatie(client):
    row = maak(contacten=[algemeen(telefoon="0701234567")], personen=[persoon("publiek")])
    response = client.get(f"/organisaties/{row.slug}/contact.vcf")
    (card,) = lees_vcf(inhoud(response))
    assert (card.tel.value, card.uid.value) == ("070-123 45 67", f"urn:uuid:{row.uuid}")
    assert f'filename="sociale-kaart-{row.slug}.vcf"' in response.headers["Content-Disposition"]


def test_webadres_en_bron_zijn_heel(client):
    row = maak()
    assert (
        lees_csv(haal(client, "csv"))[0]["webadres"]
        == f"http://testserver/organisaties/{row.slug}/"
    )


def test_werkgebied_wijk_en_stadsdeel(client):
    maak(**HOUTWIJK, werkgebied=["wijk:waldeck", "stadsdeel:laak", "gemeente:GM0518"])
    row = lees_csv(haal(client, "csv"))[0]
    assert (row["wijk"], row["stadsdeel"]) == ("Houtwijk", "Loosduinen")
    assert row["werkt in"] == "heel Den Haag; heel Laak; Waldeck"


def test_laatste_wachttijd_en_eerste_nummer(client):
    days = [(timezone.localdate() - timedelta(weeks=n)).isoformat() for n in (20, 10)]
    old, new = [{"weken": w, "gemeld_op": d} for w, d in zip((9, 3), days, strict=True)]
    contacts = [algemeen(telefoon=""), algemeen(telefoon="0701234567", email="b@example.nl")]
    maak(wachttijden=[old, new], contacten=contacts)
    row = lees_csv(haal(client, "csv"))[0]
    assert (row["wachttijd (weken)"], row["wachttijd gemeld op"]) == ("3", days[1])
    assert (row["telefoon"], row["e-mail"]) == ("070-123 45 67", "info@example.nl")


def test_toevoeging_van_cijfers_loopt_niet_in_het_huisnummer(client):
    maak(huisnummer="12", toevoeging="2")
    assert lees_csv(haal(client, "csv"))[0]["huisnummer"] == "12-2"


# --- who asks ------------------------------------------------------------------------------------


def test_medewerker_krijgt_kaarten_van_personen(medewerker):
    row = maak(personen=[persoon("coordinatoren", telefoon="0612345678"), persoon("publiek")])
    entry, *people = lees_vcf(haal(medewerker, "vcf"))
    assert entry.uid.value == f"urn:uuid:{row.uuid}"
    assert {c.email.value for c in people} == {"coordinatoren@example.nl", "publiek@example.nl"}
    assert ids("vcf", haal(medewerker, "vcf")) == [str(row.uuid)]


def test_medewerker_ziet_namen_in_de_tabel(medewerker, client):
    maak(personen=[persoon("coordinatoren", naam="Co"), persoon("publiek", naam="Pu")])
    assert lees_csv(haal(medewerker, "csv"))[0]["contactpersoon"] == "Co; Pu"
    assert lees_csv(haal(client, "csv"))[0]["contactpersoon"] == "Pu"


@alle_soorten
def test_concept_gaat_niet_mee_ook_niet_voor_een_medewerker(medewerker, soort):
    maak(status="concept")
    assert ids(soort, haal(medewerker, soort)) == []


def test_kaartje_van_een_concept_alleen_voor_een_medewerker(medewerker, client):
    address = f"/organisaties/{maak(status='concept').slug}/contact.vcf"
    assert client.get(address).status_code == 404
    assert medewerker.get(address).status_code == 200


# --- what is refused -----------------------------------------------------------------------------


@alle_soorten
@pytest.mark.parametrize(
    ("zoekreeks", "veld"),
    [
        ("wijk=nergens", "wijk"),
        ("leeftijd=abc", "leeftijd"),
        ("bij=999", "bij"),
        ("bij=2551CA&straal=-1", "straal"),
        ("straal=1", "straal"),
        ("q=%00", "q"),
        (f"q={'x' * 10_000}", "q"),
        ("&".join(["soort=cjg"] + [f"soort=x{i}" for i in range(500)]), "soort"),
        ("sorteer=willekeurig", "sorteer"),
    ],
)
def test_foute_vraag_zegt_welk_veld(client, soort, zoekreeks, veld):
    maak()
    response = client.get(f"{ADRESSEN[soort]}?{zoekreeks}")
    assert (response.status_code, response.headers["Content-Type"]) == (
        400,
        "text/plain; charset=utf-8",
    )
    assert re.search(rf"^- .+ \({veld}\): .+", response.content.decode(), re.MULTILINE)
    assert "Content-Disposition" not in response.headers


@alle_soorten
@pytest.mark.parametrize("manier", ["post", "put", "patch", "delete"])
def test_alleen_ophalen(client, soort, manier):
    assert getattr(client, manier)(ADRESSEN[soort]).status_code == 405


def test_kaartje_dat_er_niet_is(client):
    assert client.get("/organisaties/nergens/contact.vcf").status_code == 404


# --- how it comes --------------------------------------------------------------------------------


@alle_soorten
def test_head_geeft_dezelfde_koppen_zonder_een_rij_te_lezen(client, soort, caplog):
    maak()
    caplog.set_level(logging.INFO, "kaart.uitvoer")
    head, get = client.head(ADRESSEN[soort]), client.get(ADRESSEN[soort])
    assert inhoud(head) == b""
    assert {**head.headers} == {**get.headers}
    assert not caplog.records


@alle_soorten
def test_ingepakt_is_het_hetzelfde_bestand(client, soort):
    maak_veel([{}] * 30)
    response = client.get(ADRESSEN[soort], headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(ids(soort, gzip.GzipFile(fileobj=BytesIO(inhoud(response))).read())) == 30


@alle_soorten
def test_evenveel_vragen_aan_de_database_bij_meer_rijen(client, soort, django_assert_num_queries):
    maak_veel([_vol()])
    haal(client, soort)
    with django_assert_num_queries(12):
        haal(client, soort)
    maak_veel([_vol() for _ in range(99)])
    haal(client, soort)
    with django_assert_num_queries(12):
        haal(client, soort)


def _vol():
    return {**HOUTWIJK, "talen": ["tr"], "ondersteuning": ["spraak-taal"], "toegang": [],
            "werkgebied": ["wijk:waldeck"], "contacten": [algemeen()],
            "personen": [persoon("publiek")],
            "wachttijden": [{"weken": 1, "gemeld_op": "2026-01-01"}]}  # fmt: skip


@alle_soorten
def test_meer_dan_een_portie(client, soort, monkeypatch):
    monkeypatch.setattr("kaart.uitvoer.rijen.PORTIE", 3)
    made = maak_veel([{"naam": f"N{i}"} for i in range(8)])
    assert ids(soort, haal(client, soort)) == [str(row.uuid) for row in made]


# --- the log -------------------------------------------------------------------------------------


def test_logboek_noemt_filter_en_aantal_niet_wat_getypt_is(client, caplog):
    caplog.set_level(logging.INFO, "kaart.uitvoer")
    maak(**HOUTWIJK, naam="Geheimnaam")
    haal(client, "csv", "wijk=houtwijk&q=geheimnaam&bij=2551CA&straal=7")
    (regel,) = caplog.messages
    assert "anoniem csv filter: " in regel
    assert "wijk=houtwijk" in regel
    assert regel.endswith("rijen: 1")
    assert not re.search("geheim|2551|7", regel, re.IGNORECASE)


def test_logboek_noemt_wie_en_afbreken(medewerker, caplog):
    caplog.set_level(logging.INFO, "kaart.uitvoer")
    maak()
    response = medewerker.get(ADRESSEN["csv"])
    next(iter(response.streaming_content))
    response.close()
    assert re.fullmatch(
        r".*gebruiker \d+ csv filter: geen, rijen: 0 \(afgebroken\)", caplog.text.strip()
    )
