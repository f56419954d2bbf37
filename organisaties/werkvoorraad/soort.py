"""What every kind of work shares: which rows wait, on which desk, and how one is shown and solved.

A kind answers four questions: ``telling`` (how many, per desk), ``sleutels`` (which, in order of
what matters), ``items`` (in words) and ``doe`` (solve one).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Case, Count, F, QuerySet, When
from django.http import QueryDict
from django.urls import reverse

from organisaties.afdruk import afdruk
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import Handeling, Rol, mag, rol
from organisaties.toewijzing import STAD, Balie, balie, balie_van
from wijken.boom import boom

from .blik import Blik

Telling = Counter[frozenset[Balie]]


class FormulierFout(ValueError):  # noqa: N818 -- reads as what it is, in Dutch
    """What was filled in cannot be; ``formulier`` says why, field by field."""

    def __init__(self, formulier: forms.Form) -> None:
        super().__init__(str(formulier.errors))
        self.formulier = formulier


class Onbekend(ValueError):  # noqa: N818
    """There is no such button."""


@dataclass(frozen=True)
class Knop:
    """A button that solves the item: what it sends, and what it says."""

    doe: str
    tekst: str
    rustig: bool = True


@dataclass(frozen=True)
class Regel:
    """One difference with a source, with its own buttons."""

    sleutel: int
    veld: str
    nu: str
    waarde: str
    bron: str


@dataclass(frozen=True)
class Opdracht:
    """Which button was pressed, what was filled in, and by whom."""

    doe: str
    post: QueryDict
    wie: Gebruiker


@dataclass
class Item:
    """One piece of work in words: what is wrong, where, and the ways to solve it."""

    soort: str
    sleutel: int
    titel: str
    zin: str
    organisatie: Organisatie | None = None
    adres: str = ""
    waar: str = ""
    sinds: date | None = None
    toelichting: list[str] = field(default_factory=list)
    knoppen: list[Knop] = field(default_factory=list)
    formulier: forms.Form | None = None
    regels: list[Regel] = field(default_factory=list)
    wegen: list[tuple[str, str]] = field(default_factory=list)
    bel: str = ""
    kiesbaar: bool = False

    @property
    def kenmerk(self) -> str:
        return f"{self.soort}-{self.sleutel}"

    @property
    def gezien(self) -> str:
        """Give a print of what is shown: when it no longer fits, somebody else was at it."""
        changed = self.organisatie.gewijzigd.isoformat() if self.organisatie else ""
        shown = (self.titel, self.zin, changed, *self.toelichting, *map(repr, self.regels))
        return afdruk([str(part) for part in shown])


class Werksoort:
    """One kind of work. ``wacht``: somebody is waiting for an answer."""

    slug: ClassVar[str]
    naam: ClassVar[Any]
    uitleg: ClassVar[Any]
    handeling: ClassVar[Handeling] = Handeling.MODEREREN
    wacht: ClassVar[bool] = False
    formulierklasse: ClassVar[type[forms.Form] | None] = None

    def telling(self) -> Telling:
        raise NotImplementedError

    def nieuw_sinds(self, _dag: date) -> Telling | None:
        """Count what came since this day; None where that cannot be said."""
        return None

    def sleutels(self, blik: Blik, van: int = 0, tot: int | None = None) -> list[int]:
        raise NotImplementedError

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        """Put these in words, in this order; what no longer waits is left out."""
        raise NotImplementedError

    def doe(self, _item: Item, opdracht: Opdracht) -> str:
        """Solve one; gives what was done, in a sentence. The entry is held meanwhile."""
        raise Onbekend(opdracht.doe)

    def ingangen(self, sleutel: int) -> list[Organisatie]:
        """Give the entries that this is about, to ask the right of; empty when it is no entry's."""
        raise NotImplementedError

    def mag(self, sleutel: int, wie: Gebruiker) -> bool:
        """Whether this user may solve it: who looks after one of its entries, or the beheerder."""
        entries = self.ingangen(sleutel)
        return any(mag(wie, self.handeling, row) for row in entries or [None]) and (
            bool(entries) or rol(wie) == Rol.BEHEERDER
        )

    def aantal(self, telling: Telling, blik: Blik) -> int:
        return sum(n for desks, n in telling.items() if blik.heeft(desks))

    def vorm(self, sleutel: int, data: QueryDict | None = None, **initial: Any) -> forms.Form:
        """Make the small form of one item; the prefix keeps apart what stands on one page."""
        return self.formulierklasse(data, prefix=f"{self.slug}-{sleutel}", initial=initial)

    def ingevuld(self, item: Item, opdracht: Opdracht) -> dict[str, Any]:
        """Read the form of an item. ``FormulierFout``."""
        form = self.vorm(item.sleutel, opdracht.post)
        if not form.is_valid():
            raise FormulierFout(form)
        return form.cleaned_data


