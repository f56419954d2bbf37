"""The check of a plan's rows against everything else: what cannot be written is refused by row.

Without it one wrong row would stop the whole source at the moment that the plan is applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from organisaties.foto import Foto
from organisaties.keuring import Geweigerd, keur_geheel, keur_uniek
from organisaties.models import Invoerregel, Organisatie, Soort
from organisaties.rijen import LEEG
from organisaties.velden import VOCABULAIRES
from organisaties.velden.basis import als_uuid
from organisaties.velden.gebieden import Werkgebieden
from wijken.models import Wijk

Lot = Invoerregel.Lot
_SCHRIJVEND = (Lot.NIEUW, Lot.GEWIJZIGD, Lot.TERUG)


def toets(rows: Sequence[Invoerregel], beelden: Mapping[int, Foto]) -> None:
    """Refuse, in place, each row that could not be written; the others stay as they are."""
    codes = _codes()
    for row in _te_schrijven(rows):
        before = beelden[row.organisatie_id] if row.organisatie_id else LEEG
        if reason := _bezwaar({**before, **row.waarden}, row.waarden, codes):
            weiger(row, reason)
    _toets_dubbele_ingang(rows)
    _toets_uniek(rows)
    _toets_genoemd(rows)


def weiger(row: Invoerregel, reason: str) -> None:
    row.lot, row.melding = Lot.GEWEIGERD, leesbaar(reason)
    row.waarden, row.voorstel = {}, {}


def leesbaar(tekst: str) -> str:
    """Leave out what no database or screen can show, such as NUL."""
    return "".join(c for c in tekst if c.isprintable())


def reden(error: Geweigerd) -> str:
    return "; ".join(f"{fault.veld}: {fault.melding}" for fault in error.fouten)


def _te_schrijven(rows: Iterable[Invoerregel]) -> list[Invoerregel]:
    return [row for row in rows if row.lot in _SCHRIJVEND]


def _codes() -> dict[str, set[str]]:
    """Read the codes that exist, for each field that names words or areas."""
    codes = {"soort": _kolom(Soort, "slug"), "wijk": _kolom(Wijk, "slug")}
    codes |= {name: _kolom(model, "slug") for name, model in VOCABULAIRES.items()}
    areas = Werkgebieden.SOORTEN.items()
    codes["werkgebied"] = {f"{k}:{code}" for k, (m, col) in areas for code in _kolom(m, col)}
    return codes


def _kolom(model: Any, kolom: str) -> set[str]:
    return set(model.objects.values_list(kolom, flat=True))


def _bezwaar(whole: Foto, values: Foto, codes: Mapping[str, set[str]]) -> str:
    try:
        keur_geheel(whole)
    except Geweigerd as error:
        return reden(error)
    for name, known in codes.items():
        asked = values.get(name) or []
        unknown = set([asked] if isinstance(asked, str) else asked) - known
        if unknown:
            return f"{name}: “{min(unknown)}” bestaat niet."
    return ""


def _toets_dubbele_ingang(rows: Sequence[Invoerregel]) -> None:
    """Refuse a second row for one entry: the two would overwrite each other for ever."""
    first: dict[int, Invoerregel] = {}
    for row in rows:
        if row.organisatie_id and first.setdefault(row.organisatie_id, row) is not row:
            other = first[row.organisatie_id].nummer
            weiger(row, f"Regel {other} gaat over dezelfde ingang. Houd er één over.")


def _toets_uniek(rows: Sequence[Invoerregel]) -> None:
    for name in ("slug", "uuid"):
        named = [row for row in _te_schrijven(rows) if row.waarden.get(name)]
        try:
            owners = [row.organisatie_id for row in named]
            keur_uniek(name, [row.waarden[name] for row in named], owners)
        except Geweigerd as error:
            for fault in error.fouten:
                weiger(named[fault.rij], f"{fault.veld}: {fault.melding}")


def _toets_genoemd(rows: Sequence[Invoerregel]) -> None:
    """Refuse who names an entry that does not exist and does not come with this plan either.

    A refusal can leave another row without its umbrella, so this goes on until nothing changes.
    """
    asked = {value for row in rows for _, value in _genoemd(row)}
    there = Organisatie.objects.filter(uuid__in=[v for v in asked if als_uuid(v)])
    known = {str(value) for value in there.values_list("uuid", flat=True)}
    changed = True
    while changed:
        changed = False
        coming = {row.waarden.get("uuid") for row in rows if row.lot == Lot.NIEUW}
        for row in _te_schrijven(rows):
            for name, value in _genoemd(row):
                if value not in known | coming:
                    weiger(row, f"{name}: “{value}” bestaat niet.")
                    changed = True
                    break


def _genoemd(row: Invoerregel) -> Iterator[tuple[str, str]]:
    """Give the other entries that a row names, each with its field."""
    if koepel := row.waarden.get("koepel"):
        yield "koepel", koepel
    for member in (row.waarden.get("overleg") or {}).get("leden", []):
        yield "overleg", member
