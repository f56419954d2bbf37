"""What a source is: a small description over the one engine.

::

    file -> lees (rows) -> plan (validate, match, place, compare) -> apply -> ledger

A description only says how a file becomes rows; all that follows is the same for every source.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from organisaties.foto import Foto

NAAMRUIMTE = uuid5(NAMESPACE_URL, "urn:sociale-kaart-kindontwikkeling")
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


Melder = Callable[[int], None]  # is told how many rows or entries are done


class BestandGeweigerd(ValueError):  # noqa: N818 -- the Dutch word for what happened
    """A file as a whole cannot be read; the sentence (Dutch) says why and what would be right."""


@dataclass(slots=True)
class Rij:
    """One row of a source: its number (1-based), its key there, and values as in a photograph.

    - ``waarden`` replace what the entry has, field by field; a field that is absent stays.
    - ``bij_nieuw`` fills a new entry; one that exists keeps what it has. For what we say about a
      thing by its kind, which somebody may have said better meanwhile.
    - ``aanvulling`` adds to lists without taking others away: words by themselves, objects
      (contacts) by their ``uuid``.
    - ``eraf`` takes words away from lists.
    - ``melding`` is filled when the row could not be read; such a row is refused with that reason.
    - ``ingang`` is the uuid of the entry that the row is about, when the source itself says so.
    - ``alleen_bekend``: only for an entry that carries this key already; else it is passed over.
    - ``let_op`` are sentences for who looks at the plan, such as a number that was mended.
    - ``cellen`` is the row as it stood, so that a refused one can be mended; no persons.
    """

    nummer: int
    sleutel: str
    waarden: Foto = field(default_factory=dict)
    melding: str = ""
    aanvulling: dict[str, list[Any]] = field(default_factory=dict)
    ingang: str = ""
    alleen_bekend: bool = False
    let_op: tuple[str, ...] = ()
    cellen: dict[str, str] = field(default_factory=dict)
    bij_nieuw: Foto = field(default_factory=dict)
    eraf: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Verslag:
    """What a source tells beside its rows, filled while it is being read.

    ``naam`` is what the file is called outside, for a source whose files say something by it.
    ``overgeslagen`` counts rows that are not ours, by reason (Dutch). ``cijfers`` counts by area
    code (``Kerncijfer.gebied_code``). ``soorten`` are the kinds (slugs) that the file is about:
    only entries of these kinds can have vanished from it; empty means all kinds. ``meldingen`` are
    sentences (Dutch) about the reading as a whole.
    """

    naam: str = ""
    peildatum: str = ""
    overgeslagen: Counter[str] = field(default_factory=Counter)
    cijfers: Counter[str] = field(default_factory=Counter)
    soorten: set[str] = field(default_factory=set)
    meldingen: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Bron:
    """A source: ``code`` is also the source of its keys (``Sleutel.bron``).

    - ``lees(path, report)`` gives the rows one by one and fills the report; it raises
      ``BestandGeweigerd`` for a file that is wrong as a whole.
    - ``adres``: where the official file is; empty when there is no such place.
    - ``volledig``: the file holds all there is, so an entry that is missing from it has vanished.
    - ``menselijk``: the file is the work of a colleague, so it may replace what people wrote and
      no register may overwrite it.
    - ``voegt_toe``: rows about unknown entries become new ones; else they are passed over.
    - ``plaatst``: addresses without a point are looked up (``wijken.geocoder``).
    - ``cijfer``: the subject (``Onderwerp``) of the report's figures.
    """

    code: str
    naam: str
    lees: Callable[[Path, Verslag], Iterator[Rij]]
    uitleg: str = ""
    adres: str = ""
    soorten_bestand: tuple[str, ...] = (".csv", ".xlsx")
    volledig: bool = True
    menselijk: bool = False
    voegt_toe: bool = True
    plaatst: bool = True
    cijfer: str = ""


@dataclass(frozen=True)
class Bestand:
    """Where the rows came from: a name for people, SHA-256 of the bytes, and the reference date."""

    naam: str
    vingerafdruk: str
    peildatum: str = ""


@dataclass(frozen=True)
class Lezing:
    """One reading of a source: the rows as they come, and what is told beside them.

    ``deel``: only some rows of the source, such as refused ones that were mended: then nothing can
    have vanished, and the figures are not those of the whole. ``terughalen``: also what people
    removed comes back.
    """

    bron: Bron
    bestand: Bestand
    rijen: Iterable[Rij]
    verslag: Verslag = field(default_factory=Verslag)
    deel: bool = False
    terughalen: bool = False


def lees(
    bron: Bron, pad: Path, naam: str = "", peildatum: str = "", *, deel: bool = False
) -> Lezing:
    """Begin to read a file; its rows come when they are asked for. Raises ``BestandGeweigerd``."""
    report = Verslag(naam=(naam or pad.name).lower())
    file = Bestand(naam or pad.name, _vingerafdruk(pad), peildatum)
    return Lezing(bron, file, bron.lees(pad, report), report, deel)


def _vingerafdruk(pad: Path) -> str:
    """SHA-256 of the file's bytes."""
    if not pad.is_file():
        what = "een map" if pad.is_dir() else "er niet"
        raise BestandGeweigerd(f"“{pad.name}” is geen bestand: het is {what}. Kies een bestand.")
    with pad.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def vaste_uuid(bron: str, sleutel: str) -> str:
    """Give the uuid of what a source knows by this key: the same in every installation."""
    plain = hashlib.sha1(NAAMRUIMTE.bytes + f"{bron}:{sleutel}".encode(), usedforsecurity=False)
    h = plain.hexdigest()  # what uuid5 does, four times as fast: every row asks for two or three
    return f"{h[:8]}-{h[8:12]}-5{h[13:16]}-{_VARIANT[h[16]]}{h[17:20]}-{h[20:32]}"
