"""Which part of the work somebody looks at: the own desks, one wijk, one stadsdeel or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organisaties.models import Gebruiker, Organisatie
from organisaties.querysets import Gebied
from organisaties.rechten import Rol, rol
from organisaties.toewijzing import Balie, Bereik, bereik_van, op_balie
from wijken.boom import boom

ZONDER = "zonder"  # what no kwartiermaker looks after
_STADSDEEL = "stadsdeel:"


class GeenBlik(LookupError):  # noqa: N818 -- says what is the matter
    """No such part of the work, or not this user's."""


@dataclass(frozen=True)
class Blik:
    """A part of the work. Without ``bereik`` every desk; ``buiten`` leaves the desks of these out.

    ``geheel``: also what belongs to no desk, such as accounts that wait.
    """

    keuze: str
    naam: str
    bereik: Bereik | None = None
    buiten: Bereik | None = None
    geheel: bool = True

    @property
    def alles(self) -> bool:
        return self.bereik is None and self.buiten is None

    def heeft(self, desks: Iterable[Balie]) -> bool:
        return any(self._heeft(desk) for desk in desks)

    def _heeft(self, desk: Balie) -> bool:
        if self.buiten is not None:
            return not self.buiten.heeft(desk)
        return self.bereik is None or self.bereik.heeft(desk)

    def binnen(self, rows: QuerySet[Organisatie]) -> QuerySet[Organisatie]:
        """Keep the entries of this part."""
        if self.bereik is not None:
            return rows.filter(op_balie(self.bereik))
        if self.buiten is not None:
            theirs = Organisatie.objects.filter(op_balie(self.buiten)).values("pk")
            return rows.exclude(pk__in=theirs)
        return rows


def bereik_van_wijk(wijk_id: int) -> Bereik:
    """Give the areas of who would look after this wijk alone: with its parts and its whole."""
    place = Gebied.van_wijken([wijk_id])
    return Bereik(place.wijken, place.buurten, frozenset())


def bereik_van_stadsdeel(stadsdeel_id: int) -> Bereik:
    place = Gebied.van_stadsdelen([stadsdeel_id])
    return Bereik(place.wijken, place.buurten, frozenset((stadsdeel_id,)))


def bereik_van_allen() -> Bereik:
    """Give what all kwartiermakers together look after: three queries."""
    found = Bereik(frozenset(), frozenset(), frozenset())
    rows = Gebruiker.objects.filter(is_active=True, rol=Gebruiker.Rol.KWARTIERMAKER)
    rows = rows.prefetch_related("wijken", "stadsdelen")
    wijken = {wijk.pk for user in rows for wijk in user.wijken.all()}
    parts = frozenset(part.pk for user in rows for part in user.stadsdelen.all())
    if wijken or parts:
        place, whole = Gebied.van_wijken(wijken), Gebied.van_stadsdelen(parts)
        found = Bereik(place.wijken | whole.wijken, place.buurten | whole.buurten, parts)
    return found


def alles(keuze: str = "") -> Blik:
    return Blik(keuze, str(_("Alle wijken")))


def zonder_kwartiermaker() -> Blik:
    return Blik(ZONDER, str(_("Zonder kwartiermaker")), buiten=bereik_van_allen())


def eigen(gebruiker: Gebruiker) -> Blik:
    """Give the whole of what this user looks after."""
    if rol(gebruiker) == Rol.BEHEERDER:
        return alles()
    return Blik("", str(_("Al uw wijken")), bereik_van(gebruiker))


def van_het_weekbericht(gebruiker: Gebruiker) -> Blik:
    """Give the desks of a kwartiermaker; of a beheerder those that nobody else looks after.

    By the role of the account: a mail has no session that could have a second factor.
    """
    if gebruiker.rol == Rol.BEHEERDER:
        return zonder_kwartiermaker()
    return Blik("", str(_("Al uw wijken")), bereik_van(gebruiker))


def blik_van(gebruiker: Gebruiker, keuze: str) -> Blik:
    """Read a choice: empty, a wijk by slug, ``stadsdeel:slug`` or ``zonder``. ``GeenBlik``."""
    own = eigen(gebruiker)
    if not keuze:
        return own
    if keuze == ZONDER and own.alles:
        return zonder_kwartiermaker()
    found = gebied(keuze)
    if not own.alles and not _valt_binnen(found, own):
        raise GeenBlik(keuze)
    return found


def gebied(keuze: str) -> Blik:
    """Give one wijk or one stadsdeel. ``GeenBlik``."""
    tree = boom()
    if keuze.startswith(_STADSDEEL):
        part = tree.stadsdeel_op_slug.get(keuze.removeprefix(_STADSDEEL))
        if part is None:
            raise GeenBlik(keuze)
        name = str(_("Stadsdeel %s") % part.naam)
        return Blik(keuze, name, bereik_van_stadsdeel(part.id), geheel=False)
    wijk = tree.wijk_op_slug.get(keuze)
    if wijk is None:
        raise GeenBlik(keuze)
    return Blik(keuze, wijk.naam, bereik_van_wijk(wijk.id), geheel=False)


def _valt_binnen(part: Blik, own: Blik) -> bool:
    """Whether the asked area is one of the own ones."""
    tree = boom()
    if part.keuze.startswith(_STADSDEEL):
        return part.bereik.stadsdelen <= own.bereik.stadsdelen
    return tree.wijk_op_slug[part.keuze].id in own.bereik.wijken


def keuzes(gebruiker: Gebruiker) -> Iterator[tuple[str, str]]:
    """Give what this user may choose: value and name."""
    own, tree = eigen(gebruiker), boom()
    yield "", own.naam
    if own.alles:
        yield ZONDER, str(_("Zonder kwartiermaker"))
    for part in tree.stadsdelen.values():
        if own.alles or part.id in own.bereik.stadsdelen:
            yield f"{_STADSDEEL}{part.slug}", str(_("Stadsdeel %s") % part.naam)
    for wijk in tree.wijken.values():
        if own.alles or wijk.id in own.bereik.wijken:
            yield wijk.slug, wijk.naam
