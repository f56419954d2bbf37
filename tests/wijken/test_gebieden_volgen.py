"""Entries follow the areas, all or nothing; and areas ask the database no more than they need."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.fabriek import maak
from tests.wijken.ogcapi import GEMEENTE, ZIJDE, buurt, schrijf, stad, vak
from wijken.bronnen import (
    PlanVerouderd,
    draai_gebieden_terug,
    maak_gebiedsplan,
    pas_gebieden_toe,
)
from wijken.models import Gebiedsronde, Gemeente, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(tmp_path):
    def maak_plan(features=None):
        pad = schrijf(tmp_path / "buurten.geojson", features or stad())
        return maak_gebiedsplan(pad, GEMEENTE)

    return maak_plan


@pytest.fixture
def ronde(plan):
    return pas_gebieden_toe(plan())


def test_een_ingang_volgt_een_splitsing_heen_en_terug(plan, ronde):
    """On the way back it leaves the new buurt before that goes, so nothing is in use."""
    half = buurt("BU99990109", geometrie=vak(2.5 * ZIJDE, breed=ZIJDE / 2))
    rest = {"BU99990103": {"geometrie": vak(2 * ZIJDE, breed=ZIJDE / 2)}}
    gemaakt = plan([*stad(**rest), half])
    punt = next(w["na"] for w in gemaakt.wijzigingen if w["sleutel"] == "BU99990109")
    org = maak(lat=punt["lat"], lon=punt["lon"])

    def code():
        org.refresh_from_db()
        return org.buurt.code

    assert code() == "BU99990103"
    tweede = pas_gebieden_toe(gemaakt)
    assert code() == "BU99990109"
    uitslag = draai_gebieden_terug(tweede)
    assert (code(), uitslag.zo_gelaten, uitslag.weggehaald) == ("BU99990103", [], 1)


def test_gebieden_blijven_zoals_ze_waren_als_het_volgen_mislukt(plan, monkeypatch):
    def mislukt():
        raise RuntimeError("kan niet volgen")

    monkeypatch.setattr("organisaties.schrijven.volg_gebieden", mislukt)
    with pytest.raises(RuntimeError):
        pas_gebieden_toe(plan())
    assert not Gebiedsronde.objects.exists()
    assert not Gemeente.objects.filter(code=GEMEENTE).exists()


def test_een_wijk_die_intussen_weg_is_maakt_het_plan_verouderd(plan, ronde):
    gemaakt = plan([*stad(), buurt("BU99990203")])
    Wijk.objects.filter(slug="zuid").update(slug="anders")
    with pytest.raises(PlanVerouderd):
        pas_gebieden_toe(gemaakt)


def test_evenveel_vragen_voor_een_buurt_als_voor_twintig(plan, ronde):
    counts = []
    for begin, aantal in ((3, 1), (10, 20)):
        nieuw = [
            buurt(f"BU999902{begin + n:02}", geometrie=vak((begin + n) * ZIJDE))
            for n in range(aantal)
        ]
        gemaakt = plan([*stad(), *nieuw])
        with CaptureQueriesContext(connection) as vragen:
            pas_gebieden_toe(gemaakt)
        counts.append(len(vragen))
    assert counts[0] == counts[1]


def test_het_grootboek_wordt_alleen_gelezen_als_er_iets_anders_is(plan, ronde):
    def gelezen(*features):
        with CaptureQueriesContext(connection) as vragen:
            plan(*features)
        rondes = [v["sql"] for v in vragen if "gebiedsronde" in v["sql"]]
        return [sql for sql in rondes if "verdwenen" not in sql]

    assert gelezen() == []
    assert len(gelezen(stad(BU99990103={"buurtnaam": "’t Hof"}))) == 1
