"""Every pair of colours that the site puts together can be read, on light and on dark."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "kaart" / "css" / "stijl.css"
TOKEN = re.compile(r"--kaart-kleur-([a-z-]+):\s*(#[0-9a-f]{6})\b")

TEKST = [
    *(
        (ink, ground)
        for ink in ("tekst", "tekst-zacht", "primair", "primair-sterk", "fout")
        for ground in ("achtergrond", "vlak", "primair-licht")
    ),
    ("tekst", "vlak-sterk"),
    ("op-primair", "primair"),
    ("op-primair", "primair-sterk"),
    ("accent", "accent-licht"),
    ("let-op", "let-op-licht"),
    *(
        (ink, f"{ground}-licht")
        for ink in ("tekst", "primair")
        for ground in ("accent", "let-op", "fout", "goed")
    ),
    ("fout", "fout-licht"),
    ("goed", "goed-licht"),
]
GROEPEN = ("opvang", "school", "opvoedhulp", "zorg", "vroeghulp", "taal", "welzijn",
           "cultuur-sport", "netwerk")  # fmt: skip
RANDEN = [
    *((edge, ground) for edge in ("rand", "focus") for ground in ("achtergrond", "vlak")),
    *((edge, "primair-licht") for edge in ("rand", "focus", "fout", "primair")),
    *((group, ground) for group in GROEPEN for ground in ("achtergrond", "vlak")),
]


def palet(schema: str) -> dict[str, str]:
    light, dark = CSS.read_text().split("@media (prefers-color-scheme: dark)", 1)
    colours = dict(TOKEN.findall(light))
    if schema == "donker":
        colours |= dict(TOKEN.findall(dark.partition("/* --- Ground")[0]))
    return colours


def helderheid(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(een: str, ander: str) -> float:
    low, high = sorted((helderheid(een), helderheid(ander)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("schema", ["licht", "donker"])
@pytest.mark.parametrize(("inkt", "grond"), TEKST)
def test_tekst_is_leesbaar(schema, inkt, grond):
    colours = palet(schema)
    assert contrast(colours[inkt], colours[grond]) >= 4.5


@pytest.mark.parametrize("schema", ["licht", "donker"])
@pytest.mark.parametrize(("rand", "grond"), RANDEN)
def test_randen_en_tekens_vallen_op(schema, rand, grond):
    colours = palet(schema)
    assert contrast(colours[rand], colours[grond]) >= 3


@pytest.mark.parametrize("groep", GROEPEN)
def test_het_witte_beeld_in_een_teken_is_leesbaar(groep):
    assert contrast(palet("licht")[groep], "#ffffff") >= 4.5


def test_elk_teken_staat_in_de_sprite():
    sprite = (CSS.parents[1] / "img" / "tekens.svg").read_text()
    assert all(f'id="teken-{groep}"' in sprite for groep in GROEPEN)


def test_geen_losse_kleuren_buiten_de_tokens():
    after = CSS.read_text().partition("/* --- Ground")[2]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", after) == []
