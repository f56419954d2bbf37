import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaart.uitvoer import vcard
from tests.kaart.uitvoerlezers import UUID, bereik, een_rij, gemaakt, lees_vcf

tekst = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
PERSOON = "99999999-2222-4333-8444-555555555555"


def opgeschoond(waarde):
    one_line = re.sub("\r\n|[\n\r\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", waarde)
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "", one_line)


def eigenschappen(data):
    """The properties of a file as RFC 2426 unfolds them: names with parameters, and values."""
    lines = data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    return [tuple(line.split(":", 1)) for line in lines]


def test_een_organisatie():
    data = gemaakt(
        vcard,
        een_rij(
            naam="Opvang; De Zon, Zee \\ Strand", straat="Laan", huisnummer="1-3", plaats="Delft",
            postcode="2552AB", lat=52.0541868, lon=4.2481526, website="https://zon.example.nl/a;b",
            algemeen=[bereik(telefoon="+31701234567", email="info@example.nl")],
            soort="Kinderdagverblijf", gecontroleerd_op=date(2026, 9, 1),
        ),
    )  # fmt: skip
    card = lees_vcf(data)[0]
    assert card.fn.value == "Opvang; De Zon, Zee \\ Strand"
    assert card.org.value == ["Opvang; De Zon, Zee \\ Strand"]
    assert card.uid.value == f"urn:uuid:{UUID}"
    assert (card.tel.value, card.email.value) == ("070-123 45 67", "info@example.nl")
    assert (card.adr.value.street, card.adr.value.code) == ("Laan 1-3", "2552AB")
    assert "Gecontroleerd op 01-09-2026\nOp de sociale kaart: https" in card.note.value


def test_elke_regel_zoals_afgesproken():
    row = een_rij(
        algemeen=[bereik(telefoon="070-1234567", email="a@example.nl")], lat=52.0, lon=4.0
    )
    data = gemaakt(vcard, row).decode()
    assert data.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    for line in ("N:;;;;", "X-ABShowAs:COMPANY", "TEL;TYPE=WORK,VOICE:070-123 45 67",
                 "EMAIL;TYPE=INTERNET,WORK:a@example.nl", "GEO:52.000000;4.000000",
                 "REV:2026-09-01T12:00:05Z", "NOTE:Nog niet gecontroleerd",
                 "SOURCE:https://kaart.example.nl/organisaties/naam/contact.vcf"):  # fmt: skip
        assert f"\r\n{line}" in data
    assert data.endswith("END:VCARD\r\n")


def test_verzonnen_voorbeeld_is_herkenbaar():
    card = lees_vcf(gemaakt(vcard, een_rij(voorbeeld=True, soort="Tolk")))[0]
    assert card.categories.value[0] == "Verzonnen voorbeeld"
    assert card.note.value.startswith("Verzonnen voorbeeld: bestaat niet.\n")


def persoonsrij(*, open=True, **waarden):
    person = bereik(uuid=PERSOON, persoon=True, naam="An", functie="Coach", email="an@example.nl",
                    open=open)  # fmt: skip
    return een_rij(naam="Opvang", personen=[person], **waarden)


def test_persoon_heeft_een_eigen_kaart():
    entry, person = lees_vcf(gemaakt(vcard, persoonsrij(voorbeeld=True)))
    assert "x-sociale-kaart-organisatie" not in entry.contents
    assert person.contents["x-sociale-kaart-organisatie"][0].value == f"urn:uuid:{UUID}"
    assert person.uid.value == f"urn:uuid:{PERSOON}"
    assert (person.fn.value, person.title.value, person.org.value) == ("An", "Coach", ["Opvang"])
    assert person.categories.value[:2] == ["Contactpersoon", "Verzonnen voorbeeld"]
    assert person.note.value.startswith("Verzonnen voorbeeld")


def test_zonder_account_geen_kaart_van_een_persoon():
    assert len(lees_vcf(gemaakt(vcard, persoonsrij(open=False)))) == 1
    assert gemaakt(vcard, persoonsrij(open=False), per="persoon") == b""


def test_alleen_de_personen_of_alleen_de_organisaties():
    (person,) = lees_vcf(gemaakt(vcard, persoonsrij(), per="persoon"))
    (entry,) = lees_vcf(gemaakt(vcard, persoonsrij(), per="ingang"))
    assert (person.fn.value, entry.fn.value) == ("An", "Opvang")


def test_zonder_rijen_een_leeg_bestand():
    assert gemaakt(vcard) == b""


@pytest.mark.parametrize("einde", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_geen_eigenschap_erbij(einde):
    kwaad = f"x{einde}EMAIL:kwaad@example.nl"
    row = een_rij(naam=kwaad, straat=kwaad, website=kwaad, samenvatting=kwaad, soort=kwaad)
    names = [name for name, _ in eigenschappen(gemaakt(vcard, row))]
    assert "EMAIL" not in names
    assert lees_vcf(gemaakt(vcard, row))[0].fn.value == "x EMAIL:kwaad@example.nl"


@given(tekst)
@example("é" * 100)
@example("👩‍👩‍👧‍👦" * 20)
def test_vouwen_op_75_octetten(waarde):
    for line in gemaakt(vcard, een_rij(naam=waarde, samenvatting=waarde)).split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two


@given(tekst, tekst, tekst)
@example("\r\nEND:VCARD\r\nBEGIN:VCARD", "x", "\\")
def test_elke_tekst_blijft_een_eigenschap(naam, straat, telefoon):
    rijk = een_rij(naam=naam, straat=straat, samenvatting=straat, soort=naam, website=straat,
                   algemeen=[bereik(telefoon=telefoon or "x", email=naam or "x")])  # fmt: skip
    kaal = een_rij(naam="x", straat="x", samenvatting="x", soort="x", website="x",
                   algemeen=[bereik(telefoon="x", email="x")])  # fmt: skip
    names = [name for name, _ in eigenschappen(gemaakt(vcard, rijk))]
    allowed = [name for name, _ in eigenschappen(gemaakt(vcard, kaal))]
    assert [name for name in allowed if name in names] == names


@given(tekst)
def test_naam_komt_terug(naam):
    fn = dict(eigenschappen(gemaakt(vcard, een_rij(naam=naam))))["FN"]
    assert re.sub(r"\\(.)", r"\1", fn) == opgeschoond(naam)
