"""Texts that break programs: a small set of our own, and the Big List of Naughty Strings."""

import json
import warnings
from pathlib import Path

from django.conf import settings

_BLNS = Path(settings.BASE_DIR).parent / "shared/data/naughty-strings/blns_even.json"

EIGEN = [
    "gewoon",
    "met \"aanhaling\" en 'enkele'",
    "puntkomma; komma, \\ backslash",
    "=1+1",
    "+31 70 123 45 67",
    "-1-1",
    "@SUM(A1)",
    "'=al geciteerd",
    "'s-Gravenhage",
    "\t=tab",
    "twee\nregels",
    "twee\r\nregels",
    "x\r\nEMAIL:kwaad@example.nl",
    "x\u2028EMAIL:kwaad@example.nl",
    "x\x85EMAIL:kwaad@example.nl",
    "nul\x00 bel\x07 escape\x1b",
    "niet-teken \ufffe\uffff",
    "_x0041_ en _x000D_",
    "<b>&amp;</b> ]]>",
    "  spaties  ",
    "مرحبا بالعالم",
    "Ğülşen Öztürk-de Vriès",
    "👩‍👩‍👧‍👦" * 30,
    "lang " * 60,
    "END:VCARD",
]


def teksten() -> list[str]:
    """Every text once; says so when the list from outside is missing."""
    if not _BLNS.exists():
        warnings.warn(f"{_BLNS} ontbreekt: alleen de eigen teksten zijn geproefd.", stacklevel=2)
        return EIGEN
    # The file holds base and even more plain text; the empty one proves nothing.
    return [*EIGEN, *(t for t in json.loads(_BLNS.read_text(encoding="utf-8")) if t)]
