"""The pages of the areas: the same answer as the filter, split, counted and with its figures."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kaart.beeld import gebiedspagina
from organisaties.filter import OrganisatieFilter
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, algemeen, maak, maak_veel, persoon
from wijken.boom import boom

pytestmark = pytest.mark.django_db
OVERLEG = {"staat": "loopt", "doel": "Elkaar kennen"}


def lees(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def ids(page):
    return re.findall(r'data-id="([^"]+)"', page)


def sectie(page, anker):
    """The HTML of one section of the page."""
    return page.partition(f'aria-labelledby="{anker}"')[2].partition("</section>")[0]


@pytest.fixture
def wereld():
    """Something of every relation to Houtwijk, and something that has none."""
    return maak_veel(
        [
            {"naam": "Hier", **HOUTWIJK},
            {"naam": "Geheel", "wijk": "kom-loosduinen-en-houtwijk"},
            {"naam": "Wijkwerker", "werkgebied": ["wijk:houtwijk"], **SPOORWIJK},
            {"naam": "Stadsdeelwerker", "werkgebied": ["stadsdeel:loosduinen"]},
            {"naam": "Stadsbreed", "werkgebied": ["gemeente:GM0518"]},
            {
                "naam": "Overleg",
                "soort": "overleg",
                "werkgebied": ["wijk:houtwijk"],
                "overleg": OVERLEG,
            },
            {"naam": "Elders", **SPOORWIJK},
            {"naam": "Concept", "status": "concept", **HOUTWIJK},
            {"naam": "Gestopt", "status": "gestopt", **HOUTWIJK},
        ]
    )


# --- one wijk ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pad", "vraag"),
    [
        ("/wijken/houtwijk/", "wijk=houtwijk"),
        ("/wijken/kom-loosduinen-en-houtwijk/", "wijk=kom-loosduinen-en-houtwijk"),
        ("/wijken/kom-loosduinen/", "wijk=kom-loosduinen"),
        ("/wijken/spoorwijk/", "wijk=spoorwijk"),
        ("/stadsdelen/loosduinen/", "stadsdeel=loosduinen"),
        ("/stadsdelen/laak/", "stadsdeel=laak"),
    ],
)
def test_de_pagina_toont_precies_wat_het_filter_geeft(client, wereld, pad, vraag):
    page = lees(client, pad)
    found = OrganisatieFilter(QueryDict(vraag)).qs.values_list("uuid", flat=True)
    assert sorted(ids(page)) == sorted(map(str, found))
    assert f'data-aantal="{len(found)}"' in page


def test_wie_er_zit_wie_er_werkt_en_wie_voor_de_hele_stad_staan_apart(client, wereld):
    page = lees(client, "/wijken/houtwijk/")
    names = {
        anker: re.findall(r'plekregel__naam"[^>]*>([^<]+)<', sectie(page, anker))
        for anker in ("gevestigd", "werkt", "stadsbreed")
    }
    assert names == {
        "gevestigd": ["Geheel", "Hier"],
        "werkt": ["Stadsdeelwerker", "Wijkwerker"],
        "stadsbreed": ["Stadsbreed"],
    }
    assert "Overleg</a>" in sectie(page, "netwerken")


def test_een_plek_waarvan_alleen_de_hele_wijk_bekend_is_zegt_dat(client, wereld):
    part = sectie(lees(client, "/wijken/houtwijk/"), "gevestigd")
    assert part.count("In Kom Loosduinen en Houtwijk, precieze wijk onbekend") == 1
    assert "In Houtwijk" not in part, "the heading says so already"


def test_de_telling_telt_op_tot_het_totaal(client, wereld):
    page = lees(client, "/wijken/houtwijk/")
    line = page.partition('class="gebied__telling"')[2].partition("</p>")[0]
    total, *parts = [int(n) for n in re.findall(r">(\d+) ", line)]
    assert total == sum(parts) == 6


def test_bij_elke_plek_staat_hoe_u_die_bereikt(client):
    maak(contacten=[algemeen(telefoon="070-123 45 67", email="info@example.nl")], **HOUTWIJK)
    page = lees(client, "/wijken/houtwijk/")
    assert 'href="tel:+31701234567"' in page
    assert 'href="mailto:info@example.nl"' in page


def test_geen_gegeven_van_een_persoon_op_een_wijkpagina(client):
    people = [persoon(z, naam="Zeldzame Naam", telefoon="070-987 65 43")
              for z in ("publiek", "professionals", "coordinatoren")]  # fmt: skip
    maak(personen=people, **HOUTWIJK)
    for path in ("/wijken/houtwijk/", "/stadsdelen/loosduinen/"):
        page = lees(client, path)
        assert not [v for v in ("Zeldzame", "9876543", "987 65 43", "coordinatoren@") if v in page]


def test_links_naar_de_kaart_en_elke_uitvoer_stellen_dezelfde_vraag(client):
    page = lees(client, "/wijken/houtwijk/")
    for path in ("/", "/uitvoer/contacten.csv", "/uitvoer/contacten.xlsx", "/uitvoer/contacten.vcf",
                 "/uitvoer/organisaties.geojson"):  # fmt: skip
        assert f'href="{path}?wijk=houtwijk"' in page
    assert 'data-punten="/punten.json?wijk=houtwijk"' in page


def test_cijfers_met_jaar_en_bron(client):
    page = sectie(lees(client, "/wijken/houtwijk/"), "cijfers")
    assert "12.720" in page
    assert "Jaar: 2024. Bron: CBS" in page


def test_een_onbekend_cijfer_wordt_niet_geraden(client):
    assert "onbekend" in sectie(lees(client, "/wijken/oostduinen/"), "cijfers")
    assert "minstens" in sectie(lees(client, "/stadsdelen/scheveningen/"), "cijfers")


def test_een_deel_zonder_eigen_grens_zegt_dat_en_wijst_naar_het_geheel(client):
    page = lees(client, "/wijken/kraayenstein/")
    assert "Geen eigen grens." in page
    assert "Kraayenstein en Vroondaal zijn samen één buurt" in page
    assert 'data-wijken="kraayenstein-en-vroondaal"' in page
    assert "Cijfers zijn er alleen voor" in page


def test_een_grens_bij_benadering_staat_er_met_de_reden(client):
    assert "Grens bij benadering." in lees(client, "/wijken/laak-centraal/")
    assert "bij benadering" not in lees(client, "/wijken/houtwijk/")


def test_een_samengestelde_wijk_noemt_haar_delen(client):
    page = lees(client, "/wijken/kom-loosduinen-en-houtwijk/")
    assert 'href="/wijken/houtwijk/"' in page
    assert 'data-wijken="houtwijk kom-loosduinen"' in page


def test_voorbeelden_staan_erbij_en_zeggen_dat_ze_verzonnen_zijn(client):
    maak(naam="Voorbeeld: Opvang", voorbeeld=True, **HOUTWIJK)
    page = lees(client, "/wijken/houtwijk/")
    assert "1 daarvan is een verzonnen voorbeeld." in page


def test_een_lege_wijk_wijst_verder(client):
    assert "Hier kennen wij nog niemand" in lees(client, "/wijken/houtwijk/")


@pytest.mark.parametrize("pad", ["/wijken/bestaat-niet/", "/stadsdelen/houtwijk/", "/wijken/laak/"])
def test_een_onbekend_gebied_geeft_404(client, pad):
    assert client.get(pad).status_code == 404


# --- all wijken --------------------------------------------------------------------------------


def test_elke_wijk_staat_in_de_lijst(client):
    page = lees(client, "/wijken/")
    assert not [n.slug for n in boom().wijken.values() if f'href="/wijken/{n.slug}/"' not in page]
    for node in boom().stadsdelen.values():
        assert f'href="/stadsdelen/{node.slug}/"' in page


def test_de_lijst_telt_wie_er_zit_en_wie_er_ook_werkt_zonder_voorbeelden(wereld):
    maak_veel(
        [{"voorbeeld": True, **HOUTWIJK}, {"voorbeeld": True, "werkgebied": ["gemeente:GM0518"]}]
    )
    rows = {
        t.wijk.slug: t for top in gebiedspagina.regels(_loosduinen()) for t in [top, *top.delen]
    }
    whole, part = rows["kom-loosduinen-en-houtwijk"], rows["houtwijk"]
    assert (whole.gevestigd, whole.werkt) == (2, 3)
    assert (part.gevestigd, part.werkt) == (2, 3)
    assert (rows["waldeck"].gevestigd, rows["waldeck"].werkt) == (0, 1)
    assert gebiedspagina.stadsbreed() == 1


def _loosduinen():
    return boom().stadsdeel_op_slug["loosduinen"].id


# --- cost --------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", ["/wijken/", "/wijken/waldeck/", "/stadsdelen/loosduinen/"])
def test_evenveel_vragen_aan_de_database_voor_tien_als_voor_duizend(client, pad):
    counts = []
    for more in (10, 990):
        maak_veel([{"contacten": [algemeen()], "werkgebied": ["wijk:houtwijk"], **WALDECK}] * more)
        client.get(pad)
        with CaptureQueriesContext(connection) as seen:
            client.get(pad)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


# --- how fresh ------------------------------------------------------------------------------------


@pytest.mark.parametrize("pad", ["/wijken/houtwijk/", "/stadsdelen/loosduinen/"])
def test_de_pagina_zegt_hoeveel_er_op_tijd_is_gecontroleerd(client, pad):
    def zin():
        return " ".join(client.get(pad).content.decode().split())

    today = timezone.localdate().isoformat()
    assert "Nog geen plekken hier om te controleren." in zin()
    maak(**HOUTWIJK)
    maak(**HOUTWIJK)
    maak(gecontroleerd_op=today, voorbeeld=True, **HOUTWIJK)
    assert "Nog geen van de 2 plekken hier is gecontroleerd binnen de termijn." in zin()
    maak(gecontroleerd_op=today, **HOUTWIJK)
    assert "1 van de 3 plekken hier is gecontroleerd binnen de termijn (33%)." in zin()
