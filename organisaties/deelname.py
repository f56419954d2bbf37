"""Who takes part in a consultation: its member entries and its member persons.

Known by the slug of the consultation's own entry, published ones only, in memory per content
version.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from organisaties.models import Contact, Organisatie, Overleg
from wijken.geheugen import per_versie


@dataclass(frozen=True)
class Deelname:
    """One consultation: the key of its entry, and its member persons by uuid."""

    slug: str
    naam: str
    organisatie_id: int
    personen: tuple[UUID, ...] = ()

    def __str__(self) -> str:
        return self.slug

    def ingangen(self) -> Q:
        """Match the consultation itself, its members, and the entries of its member persons.

        Who left or was hidden takes part no longer.
        """
        members = Overleg.leden.through.objects.filter(overleg__organisatie=self.organisatie_id)
        people = Contact.objects.aanwezig().filter(uuid__in=self.personen)
        return (
            Q(pk=self.organisatie_id)
            | Q(pk__in=members.values("organisatie_id"))
            | Q(pk__in=people.exclude(organisatie=None).values("organisatie_id"))
        )

    def contacten(self) -> Q:
        """Match of the contacts: general ones, and the persons who take part."""
        taking_part = Q(organisatie_id=self.organisatie_id) | Q(uuid__in=self.personen)
        return Q(vorm=Contact.Vorm.ALGEMEEN) | taking_part


def deelname(slug: str) -> Deelname | None:
    """Find a consultation by the slug of its entry."""
    return _deelnamen().get(slug)


@per_versie
def _deelnamen() -> dict[str, Deelname]:
    shown = Organisatie.objects.gepubliceerd().netwerken().order_by("pk")
    rows = shown.values_list("slug", "naam", "pk", "overleg__personen")
    return {
        slug: Deelname(slug, naam, pk, tuple(map(UUID, persons or ())))
        for slug, naam, pk, persons in rows
    }
