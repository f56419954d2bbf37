"""Whether a person is still there is said by people, not by a list that names the person again.

An older file, a register that still has the name, a proposal that waited: each may describe a
person who left or was hidden meanwhile. The row is taken as it is, except for that.
"""

from __future__ import annotations

from typing import Any

from organisaties.foto import Foto
from organisaties.velden.contacten import STAND

_CONTACTEN = ("contacten", "personen")


def houd_stand(waarden: Foto, beeld: Foto) -> Foto:
    """Let whom the entry has already (by uuid) keep the days that these values leave empty."""
    named = [name for name in _CONTACTEN if waarden.get(name) and beeld.get(name)]
    if not named:
        return waarden
    known = {row["uuid"]: row for name in named for row in beeld[name]}
    return {
        **waarden,
        **{name: [_met_stand(row, known) for row in waarden[name]] for name in named},
    }


def _met_stand(row: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    old = known.get(row.get("uuid", ""))
    if old is None:
        return row
    return {**row, **{day: row.get(day) or old.get(day) for day in STAND}}
