"""What the page of an entry says about who checked which block, and when to doubt it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.controles import bevestig
from organisaties.models import Invoer, Organisatie, Ronde, Soort
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, algemeen, maak
from tests.kaart.test_registergegevens import pagina
from tests.kaart.uitvoerlezers import haal, lees_csv, lees_geojson

pytestmark = pytest.mark.django_db
Wie = Organisatie.Wie
OPEN = [[1, "08:00", "12:00"]]
LANG_GELEDEN = "2020-05-04"


def contact(**waarden):
    return {"contacten": [algemeen()], "openingstijden": OPEN, **waarden}


def gecontroleerd(blok, door, dag=LANG_GELEDEN):
    return {f"{blok}_gecontroleerd_op": dag, f"{blok}_gecontroleerd_door": door}


def uit_register(bron="lrk", **waarden):
    """An entry as a register brought it, and the day on which that was read."""
    with ronde(Ronde.Aard.INVOER, bron=bron) as schrijver:
        row = {"naam": "Uit het register", "soort": "kinderdagverblijf",
               "status": "gepubliceerd", "sleutels": [f"{bron}:1"]}  # fmt: skip
        [pk] = schrijver.nieuw([{**row, **contact(**waarden)}])
    Invoer.objects.create(bron=bron, stand=Invoer.Stand.TOEGEPAST)
    return Organisatie.objects.get(pk=pk)


# --- per block -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("door", "woorden"), [
    (Wie.ORGANISATIE, "de organisatie"), (Wie.KWARTIERMAKER, "de kwartiermaker"),
    (Wie.REGISTER, "het register"),
])  # fmt: skip
@pytest.mark.parametrize("blok", ["contact", "tijden"])
def test_elk_blok_zegt_wie_het_wanneer_naging(client, blok, door, woorden):
    page = pagina(client, maak(**contact(), **gecontroleerd(blok, door)))
    assert page.count(f"Gecontroleerd op 4 mei 2020 door {woorden}.") == 1


def test_wat_de_organisatie_bevestigt_staat_bij_elk_blok(client):
    row = maak(**contact())
    bevestig(row, Wie.ORGANISATIE)
    assert pagina(client, row).count("door de organisatie.") == 3, "both blocks and the whole"


def test_een_blok_dat_niemand_naging_zegt_niets(client):
    assert "Gecontroleerd op" not in pagina(client, maak(**contact()))


@pytest.mark.parametrize(("maanden", "oud"), [(1, True), (3, False)])
def test_een_oude_controle_is_zichtbaar_oud_na_de_termijn_van_de_soort(client, maanden, oud):
    Soort.objects.filter(slug="kinderdagverblijf").update(controle_maanden=maanden)
    day = (timezone.localdate() - timedelta(days=60)).isoformat()
    page = pagina(client, maak(**contact(), **gecontroleerd("contact", Wie.ORGANISATIE, day)))
    assert ("langer dan 1 maand geleden" in page) is oud
    assert "maanden geleden" not in page


# --- what a register says ------------------------------------------------------------------------

REGISTER = "Volgens het register, gelezen op"


@pytest.mark.parametrize("bron", ["lrk", "duo"])
def test_contact_uit_een_register_zegt_van_welke_dag(client, bron):
    assert f"{REGISTER} {timezone.localdate().day} " in pagina(client, uit_register(bron))


def test_wat_een_mens_verbeterde_is_niet_van_het_register(client):
    row = uit_register()
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({row.pk: {"contacten": [algemeen(email="beter@example.nl")]}})
    assert REGISTER not in pagina(client, row)


def test_een_verbeterde_openingstijd_laat_het_contact_van_het_register(client):
    row = uit_register()
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({row.pk: {"openingstijden": [[2, "09:00", "10:00"]]}})
    assert REGISTER in pagina(client, row)


def test_een_eigen_controle_gaat_voor_het_register(client):
    row = uit_register()
    bevestig(row, Wie.ORGANISATIE)
    page = pagina(client, row)
    assert REGISTER not in page
    assert "door de organisatie" in page


@pytest.mark.parametrize("waarden", [{"verdwenen_op": "2026-01-01"}, {"contacten": []}])
def test_zonder_woord_van_het_register_staat_het_er_niet(client, waarden):
    assert REGISTER not in pagina(client, uit_register(**waarden))


def test_een_ingang_uit_een_tabel_is_niet_van_een_register(client):
    assert REGISTER not in pagina(client, uit_register("tabel"))


def test_de_pagina_vraagt_evenveel_hoe_lang_de_geschiedenis_ook_is(client):
    counts = []
    for times in (1, 12):
        row = uit_register("duo" if times == 1 else "lrk")
        for n in range(times):
            with ronde(Ronde.Aard.BEWERKING) as schrijver:
                schrijver.wijzig({row.pk: {"samenvatting": f"Versie {n}"}})
            Invoer.objects.create(bron="lrk", stand=Invoer.Stand.TOEGEPAST)
        pagina(client, row)
        with CaptureQueriesContext(connection) as seen:
            pagina(client, row)
        counts.append(len(seen))
    assert counts[0] == counts[1]


# --- the waiting time fades ----------------------------------------------------------------------


def met_wachttijd(weken_terug, dagen=0):
    day = timezone.localdate() - timedelta(weeks=weken_terug, days=dagen)
    wait = {"weken": 8, "gemeld_op": day.isoformat(), "gemeld_door": "de organisatie"}
    return maak(wachttijden=[wait], **HOUTWIJK)


def overal(client, row):
    """Whether page, card, table and GeoJSON tell the waiting time."""
    page = client.get(f"/organisaties/{row.slug}/").content.decode()
    table, shape = lees_csv(haal(client, "csv")), lees_geojson(haal(client, "geojson"))
    return [
        "ongeveer 8 weken" in page,
        "de wachttijd" not in page,  # what we do not know
        "8 weken wachten" in client.get("/").content.decode(),
        bool(table[0]["wachttijd (weken)"]),
        bool(shape[0]["properties"]["wachttijd_weken"]),
    ]


@pytest.mark.parametrize(("dagen", "getoond"), [(0, True), (1, False)])
def test_na_zoveel_weken_staat_een_wachttijd_nergens_meer(client, settings, dagen, getoond):
    settings.WACHTTIJD_WEG_WEKEN = 20
    assert overal(client, met_wachttijd(20, dagen)) == [getoond] * 5


@pytest.mark.parametrize(("dagen", "oud"), [(0, False), (1, True)])
def test_daarvoor_is_zij_eerst_zichtbaar_oud(client, settings, dagen, oud):
    settings.WACHTTIJD_OUD_WEKEN = 4
    page = pagina(client, met_wachttijd(4, dagen))
    assert ("meer dan 4 weken geleden" in page) is oud
