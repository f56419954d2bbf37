"""Ways from an item to where it is solved: the form of the entry, and the telephone."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from organisaties.models import Contact, Organisatie

from .soort import weg_naar


def wijzigen(row: Organisatie) -> list[tuple[str, str]]:
    """Link to the form of the entry."""
    return weg_naar("bewerken", _("Wijzig deze plek"), row.slug)


def bellen(ids: Iterable[int]) -> dict[int, str]:
    """Give the first general telephone number of each entry: one query."""
    rows = Contact.objects.algemeen().aanwezig().exclude(telefoon="")
    rows = rows.filter(organisatie__in=list(ids)).order_by("-volgorde", "-pk")
    return dict(rows.values_list("organisatie_id", "telefoon"))
