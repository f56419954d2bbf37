"""What names in a table stand for: words of vocabularies, areas, and other entries.

Each is written by its name, and by its code where the name could mean another one. They are read
by name, code or synonym, whatever the case and accents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz, process

from organisaties.invoer.lezen.waarden import kort
from organisaties.models import Contact, Organisatie, Overleg, Soort
from organisaties.velden import VOCABULAIRES
from organisaties.velden.basis import als_uuid
from organisaties.velden.gebieden import Werkgebieden

from .notatie import hef_op, kern, ontsnap, stukken

GELIJKENIS = 60  # of 100: how much a word that is suggested looks like what was typed
_CODE = re.compile(r"code:\s*(\S+)")
_AAN_EIND = re.compile(r"(.*)\[\s*([0-9a-fA-F-]{32,36})\s*\]", re.DOTALL)
_KEUZES = {
    "status": Organisatie.Status,
    "kosten": Organisatie.Kosten,
    "staat": Overleg.Staat,
    "zichtbaarheid": Contact.Zichtbaarheid,
    "punt_kwaliteit": Organisatie.PuntKwaliteit,
    "wie": Organisatie.Wie,
}
Term = tuple[str, str, Iterable[str]]  # code, name, synonyms


class Woordenlijst:
    """The words that one column can hold."""

    def __init__(self, termen: Iterable[Term]) -> None:
        self.namen: dict[str, str] = {}
        self._op: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(3))
        for code, naam, synoniemen in termen:
            self.namen[code] = naam
            for found, texts in zip(self._op, ([naam], [code], synoniemen), strict=True):
                for text in texts:
                    found[kern(text)].add(code)
        self._geschreven = {code: self._schrijf(code) for code in self.namen}
        self._gelezen = {text: code for code, text in self._geschreven.items()}

    def vind(self, tekst: str) -> set[str]:
        """Give every code that this can mean: by name, else by code, else by synonym."""
        if code := self._gelezen.get(tekst):
            return {code}
        return self._vind(tekst)

    def _vind(self, tekst: str) -> set[str]:
        if match := _CODE.fullmatch(tekst):
            return {match[1]} & self.namen.keys()
        key = kern(tekst)
        return next((found[key] for found in self._op if key in found), set())

    def zoek(self, tekst: str) -> str:
        """Give the one code that is meant; ``ValueError`` says what is near."""
        found = self.vind(tekst)
        if len(found) == 1:
            return next(iter(found))
        if found:
            names = " of ".join(f"code:{code} ({self.namen[code]})" for code in sorted(found))
            raise ValueError(f"{kort(tekst)} kan meer betekenen. Schrijf {names}.")
        raise ValueError(f"{kort(tekst)} kennen we niet. {self._bedoelt(tekst)}")

    def lees(self, tekst: str) -> list[str]:
        """Give the codes of several words."""
        return [self.zoek(name) for name in _delen(tekst, self.vind)]

    def schrijf(self, code: str) -> str:
        """Give the name, or the code where the name could mean another one."""
        return self._geschreven.get(code, f"code:{code}")

    def _schrijf(self, code: str) -> str:
        naam = self.namen[code]
        return naam if self._vind(naam) == {code} and naam == naam.strip() else f"code:{code}"

    def _bedoelt(self, tekst: str) -> str:
        names = {text: min(codes) for found in reversed(self._op) for text, codes in found.items()}
        near = process.extract(
            kern(tekst[:80]), names.keys(), scorer=fuzz.WRatio, limit=6, score_cutoff=GELIJKENIS
        )
        meant = list(dict.fromkeys(self.namen[names[text]] for text, *_ in near))[:3]
        if meant:
            return f"Bedoelt u {' of '.join(f'“{naam}”' for naam in meant)}?"
        return f"Kies uit: {', '.join(sorted(self.namen.values())[:8])}, …"


class Gebieden:
    """Areas: "wijk Laak", "stadsdeel Laak", "gemeente Den Haag"; as codes "wijk:laak"."""

    @cached_property
    def lijsten(self) -> dict[str, Woordenlijst]:
        return {
            kind: Woordenlijst((code, naam, ()) for code, naam in _namen(model, column))
            for kind, (model, column) in Werkgebieden.SOORTEN.items()
        }

    def schrijf(self, gebied: str) -> str:
        kind, _, code = gebied.partition(":")
        return f"{kind} {ontsnap(self.lijsten[kind].schrijf(code))}"

    def lees(self, tekst: str) -> list[str]:
        return [self._zoek(name) for name in _delen(tekst, self._vind)]

    def wijk(self, tekst: str) -> str:
        """Give the code of the one wijk that is meant."""
        words = self.lijsten["wijk"]
        kind, rest = _soort_en_naam(tekst)
        try:
            return words.zoek(rest if kind == "wijk" and not words.vind(tekst) else tekst)
        except ValueError as error:
            raise ValueError(
                f"{error} Hier past één wijk. Meer gebieden horen bij “Werkt in”."
            ) from None

    def _vind(self, tekst: str) -> list[str]:
        """Give the areas of this name; with a kind before it only those of that kind."""
        kind, rest = _soort_en_naam(tekst)
        asked = [kind] if kind in self.lijsten else ["gemeente", "stadsdeel"] if kind else []
        return self._van(asked, rest) or self._van(self.lijsten, tekst)

    def _van(self, soorten: Iterable[str], naam: str) -> list[str]:
        return [
            f"{kind}:{code}" for kind in soorten for code in sorted(self.lijsten[kind].vind(naam))
        ]

    def _zoek(self, tekst: str) -> str:
        found = self._vind(tekst)
        if len(found) == 1:
            return found[0]
        if found:
            right = " of ".join(f"“{self.schrijf(gebied)}”" for gebied in found)
            raise ValueError(f"{kort(tekst)} kan meer betekenen. Schrijf {right}.")
        kind, rest = _soort_en_naam(tekst)
        try:
            return self.lijsten.get(kind, self.lijsten["wijk"]).zoek(rest)
        except ValueError as error:
            raise ValueError(f"{error} Schrijf het als “wijk Houtwijk”.") from None


def _soort_en_naam(tekst: str) -> tuple[str, str]:
    """Take the kind off that stands before a name; "heel Laak" is a stadsdeel or a gemeente."""
    first, _, rest = tekst.partition(" ")
    kind = first.casefold().removesuffix(":")
    if kind in {*Werkgebieden.SOORTEN, "heel"} and rest.strip():
        return kind, rest.strip()
    kind, colon, rest = tekst.partition(":")
    if colon and kind.casefold() in Werkgebieden.SOORTEN:
        return kind.casefold(), f"code:{rest.strip()}"
    return "", tekst


class Ingangen:
    """Other entries: by name, with the id behind it where there are more of that name.

    ``komend`` gives name and id of what the table itself adds; it is asked once, and only when a
    name is not known yet.
    """

    def __init__(self) -> None:
        self.komend: Callable[[], Iterable[tuple[str, str]]] | None = None

    @cached_property
    def _namen(self) -> dict[str, str]:
        return {str(uuid): naam for uuid, naam in _namen(Organisatie, "uuid")}

    @cached_property
    def _op_naam(self) -> dict[str, set[str]]:
        """Find ids by name; what was merged into another entry is only known by its id."""
        live = Organisatie.objects.filter(opgegaan_in=None).values_list("uuid", "naam")
        found: dict[str, set[str]] = defaultdict(set)
        for uuid, naam in live:
            found[kern(naam)].add(str(uuid))
        return found

    def schrijf(self, uuid: str) -> str:
        naam = self._namen.get(uuid, "")
        sure = self._op_naam.get(kern(naam)) == {uuid} and not _AAN_EIND.fullmatch(naam)
        return ontsnap(naam) if sure and naam else f"{ontsnap(naam)} [{uuid}]".strip()

    def zoek(self, tekst: str) -> str:
        """Give the id of the entry that is meant."""
        if (match := _AAN_EIND.fullmatch(tekst)) and (uuid := als_uuid(match[2])):
            return str(uuid)
        if uuid := als_uuid(tekst):
            return str(uuid)
        found = self._op_naam.get(kern(tekst)) or self._uit_tabel(tekst)
        if len(found) == 1:
            return next(iter(found))
        raise ValueError(self._bezwaar(tekst, found))

    def lees(self, tekst: str) -> list[str]:
        return [self.zoek(hef_op(piece)) for piece in stukken(tekst, ";\n")]

    def _uit_tabel(self, tekst: str) -> set[str]:
        ask, self.komend = self.komend, None
        for naam, uuid in ask() if ask else ():
            self._nieuw[kern(naam)].add(uuid)
        return self._nieuw.get(kern(tekst), set())

    @cached_property
    def _nieuw(self) -> dict[str, set[str]]:
        return defaultdict(set)

    def _bezwaar(self, tekst: str, found: set[str]) -> str:
        if found:
            example = f"{tekst[:60]} [{min(found)}]"
            return (
                f"Er zijn {len(found)} ingangen met de naam {kort(tekst)}. Zet de id erachter van "
                f"de goede, zoals: {example}."
            )
        near = process.extractOne(
            kern(tekst[:80]), self._op_naam.keys(), scorer=fuzz.ratio, score_cutoff=80
        )
        hint = f" Bedoelt u “{self._namen[min(self._op_naam[near[0]])]}”?" if near else ""
        return f"Een ingang met de naam {kort(tekst)} kennen we niet.{hint}"


def _delen(tekst: str, ken: Callable[[str], Any]) -> Iterator[str]:
    """Cut a cell with names; commas separate too, where no name that we know holds them."""
    for piece in stukken(tekst, ";\n"):
        whole = hef_op(piece)
        if "," in whole and not ken(whole):
            yield from (name for part in whole.split(",") if (name := part.strip()))
        else:
            yield whole


class Woordenboek:
    """All of these, looked up once for a whole table and only where they are needed."""

    def __init__(self) -> None:
        self._lijsten: dict[str, Woordenlijst] = {}
        self.gebieden = Gebieden()
        self.ingangen = Ingangen()

    def lijst(self, naam: str) -> Woordenlijst:
        if naam not in self._lijsten:
            self._lijsten[naam] = Woordenlijst(_termen(naam))
        return self._lijsten[naam]


def _termen(naam: str) -> Iterator[Term]:
    if choices := _KEUZES.get(naam):
        for code, label in choices.choices:
            yield code, str(label), ()
    else:
        model = Soort if naam == "soort" else VOCABULAIRES[naam]
        yield from model.objects.values_list("slug", "naam", "synoniemen")


def _namen(model: Any, column: str) -> Any:
    return model.objects.values_list(column, "naam")
