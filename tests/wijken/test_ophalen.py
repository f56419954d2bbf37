"""Fetching from somebody else's server: what comes in, what is tried again, what is refused."""

import socket
import time
from dataclasses import replace

import pytest

from tests.standin import (
    achtereenvolgens,
    afgekapt,
    antwoord,
    fout,
    json_antwoord,
    kapotte_json,
    standin,
    te_druk,
    traag,
)
from wijken import ophalen
from wijken.ophalen import Client, OnbereikbareBron, haal_bestand, haal_json

TEKST = b"naam;plaats\r\n" * 20_000
OUD = "Sun, 22 Nov 2026 23:30:00 GMT"


@pytest.fixture
def client():
    """As patient as a test can be."""
    return Client(verbinden=2, lezen=0.2, pogingen=3, pauze=0.001, geduld=0.05, hoogstens=1)


@pytest.fixture
def pauzes(monkeypatch):
    """The pauses that were made, without making them."""
    made = []
    monkeypatch.setattr(ophalen.time, "sleep", made.append)
    return made


def weigering(*routes, client, **opties):
    """The one sentence that fetching this gives, and how often it was asked."""
    with standin({"/x": achtereenvolgens(*routes)}) as server:
        with pytest.raises(OnbereikbareBron) as caught:
            haal_json(f"{server.url}/x", client=client, **opties)
        return caught.value, len(server.verzoeken)


def test_een_bestand_komt_heel_binnen_met_zijn_dag(tmp_path, client):
    doel = tmp_path / "lrk.csv"
    with standin({"/lrk": antwoord(TEKST, Last_Modified=OUD)}) as server:
        opgehaald = haal_bestand(f"{server.url}/lrk", doel, max_bytes=10**6, client=client)
    assert doel.read_bytes() == TEKST
    assert opgehaald.laatst_gewijzigd == "2026-11-23", "the day in the Netherlands"
    assert opgehaald.omvang == len(TEKST)
    assert [path.name for path in tmp_path.iterdir()] == ["lrk.csv"]


@pytest.mark.parametrize("kop", [{}, {"Last_Modified": "gisteren"}, {"Last_Modified": ""}])
def test_zonder_leesbare_dag_is_er_geen(tmp_path, client, kop):
    with standin({"/x": antwoord(b"a", **kop)}) as server:
        opgehaald = haal_bestand(f"{server.url}/x", tmp_path / "x", max_bytes=9, client=client)
    assert opgehaald.laatst_gewijzigd == ""


def test_json_komt_binnen_en_de_vraag_gaat_heel_mee(client, settings):
    settings.KAART = {**settings.KAART, "contact": "kaart@example.nl\r\nX: y"}
    with standin({"/free": json_antwoord({"docs": ["é"]})}) as server:
        got = haal_json(
            f"{server.url}/free?a=1", [("q", "Spui 70 & co"), ("q", "é")], client=client
        )
    assert got == {"docs": ["é"]}
    [verzoek] = server.verzoeken
    assert verzoek.query == [("a", "1"), ("q", "Spui 70 & co"), ("q", "é")]
    naam = "SocialeKaartKindontwikkeling/0.1 (+kaart@example.nlX:y)"
    assert verzoek.koppen["user-agent"] == naam


def test_verbindingen_blijven_open(client):
    with standin({"/x": json_antwoord(1)}) as server:
        for _ in range(3):
            haal_json(f"{server.url}/x", client=client)
        pool = client.pool.connection_from_url(server.url)
        assert (pool.num_connections, pool.num_requests) == (1, 3)


@pytest.mark.parametrize(
    "eerst",
    [fout(500), fout(503), te_druk("0"), afgekapt(b"[1, 2, 3]" * 99), traag(fout(200), 0.5)],
)
def test_wat_voorbijgaat_wordt_opnieuw_geprobeerd(client, eerst):
    with standin({"/x": achtereenvolgens(eerst, json_antwoord([1]))}) as server:
        assert haal_json(f"{server.url}/x", client=client) == [1]
        assert len(server.verzoeken) == 2


def test_de_pauzes_groeien_en_de_gevraagde_pauze_gaat_voor(pauzes):
    client = Client(pogingen=4, pauze=1, geduld=60)
    weigering(fout(500), te_druk("30"), fout(500), client=client)
    assert pauzes == [1, 30, 4]


def test_wie_ons_langer_weg_wil_hebben_krijgt_zijn_zin(pauzes):
    bron, vragen = weigering(te_druk("3600"), client=Client(geduld=60))
    assert str(bron) == "127.0.0.1 heeft het te druk. Probeer het later opnieuw (HTTP 429)."
    assert (bron.status, vragen, pauzes) == (429, 1, [])


def test_een_pauze_mag_een_moment_zijn(pauzes):
    weigering(te_druk("Fri, 01 Jan 2100 00:00:00 GMT"), client=Client(geduld=60))
    weigering(te_druk("straks"), fout(404), client=Client(geduld=60, pauze=2))
    assert pauzes == [2]


