"""The freshness score: which share of the entries was checked within their period.

One set everywhere (work list, public page of a wijk, report, weekly mail): published entries that
are no invented examples, on the desk of the area (``toewijzing``): what lies there, and what lies
nowhere and serves only that area. A wijk counts with its parts and its whole, as its page does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, When
from django.utils import timezone

from organisaties.models import Organisatie
from organisaties.toewijzing import Balie, balie

from .blik import Blik, bereik_van_stadsdeel, bereik_van_wijk
from .soort import echte


@dataclass(frozen=True)
class Score:
    """So many of so many; ``procent`` is None when there is nothing to check."""

    goed: int
    totaal: int

    @property
    def procent(self) -> int | None:
        """Round down: "100 %" means all of them."""
        return self.goed * 100 // self.totaal if self.totaal else None


class Scorekaart:
    """The score of every desk: two queries, for who asks many areas."""

    def __init__(self) -> None:
        self._per_balie: dict[Balie, Counter[str]] = {}
        loose = Case(When(wijk=None, buurt=None, then=F("pk")))
        rows = echte().order_by().annotate(los=loose).values_list("wijk", "buurt", "los")
        good = Organisatie.objects.binnen_termijn(timezone.localdate()).order_by()
        counted = rows.annotate(n=Count("pk"), goed=Count("pk", filter=Q(pk__in=good.values("pk"))))
        for wijk, buurt, pk, n, checked in counted:
            found = self._per_balie.setdefault(balie(wijk, buurt, pk), Counter())
            found += Counter(totaal=n, goed=checked)

    def score(self, blik: Blik) -> Score:
        found: Counter[str] = Counter()
        for desk, counts in self._per_balie.items():
            if blik.heeft((desk,)):
                found += counts
        return Score(found["goed"], found["totaal"])


def score_van(blik: Blik) -> Score:
    """Give the score of one area: three queries."""
    rows = blik.binnen(echte()).order_by()
    return Score(rows.binnen_termijn(timezone.localdate()).count(), rows.count())


def score_van_wijk(wijk_id: int) -> Score:
    return score_van(Blik("", "", bereik_van_wijk(wijk_id), geheel=False))


def score_van_stadsdeel(stadsdeel_id: int) -> Score:
    return score_van(Blik("", "", bereik_van_stadsdeel(stadsdeel_id), geheel=False))
