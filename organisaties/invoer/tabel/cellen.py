"""One kind of cell each: how a value of a photograph is written, and how a cell is read.

``clean`` raises ``ValueError`` with a Dutch sentence. Both get ``boek``, the words and names of
this table. ``clean`` also gets ``vast``: the row has an id, so it came from our own export and is
taken as it stands; what others typed is tidied, and ``let_op`` collects what was mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from import_export.widgets import Widget

from organisaties.invoer.lezen import waarden
from organisaties.invoer.lezen.waarden import kort
from organisaties.velden.basis import als_uuid

from .notatie import TUSSEN, hef_op, ontsnap, stukken
from .woordenboek import Woordenboek

JA_NEE = {True: "ja", False: "nee"}
_KOMMAGETAL = re.compile(r"-?\d+(?:[.,]\d+)?(?:e-?\d+)?")
_LEEFTIJD = re.compile(r"(\d{1,4}(?:[.,]\d{1,4})?)\s*(maand|maanden|mnd|m|jaar|jaren|jr|j)?\.?")


class Tekst(Widget):
    """A text; ``netjes`` tidies what was typed by hand."""

    def __init__(self, netjes: Callable[[str], str] = str.strip) -> None:
        super().__init__()
        self.netjes = netjes

    def clean(self, value: str, *, vast: bool = False, **_kwargs: Any) -> str:
        return value if vast else self.netjes(value)


class Website(Widget):
    def clean(self, value: str, **_kwargs: Any) -> str:
        """Take an address with a scheme as it stands: the check on what is written judges it."""
        return value if "://" in value else waarden.website(value)


class Telefoon(Widget):
    def clean(self, value: str, *, let_op: list[str], **_kwargs: Any) -> str:
        return telefoon(value, let_op)


def telefoon(tekst: str, let_op: list[str]) -> str:
    """Tidy a number, and tell when it had to be mended."""
    number, mended = waarden.telefoon(tekst)
    if mended:
        let_op.append(mended)
    return number


class Kenmerk(Widget):
    """The id of an entry."""

    def clean(self, value: str, **_kwargs: Any) -> str:
        identity = als_uuid(value.strip())
        if identity is None:
            raise ValueError(
                f"{kort(value)} is geen id. Neem de id over uit een tabel van deze site, of laat "
                "hem leeg voor een nieuwe ingang."
            )
        return str(identity)


class Geheel(Widget):
    def clean(self, value: str, **_kwargs: Any) -> int | None:
        return waarden.getal(value)


class Kommagetal(Widget):
    """A number with decimals: a comma, as Dutch spreadsheets write and read it."""

    def render(self, value: float, **_kwargs: Any) -> str:
        return repr(value).replace(".", ",")

    def clean(self, value: str, **_kwargs: Any) -> float | None:
        if _KOMMAGETAL.fullmatch(text := value.strip().casefold()):
            return float(text.replace(",", "."))
        return waarden.kommagetal(value)


class Leeftijd(Widget):
    """An age in months; ``maanden`` is what a number without a word means, 0 when nobody knows."""

    def __init__(self, maanden: int) -> None:
        super().__init__()
        self.maanden = maanden

    def clean(self, value: str, **_kwargs: Any) -> int:
        match = _LEEFTIJD.fullmatch(value.strip().casefold())
        word = match[2] if match else ""
        unit = self.maanden if not word else 12 if word.startswith("j") else 1
        months = Decimal(match[1].replace(",", ".")) * unit if match else Decimal("0.5")
        if not unit or months != months.to_integral_value():
            raise ValueError(
                f"{kort(value)} is geen leeftijd. Schrijf een aantal maanden of jaren, zoals "
                "“30 maanden” of “4 jaar”."
            )
        return int(months)


class Vlag(Widget):
    def render(self, value: bool, **_kwargs: Any) -> str:
        return JA_NEE[value]

    def clean(self, value: str, **_kwargs: Any) -> bool | None:
        return waarden.ja_nee(value)


class Datum(Widget):
    """A day; written as 2026-09-01, which every spreadsheet knows."""

    def clean(self, value: str, **_kwargs: Any) -> str | None:
        return waarden.datum(value) or None


class Woord(Widget):
    """One word of a vocabulary or of a fixed choice."""

    def __init__(self, lijst: str) -> None:
        super().__init__()
        self.lijst = lijst

    def render(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> str:
        return boek.lijst(self.lijst).schrijf(value)

    def clean(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> str:
        return boek.lijst(self.lijst).zoek(value)


class Woorden(Woord):
    """Any number of words of a vocabulary."""

    def render(self, value: list[str], *, boek: Woordenboek, **_kwargs: Any) -> str:
        words = boek.lijst(self.lijst)
        return TUSSEN.join(ontsnap(words.schrijf(code)) for code in value)

    def clean(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> list[str]:
        return sorted(set(boek.lijst(self.lijst).lees(value)))


class Gebied(Widget):
    """The one wijk where an entry lies."""

    def render(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> str:
        return boek.gebieden.lijsten["wijk"].schrijf(value)

    def clean(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> str:
        return boek.gebieden.wijk(value)


class Gebiedenlijst(Widget):
    """The areas that an entry serves."""

    def render(self, value: list[str], *, boek: Woordenboek, **_kwargs: Any) -> str:
        return TUSSEN.join(map(boek.gebieden.schrijf, value))

    def clean(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> list[str]:
        return sorted(set(boek.gebieden.lees(value)))


class Ingang(Widget):
    """One other entry."""

    def render(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> str:
        return boek.ingangen.schrijf(value)

    def clean(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> str:
        return boek.ingangen.zoek(hef_op(value))


class Ingangenlijst(Widget):
    """Any number of other entries."""

    def render(self, value: list[str], *, boek: Woordenboek, **_kwargs: Any) -> str:
        return TUSSEN.join(map(boek.ingangen.schrijf, value))

    def clean(self, value: str, *, boek: Woordenboek, **_kwargs: Any) -> list[str]:
        return sorted(set(boek.ingangen.lees(value)))


class Kenmerken(Widget):
    """Any number of uuids, of contact persons."""

    def render(self, value: list[str], **_kwargs: Any) -> str:
        return TUSSEN.join(value)

    def clean(self, value: str, **_kwargs: Any) -> list[str]:
        found = [hef_op(piece).strip() for piece in stukken(value, ";\n")]
        if wrong := next((text for text in found if als_uuid(text) is None), None):
            raise ValueError(f"{kort(wrong)} is geen kenmerk van een persoon. Laat de cel leeg.")
        return sorted({str(als_uuid(text)) for text in found})


class Sleutels(Widget):
    """Keys in outside sources: "lrk:123; duo:01AB00"."""

    def render(self, value: list[str], **_kwargs: Any) -> str:
        return TUSSEN.join(map(ontsnap, value))

    def clean(self, value: str, **_kwargs: Any) -> list[str]:
        keys = [hef_op(piece) for piece in stukken(value, ";\n")]
        for key in keys:
            bron, colon, rest = key.partition(":")
            if not colon or not bron.strip() or not rest.strip():
                raise ValueError(f"{kort(key)} is geen sleutel. Schrijf het zoals lrk:123456789.")
        return sorted(set(keys))