@pytest.mark.parametrize(
    ("route", "zin", "vragen"),
    [
        (fout(404), "127.0.0.1 kent dit adres niet. Kijk of het adres nog klopt (HTTP 404).", 1),
        (fout(403), "127.0.0.1 weigert onze vraag (HTTP 403).", 1),
        (fout(304), "127.0.0.1 weigert onze vraag (HTTP 304).", 1),
        (fout(500), "127.0.0.1 heeft een storing. Probeer het later opnieuw (HTTP 500).", 3),
        (te_druk(), "127.0.0.1 heeft het te druk. Probeer het later opnieuw (HTTP 429).", 3),
        (kapotte_json(), "Het antwoord van 127.0.0.1 is geen goede JSON.", 1),
        (antwoord(b'"\xff"'), "Het antwoord van 127.0.0.1 is geen goede JSON.", 1),
        (antwoord(b"[" * 99_999), "Het antwoord van 127.0.0.1 is geen goede JSON.", 1),
        (antwoord(b"[" * 100_001), "Het antwoord van 127.0.0.1 is groter dan 100000 bytes.", 1),
        (
            antwoord(b"geen gzip", Content_Encoding="gzip"),
            "Het antwoord van 127.0.0.1 is halverwege afgebroken. Probeer het later opnieuw.",
            3,
        ),
        (
            afgekapt(b"[1, 2, 3]" * 99),
            "Het antwoord van 127.0.0.1 is halverwege afgebroken. Probeer het later opnieuw.",
            3,
        ),
        (
            traag(fout(200), 0.6),
            "127.0.0.1 geeft niet op tijd antwoord. Probeer het later opnieuw.",
            3,
        ),
    ],
)
def test_elke_storing_heeft_een_eigen_zin(client, route, zin, vragen):
    bron, gevraagd = weigering(route, client=client, max_bytes=100_000)
    assert str(bron) == zin
    assert gevraagd == vragen


def test_een_druppelend_antwoord_houdt_ons_niet_vast(client):
    def druppel(path, query, headers):
        return 200, {}, (time.sleep(0.05) or b" " for _ in range(200))

    bron, _ = weigering(druppel, client=replace(client, hoogstens=0.2))
    assert str(bron) == "127.0.0.1 stuurt het antwoord te langzaam."


def test_zonder_server_is_er_geen_verbinding(client):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/x"
    with pytest.raises(OnbereikbareBron, match=r"Er is geen verbinding met 127\.0\.0\.1"):
        haal_json(url, client=client)


def test_een_server_zonder_beveiliging_is_niet_veilig_te_bereiken(client):
    with standin({"/x": json_antwoord(1)}) as server:
        url = server.url.replace("http:", "https:")
        with pytest.raises(OnbereikbareBron, match="De beveiligde verbinding met"):
            haal_json(f"{url}/x", client=client)


@pytest.mark.parametrize(
    "url",
    ["", "lrk.csv", "ftp://x.nl/a", "file:///etc/passwd", "http://", "https:///x", "http://[::1"],
)
def test_alleen_webadressen_worden_gevraagd(client, url, tmp_path):
    with pytest.raises(OnbereikbareBron, match="moet beginnen met https://"):
        haal_bestand(url, tmp_path / "x", max_bytes=9, client=client)


def test_een_omleiding_wordt_gevolgd_maar_niet_eindeloos(client):
    rond = {"/rond": antwoord(b"", 302, Location="/rond")}
    door = {"/oud": antwoord(b"", 301, Location="nieuw?a=1"), "/nieuw": json_antwoord("hier")}
    with standin(rond | door) as server:
        assert haal_json(f"{server.url}/oud", client=client) == "hier"
        with pytest.raises(OnbereikbareBron, match="steeds naar een ander adres"):
            haal_json(f"{server.url}/rond", client=client)
        assert [verzoek.pad for verzoek in server.verzoeken].count("/rond") == 4


@pytest.mark.parametrize("naar", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://x"])
def test_een_omleiding_gaat_nooit_van_het_web_af(client, naar):
    bron, vragen = weigering(antwoord(b"", 302, Location=naar), client=client)
    assert "moet beginnen met https://" in str(bron)
    assert vragen == 1


def test_een_omleiding_naar_onzin_is_een_storing_van_de_ander(client):
    bron, _ = weigering(antwoord(b"", 302, Location="http://[x"), client=client)
    assert str(bron) == "127.0.0.1 stuurt ons naar een adres dat niet kan."


def test_een_omleiding_gaat_niet_van_veilig_naar_onveilig():
    class Doorgestuurd:
        headers = {"Location": "http://elders.nl/"}

    with pytest.raises(OnbereikbareBron, match="zonder beveiliging"):
        ophalen._omgeleid("https://x.nl/a", Doorgestuurd(), "x.nl")


def test_van_een_mislukt_bestand_blijft_niets_over(client, tmp_path):
    doel = tmp_path / "lrk.csv"
    doel.write_text("het vorige")
    routes = {"/half": afgekapt(TEKST), "/groot": antwoord(TEKST)}
    with standin(routes) as server:
        for path in routes:
            with pytest.raises(OnbereikbareBron):
                haal_bestand(server.url + path, doel, max_bytes=len(TEKST) - 1, client=client)
    assert doel.read_text() == "het vorige"
    assert list(tmp_path.iterdir()) == [doel]


def test_een_sleutel_in_het_adres_komt_niet_in_de_zin(client):
    with standin({}) as server:
        with pytest.raises(OnbereikbareBron) as caught:
            haal_json(f"{server.url}/x", {"sleutel": "geheim"}, client=client)
        assert server.verzoeken[0].query == [("sleutel", "geheim")]
    assert "geheim" not in str(caught.value)
