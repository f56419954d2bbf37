"""The template: an empty table with our headers, and beside it what goes in each column."""

from __future__ import annotations

from collections.abc import Iterator

from .formaten import als_csv, als_xlsx
from .kolom import Kolom
from .kolommen import KOLOMMEN
from .notatie import LEGEN
from .woordenboek import Woordenboek

_KOP = ("Kolom", "Wat u invult", "Woorden waaruit u kiest")
_VOORAF = (
    (
        "Zo werkt het",
        "Vul het blad “Invullen”: één regel per ingang, met de namen in de eerste rij.",
    ),
    ("", "Een kolom die u niet nodig heeft, mag u weghalen."),
    ("", "Een lege cel laat staan wat er staat."),
    ("", f"{LEGEN} maakt een veld leeg."),
    ("", "Meer woorden in één cel: zet er een puntkomma tussen. Hoofdletters maken niet uit."),
    ("", "Een teken ; | of \\ in een naam schrijft u met \\ ervoor, als er meer in de cel staat."),
    ("", "U ziet eerst wat er verandert. Pas als u dat goedkeurt, wordt het bewaard."),
    ("", "Een tabel die u van de site meeneemt, heeft ook de kolom id. Laat die staan."),
)


def sjabloon_xlsx() -> bytes:
    """Give the template for Excel; the second sheet explains, the reader reads the first."""
    return als_xlsx({"Invullen": [_koppen()], "Uitleg": _uitleg()}, breedte=34)


def sjabloon_csv() -> bytes:
    return als_csv(";".join(_koppen()) + "\r\n")


def _koppen() -> list[str]:
    return [column.column_name for column in KOLOMMEN.values() if column.sjabloon]


def _uitleg() -> Iterator[tuple[str, ...]]:
    boek = Woordenboek()
    yield _KOP
    yield from _VOORAF
    for column in KOLOMMEN.values():
        if column.sjabloon or column.uit:
            yield column.column_name, column.uitleg, _woorden(column, boek)


def _woorden(column: Kolom, boek: Woordenboek) -> str:
    """Name the words that this column can hold."""
    name = getattr(column.widget, "lijst", "")
    return "\n".join(boek.lijst(name).namen.values()) if name else ""
