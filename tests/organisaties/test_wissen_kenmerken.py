"""By what a person is found in texts, in any notation; and what is left alone."""

import pytest

from organisaties.wissen.kenmerken import Kenmerken, cijfers
from organisaties.wissen.waarden import schone_foto, schoon

UUID = "0b7a7f1e-1111-4222-8333-444455556666"
ANDER = "0b7a7f1e-1111-4222-8333-444455557777"
WIE = Kenmerken(
    frozenset({UUID}),
    frozenset({"k.vogel@zon.example.nl"}),
    frozenset({cijfers("06-12345678")}),
    frozenset({"Kanarie de Vögel"}),
)


@pytest.mark.parametrize(
    "tekst",
    [
        "k.vogel@zon.example.nl", "K.Vogel@Zon.Example.NL.", "<k.vogel@zon.example.nl>",
        "?q=k.vogel%40zon.example.nl&p=1", "mail k.vogel@zon.example.nl!",
        "06-12345678", "0612345678", "06 12 34 56 78", "06-12 34 56 78", "(06) 1234 5678",
        "+31 6 12345678", "+31612345678", "0031 6 12 34 56 78", "+31 (0)6-12.34.56.78",
        "612345678", "tel:+31-6-1234-5678", "06\u00a012\u00a034\u00a056\u00a078",
        "٠٦١٢٣٤٥٦٧٨",
        "Kanarie de Vögel", "kanarie de vogel", "KANARIE DE VÖGEL", "Kanarie  de\nVögel",
        "Kanarie de Vo\u0308gel", "Vögel, Kanarie de", "de Vogel, Kanarie", "kanarie_de_vogel.vcf",
        "(Kanarie de Vögel)", "Kanarie de Vögel's groep", "Kanarie de Vögel-coach",
    ],
)  # fmt: skip
def test_gevonden_in_elke_notatie(tekst):
    text = f"Vraag naar {tekst} of de balie"
    assert WIE.raakt(text)
    assert "(gewist)" in WIE.schoon(text)
    assert WIE.schoon(text).startswith("Vraag naar")
    assert WIE.schoon(text).endswith("of de balie")
    assert not WIE.raakt(WIE.schoon(text))


@pytest.mark.parametrize(
    "tekst",
    [
        "ok.vogel@zon.example.nl", "k.vogel@zon.example.nl.be", "k.vogel@zon.example.nlx",
        "x-k.vogel@zon.example.nl", "06-12345679", "106123456780", "0612345678901",
        "Kanarie", "Vögel", "Kanaries de Vögels", "de Kanarie", "Kanarie de Vögelaar",
        "Kanarie de Vögel-Bakker", "Anna-Kanarie de Vögel", "",
    ],
)  # fmt: skip
def test_wat_op_haar_lijkt_blijft_staan(tekst):
    assert not WIE.raakt(tekst)
    assert WIE.schoon(tekst) == tekst


@pytest.mark.parametrize("nummer", ["14070", "0800-1234", "", "niet bekend"])
def test_een_kort_of_algemeen_nummer_is_van_niemand(nummer):
    assert cijfers(nummer) == ""


def test_een_buitenlands_nummer():
    who = Kenmerken(telefoons=frozenset({cijfers("+32 470 12 34 56")}))
    assert who.schoon("bel 00 32 470 12.34.56 of +32470123456") == "bel (gewist) of (gewist)"


def test_zonder_kenmerken_wordt_niets_gevonden():
    assert not Kenmerken().raakt("Kanarie de Vögel, 06-12345678")


# --- values ---------------------------------------------------------------------------------------


def rij(uuid=ANDER, **waarden):
    return {"uuid": uuid, "naam": "", "email": "", "telefoon": "", "grondslag": "x", **waarden}


def test_uit_een_lijst_gaat_alleen_haar_rij():
    other = rij(naam="Bert Blijver", email="bert@example.nl")
    rows = [rij(UUID), other, rij(email="K.Vogel@zon.example.nl"), rij(telefoon="+31612345678")]
    assert schoon([*rows, rij(naam="kanarie de vogel")], WIE) == [other]


def test_een_persoon_die_los_staat_wordt_niets():
    assert schoon(rij(UUID), WIE) is None
    assert schoon({"sleutelfiguur": rij(UUID), "b": 1}, WIE) == {"sleutelfiguur": None, "b": 1}


def test_deelnemers_heten_bij_hun_kenmerk():
    value = {"doel": "Praten met Kanarie de Vögel", "personen": [UUID, ANDER]}
    assert schoon(value, WIE) == {"doel": "Praten met (gewist)", "personen": [ANDER]}


def test_een_algemeen_contact_blijft_zonder_wat_van_haar_was():
    general = {"uuid": ANDER, "naam": "Kanarie de Vögel", "email": "info@example.nl"}
    mine = {"uuid": ANDER, "naam": "", "email": "k.vogel@zon.example.nl", "telefoon": "070-1234567"}
    only = {"uuid": ANDER, "naam": "", "email": "k.vogel@zon.example.nl"}
    clean = schone_foto({"contacten": [general, mine, only]}, WIE)
    assert clean == {
        "contacten": [{**general, "naam": ""}, {**mine, "email": ""}],
    }


def test_hoe_een_ingang_heet_blijft():
    beeld = {"naam": "Praktijk Kanarie de Vögel", "omschrijving": "Van Kanarie de Vögel."}
    assert schone_foto(beeld, WIE) == {**beeld, "omschrijving": "Van (gewist)."}


def test_wat_geen_tekst_is_blijft():
    for value in (None, 3, 2.5, True, [], {}, [[1, "08:00", "09:00"]]):
        assert schoon(value, WIE) == value