class Ingangwerk(Werksoort):
    """Work of which each row is an entry; counted by the database."""

    volgorde: ClassVar[Sequence[Any]] = ("naam", "pk")
    kiesbaar: ClassVar[bool] = True

    def open(self) -> QuerySet[Organisatie]:
        raise NotImplementedError

    def telling(self) -> Telling:
        return tel(self.open())

    def sleutels(self, blik: Blik, van: int = 0, tot: int | None = None) -> list[int]:
        rows = blik.binnen(self.open()).order_by(*self.volgorde)
        return list(rows.values_list("pk", flat=True)[van:tot])

    def rijen(self, sleutels: Iterable[int]) -> list[Organisatie]:
        """Read these entries, in this order, those that still wait."""
        keys = list(sleutels)
        rows = self.open().filter(pk__in=keys).select_related("soort").defer("zoektekst")
        found = {row.pk: row for row in rows.order_by()}
        return [found[pk] for pk in keys if pk in found]

    def ingangen(self, sleutel: int) -> list[Organisatie]:
        return list(self.open().filter(pk=sleutel).order_by())

    def item(self, row: Organisatie, zin: Any, **meer: Any) -> Item:
        return ingangitem(self.slug, row.pk, row, zin, kiesbaar=self.kiesbaar, **meer)


class Loswerk(Werksoort):
    """Work of which each row is something else, about no, one or more entries; there are few.

    ``moment`` is the column with the time since when a row waits; empty where there is none.
    """

    moment: ClassVar[str] = ""

    def open(self) -> QuerySet:
        """Give the rows that wait, in order of what matters."""
        raise NotImplementedError

    def plekken(self, rows: QuerySet) -> Iterable[tuple[int, Balie]]:
        """Give key and desk of each row, in order; a row with several desks several times."""
        raise NotImplementedError

    def volledig(self, rows: QuerySet) -> QuerySet:
        """Let these rows bring along what their words need."""
        return rows

    def in_woorden(self, rows: Sequence[Any]) -> list[Item]:
        raise NotImplementedError

    def telling(self) -> Telling:
        return Counter(self._balies(self.open()).values())

    def nieuw_sinds(self, dag: date) -> Telling | None:
        if not self.moment:
            return None
        fresh = self.open().filter(**{f"{self.moment}__date__gte": dag})
        return Counter(self._balies(fresh).values())

    def sleutels(self, blik: Blik, van: int = 0, tot: int | None = None) -> list[int]:
        found = [pk for pk, desks in self._balies(self.open()).items() if blik.heeft(desks)]
        return found[van:tot]

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        found = self.volledig(self.open()).in_bulk(list(sleutels))
        return self.in_woorden([found[pk] for pk in sleutels if pk in found])

    def _balies(self, rows: QuerySet) -> dict[int, frozenset[Balie]]:
        found: dict[int, set[Balie]] = {}
        for pk, desk in self.plekken(rows):
            found.setdefault(pk, set()).add(desk)
        return {pk: frozenset(desks) for pk, desks in found.items()}


def op_plek(rows: QuerySet, pad: str) -> Iterable[tuple[int, Balie]]:
    """Give key and desk of rows that are about the entry at this path; without one, the city's."""
    columns = ("pk", f"{pad}__wijk", f"{pad}__buurt", pad)
    for pk, wijk, buurt, entry in rows.values_list(*columns):
        yield pk, STAD if entry is None else balie(wijk, buurt, entry)


def tel(rows: QuerySet[Organisatie]) -> Telling:
    """Count entries per desk: one query, whatever their number."""
    loose = Case(When(wijk=None, buurt=None, then=F("pk")))
    groups = rows.order_by().annotate(los=loose).values_list("wijk", "buurt", "los")
    found: Telling = Counter()
    for wijk, buurt, pk, n in groups.annotate(n=Count("pk")):
        found[frozenset((balie(wijk, buurt, pk),))] += n
    return found


def gebied_van(desk: Balie) -> str:
    """Name the area of a desk; empty for the city."""
    tree = boom()
    if desk.wijk is not None:
        return tree.wijken[desk.wijk].naam
    return tree.stadsdelen[desk.stadsdeel].naam if desk.stadsdeel else ""


def ingangitem(soort: str, sleutel: int, row: Organisatie, zin: Any, **meer: Any) -> Item:
    """Make an item about an entry: its name, its page and where it is looked after."""
    place = gebied_van(balie_van(row))
    return Item(soort, sleutel, row.naam, str(zin), row, row.get_absolute_url(), place, **meer)


def weg_naar(naam: str, tekst: Any, *args: Any) -> list[tuple[str, str]]:
    """Link to a page by its name."""
    return [(reverse(naam, args=args), str(tekst))]


def echte() -> QuerySet[Organisatie]:
    """Give the entries in which we look for work ourselves: published, and no examples."""
    return Organisatie.objects.gepubliceerd().echt().levend()
