"""A plan in lines of text: for the command line and for the weekly mail.

Fields of persons are named, their values are not written out: a screen and a mailbox are read by
more people.
"""

from __future__ import annotations

from collections.abc import Iterator

from organisaties.foto import PERSOONLIJK, fotos
from organisaties.leesbaar import Leesbaar, label
from organisaties.models import Invoer, Invoerregel

Lot = Invoerregel.Lot
_VOLGORDE = (Lot.NIEUW, Lot.GEWIJZIGD, Lot.TERUG, Lot.VERDWENEN, Lot.GEWEIGERD)
_SLEUTEL = 40  # characters of a key that people know
_LANG = 80  # characters of one value


def telling(invoer: Invoer) -> str:
    """Give the counts in one line."""
    names = dict(Lot.choices)
    counts = [
        f"{n} {str(names[lot]).lower()}"
        for lot, n in invoer.tellingen.items()
        if n and lot in names
    ]
    counts += [f"{n} overgeslagen ({why})" for why, n in invoer.overgeslagen.items() if n]
    return ", ".join(counts) or "niets veranderd"


def regels(invoer: Invoer, hoeveel: int) -> Iterator[str]:
    """Give the lines of the plan by what happens to them, at most ``hoeveel`` of each kind."""
    words = Leesbaar()
    for lot in _VOLGORDE:
        total = invoer.tellingen.get(lot, 0)
        rows = invoer.regels.filter(lot=lot).select_related("organisatie")[:hoeveel]
        if total:
            yield f"{Lot(lot).label} ({total})"
        for row in rows:
            yield from _regel(row, words)
        if total > hoeveel:
            yield f"  ... en nog {total - hoeveel}"
    yield from _voorstellen(invoer, hoeveel, words)
    yield from filter(None, [invoer.melding])


def _regel(row: Invoerregel, words: Leesbaar) -> Iterator[str]:
    where = f"regel {row.nummer}, " if row.nummer else ""
    name = row.organisatie.naam if row.organisatie else row.waarden.get("naam", "")
    text = row.melding if row.lot == Lot.GEWEIGERD else name
    key = row.sleutel if len(row.sleutel) <= _SLEUTEL else ""  # a print says nothing to people
    yield f"  {where}{key}: {text}" if key else f"  {where}{text}"
    yield from (f"    let op: {note}" for note in row.let_op)
    if row.organisatie and row.lot in (Lot.GEWIJZIGD, Lot.TERUG):
        yield from _velden(row, row.waarden, words, "->")


def _voorstellen(invoer: Invoer, hoeveel: int, words: Leesbaar) -> Iterator[str]:
    rows = invoer.regels.exclude(voorstel={}).exclude(organisatie=None)
    total = rows.count()
    if total:
        yield f"Voorstel, niet geschreven ({total})"
    for row in rows.select_related("organisatie")[:hoeveel]:
        yield f"  {row.sleutel}: {row.organisatie}"
        yield from _velden(row, row.voorstel, words, "; de bron zegt")
    if total > hoeveel:
        yield f"  ... en nog {total - hoeveel}"


def _velden(row: Invoerregel, values: dict, words: Leesbaar, tussen: str) -> Iterator[str]:
    before = fotos([row.organisatie_id])[row.organisatie_id]
    for name, value in values.items():
        if name in PERSOONLIJK:
            yield f"    {label(name)}: anders"
            continue
        old, new = (_kort(words.tekst(name, v)) for v in (before[name], value))
        yield f"    {label(name)}: {old} {tussen} {new}"


def _kort(text: str) -> str:
    flat = " ".join(text.split()) or "(leeg)"
    return flat if len(flat) <= _LANG else f"{flat[:_LANG]}..."
