"""The reader of visiting cards: every dialect gives the same plain values, and bad input a word."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen import vcard
from organisaties.invoer.lezen.vcard import lees_kaarten
from organisaties.invoer.lezen.vcardregels import ruwe_kaarten

KAARTJES = Path(__file__).parent / "kaartjes"
GEDEELD = Path(__file__).parents[3] / "shared" / "data" / "vcard"


@pytest.fixture
def lees(tmp_path):
    def lezer(data):
        pad = tmp_path / "kaarten.vcf"
        pad.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(lees_kaarten(pad))

    return lezer


def kaart(*regels, versie="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{versie}", *regels, "END:VCARD", ""])


# --- dialects ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bestand", "naam", "org", "email", "telefoon"),
    [
        ("outlook-21", "Zoë van Voorbeeld", "Opvang Café, Kind & Co", "zoe", "(070) 000 00 02"),
        ("android-21", "Chloë Voorbeeld", "Opvang Café", "chloe", "0700000003"),
        ("gmail-30", "Daan Voorbeeld, junior", "Opvang Café", "daan", "06 00 00 00 02"),
        ("apple-40", "Fien Voorbeeld", "Opvang Café", "fien", "+31-70-000-00-05"),
        ("evolution-30", "Gijs Voorbeeld", "Opvang Café", "gijs", "070-000 00 07"),
    ],
)
def test_elk_adresboek_geeft_dezelfde_gewone_waarden(bestand, naam, org, email, telefoon):
    first = next(lees_kaarten(KAARTJES / f"{bestand}.vcf"))
    assert (first.nummer, first.fout) == (1, "")
    assert (first.naam, first.org[0]) == (naam, org)
    assert first.emails[0] == f"{email}@opvang.example.nl"
    assert first.telefoons[0] == telefoon


def test_alle_velden_van_een_kaart():
    card = next(lees_kaarten(KAARTJES / "outlook-21.vcf"))
    assert (card.titel, card.rol) == ("Coach", "Aandachtsfunctionaris")
    assert card.eigennaam == "Zoë van Voorbeeld"
    assert card.org == ("Opvang Café, Kind & Co", "Peutergroep")
    assert card.telefoons == ("(070) 000 00 02", "070-000 00 09"), "work first, no fax"
    assert card.postcodes == ("2552 AB",)


def test_een_bestand_met_meer_kaarten():
    cards = list(lees_kaarten(KAARTJES / "apple-40.vcf"))
    assert [(c.nummer, c.naam, c.bedrijf) for c in cards] == [
        (1, "Fien Voorbeeld", False),
        (2, "Opvang Café", True),
    ]
    assert cards[0].uid == "urn:uuid:00000000-1111-4222-8333-444444444444"
    assert len(list(lees_kaarten(KAARTJES / "gmail-30.vcf"))) == 2


@pytest.mark.parametrize("einde", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_elk_regeleinde_en_elke_codering(lees, einde, codering):
    text = kaart("FN:Zoë", "ORG:Een lange naam di", " e doorloopt").replace("\r\n", einde)
    (card,) = lees(text.encode(codering))
    assert (card.naam, card.org) == ("Zoë", ("Een lange naam die doorloopt",))


@pytest.mark.parametrize(
    "soort", ["WORK", "TYPE=WORK", "TYPE=work,voice", 'TYPE="voice,work"', "TYPE=VOICE;TYPE=WORK"]
)
def test_een_nummer_van_het_werk_gaat_voor_hoe_het_er_ook_staat(lees, soort):
    (card,) = lees(kaart("TEL;PREF:1", f"item1.TEL;{soort}:2", "TEL;TYPE=FAX,WORK:3"))
    assert card.telefoons == ("2", "1")


def test_een_foto_kost_geen_geheugen():
    photo = b"PHOTO;ENCODING=b:" + b"A" * 3_000_000 + b"\r\n" + b" BBBB\r\n" * 100_000
    data = kaart("FN:Jan").encode().replace(b"FN:", photo + b"FN:")
    (ruw,) = ruwe_kaarten(BytesIO(data))
    assert ruw.lengte < 200
    assert [bytes(regel.waarde) for regel in ruw.regels] == [b"3.0", b"Jan"]


@pytest.mark.skipif(
    not GEDEELD.is_dir(), reason="de voorbeeldkaarten (shared/data/vcard) ontbreken"
)
@pytest.mark.parametrize("pad", sorted(GEDEELD.glob("*.vcf")), ids=lambda pad: pad.name)
def test_echte_voorbeeldkaarten_zijn_te_lezen(pad):
    cards = list(lees_kaarten(pad))
    assert cards
    assert not [card.fout for card in cards if card.fout]
    assert all(card.emails or card.telefoons for card in cards)


# --- refusals ------------------------------------------------------------------------------------


GOED = kaart("FN:Jan", "ORG:Zon")


@pytest.mark.parametrize(
    ("stuk", "reden"),
    [
        ("BEGIN:VCARD\nFN:Half\n", "END:VCARD ontbreekt"),
        (kaart("FN:Jan", "ORG:Zon", "wat is dit"), "regel 10 is niet te lezen"),
        (kaart("FN;CHARSET=KLINGON:Jan"), "tekenset van regel 8"),
        (kaart(f"FN:{'x' * 5000}"), "te lang"),
        (kaart(*[f"FN:{'x' * 3000}"] * 30), "te veel"),
    ],
)
def test_een_kapotte_kaart_wordt_geweigerd_en_de_andere_blijven(lees, stuk, reden):
    first, broken, last = lees(GOED + stuk + GOED)
    assert reden in broken.fout
    assert broken.nummer == 2
    assert (first.naam, last.naam, last.nummer) == ("Jan", "Jan", 3)


def test_een_afgekapte_laatste_kaart(lees):
    _, last = lees(GOED + GOED[: -len("D:VCARD\r\n")])
    assert "niet" in last.fout


@pytest.mark.parametrize(
    ("data", "reden"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "BEGIN:VCARD"),
        (b"naam;e-mail\nJan;jan@example.nl\n", "BEGIN:VCARD"),
        (b"\x00" * 70_000, "BEGIN:VCARD"),
    ],
)
def test_een_bestand_zonder_kaartjes_wordt_geweigerd(lees, data, reden):
    with pytest.raises(BestandGeweigerd, match=reden):
        lees(data)


def test_een_map_of_een_te_groot_bestand_wordt_geweigerd(lees, tmp_path, settings):
    with pytest.raises(BestandGeweigerd, match="niet te openen"):
        list(lees_kaarten(tmp_path))
    settings.INVOER_MAX_MB = 0
    with pytest.raises(BestandGeweigerd, match="groter dan 0 MB"):
        lees(GOED)


def test_te_veel_kaarten_worden_geweigerd(lees, monkeypatch):
    monkeypatch.setattr(vcard, "MEESTE_KAARTEN", 2)
    with pytest.raises(BestandGeweigerd, match="meer dan 2 kaartjes"):
        lees(GOED * 3)


def test_parameters_die_een_lezer_kunnen_laten_hangen(lees):
    """The pattern of vobject for parameters takes exponential time on this one."""
    (card,) = lees(kaart(f'TEL;X{"=" * 60}"":1', "FN:Jan"))
    assert card.naam == "Jan"


WOORDEN = [
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"FN:", b"N:", b"ORG;", b"TEL;TYPE=", b"ADR:",
    b"ENCODING=QUOTED-PRINTABLE:", b"CHARSET=", b"=\r\n", b"=C3", b"\r\n ", b"\n", b"\\", b";",
    b",", b"EMAIL:",
    b'"', b":", b"\x00", b"\xff\xfe", b"\xc3", b"item1.", b"PHOTO;ENCODING=BASE64:", b"\r",
]  # fmt: skip
BYTES = st.lists(st.sampled_from(WOORDEN) | st.binary(max_size=8), max_size=30).map(b"".join)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BYTES)
@example(b"BEGIN:VCARD\r\nN:a;b;c;d;e;f;g\r\nEND:VCARD")
@example(b"BEGIN:VCARD\r\nORG:\\\r\nEND:VCARD")
def test_welke_bytes_ook_er_komen_kaarten_of_een_weigering(lees, data):
    found = kaarten_of_weigering(lees, data)
    assert found, "a file without cards is refused, with a sentence"
    if not isinstance(found, str):
        assert [card.nummer for card in found] == list(range(1, len(found) + 1))


def kaarten_of_weigering(lees, data):
    try:
        return lees(data)
    except BestandGeweigerd as error:
        return str(error)
