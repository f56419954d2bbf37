"""Opening hours and waiting times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from organisaties.models import Openingstijd, Wachttijd

from .basis import Hangend, Waarden, keur_benoemd, lijst, nette_tekst, vervang

MEESTE_WEKEN = 260


class Openingstijden(Hangend):
    """Weekly hours: a sorted list of ``[day, "08:00", "18:00"]``, Monday is 1."""

    def lees(self, keys: Sequence[int]) -> dict[int, list[list[Any]]]:
        found: dict[int, list[list[Any]]] = defaultdict(list)
        rows = Openingstijd.objects.filter(organisatie_id__in=keys).order_by("dag", "van", "tot")
        for pk, dag, van, tot in rows.values_list("organisatie_id", "dag", "van", "tot"):
            found[pk].append([dag, f"{van:%H:%M}", f"{tot:%H:%M}"])
        return found

    def keur(self, waarde: Any) -> list[list[Any]]:
        try:
            rows = {(int(d), time.fromisoformat(v), time.fromisoformat(t)) for d, v, t in waarde}
        except (TypeError, ValueError, OverflowError):
            raise ValueError("Schrijf openingstijden als dag 1-7, van, tot, zoals 08:30.") from None
        if any(not 1 <= day <= 7 for day, _, _ in rows):
            raise ValueError("De dag is een getal van 1 (maandag) tot en met 7 (zondag).")
        texts = sorted({(day, f"{van:%H:%M}", f"{tot:%H:%M}") for day, van, tot in rows})
        if any(van >= tot for _, van, tot in texts):
            raise ValueError("Een openingstijd begint vóór zij eindigt, zoals 08:30 tot 17:00.")
        return [list(row) for row in texts]

    def schrijf(self, waarden: Waarden) -> None:
        vervang(
            Openingstijd,
            waarden,
            ("dag", "van", "tot"),
            (
                (pk, dag, time.fromisoformat(van), time.fromisoformat(tot))
                for pk, rows in waarden.items()
                for dag, van, tot in rows
            ),
        )


class Wachttijden(Hangend):
    """Reported waiting times, the latest first: ``{"weken", "gemeld_op", "gemeld_door"}``."""

    def lees(self, keys: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in Wachttijd.objects.filter(organisatie_id__in=keys):
            found[row.organisatie_id].append(_plat(row))
        return found

    def keur(self, waarde: Any) -> list[dict[str, Any]]:
        checked = [self._keur_een(row) for row in lijst(waarde, "wachttijden")]
        return sorted(checked, key=lambda row: row["gemeld_op"], reverse=True)

    @staticmethod
    def _keur_een(row: Any) -> dict[str, Any]:
        try:
            weeks = int(row["weken"])
            day = date.fromisoformat(row["gemeld_op"]).isoformat()
            by = nette_tekst(row.get("gemeld_door"))
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError):
            raise ValueError("Een wachttijd heeft weken en een dag, zoals 2026-09-01.") from None
        if not 0 <= weeks <= MEESTE_WEKEN:
            raise ValueError(f"weken: schrijf een aantal van 0 tot en met {MEESTE_WEKEN}.")
        keur_benoemd(Wachttijd, {"gemeld_door": by})
        return {"weken": weeks, "gemeld_op": day, "gemeld_door": by}

    def schrijf(self, waarden: Waarden) -> None:
        vervang(
            Wachttijd,
            waarden,
            ("weken", "gemeld_op", "gemeld_door"),
            (
                (pk, row["weken"], date.fromisoformat(row["gemeld_op"]), row["gemeld_door"])
                for pk, rows in waarden.items()
                for row in reversed(rows)  # of two on one day the first in the list is the latest
            ),
        )


def _plat(wait: Wachttijd) -> dict[str, Any]:
    return {
        "weken": wait.weken,
        "gemeld_op": wait.gemeld_op.isoformat(),
        "gemeld_door": wait.gemeld_door,
    }
