"""What a card in the list says about an entry, worked out for a page of them at once."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from organisaties.filter import OrganisatieFilter
from organisaties.models import Contact, Organisatie, Werkgebied
from organisaties.querysets import Ligging


@dataclass(frozen=True)
class Kaartje:
    """One entry with its place in words, its distance in km if asked, and its first phone."""

    organisatie: Organisatie
    plaats: str
    afstand: float | None
    onbekend: bool
    telefoon: str


def kaartjes(rows: Iterable[Organisatie], vraag: OrganisatieFilter) -> list[Kaartje]:
    """Cards in the order of the rows; a fixed number of queries however many rows."""
    if isinstance(rows, QuerySet):
        rows = met_omgeving(rows)
    return [_kaartje(row, vraag) for row in rows]


def met_omgeving(rows: QuerySet[Organisatie]) -> QuerySet[Organisatie]:
    """Everything a card shows, fetched along."""
    areas = Werkgebied.objects.select_related("gemeente", "stadsdeel", "wijk")
    return rows.select_related("soort__groep", "wijk", "buurt__wijk", "koepel").prefetch_related(
        Prefetch("werkgebieden", areas),
        Prefetch("contacten", Contact.objects.algemeen(), to_attr="algemene_contacten"),
        "toegang",
        "wachttijden",
        "openingstijden",
    )


def _kaartje(row: Organisatie, vraag: OrganisatieFilter) -> Kaartje:
    squared = getattr(row, "afstand2", None)
    phones = (c.telefoon for c in row.algemene_contacten if c.telefoon)
    return Kaartje(
        row,
        plaats_in_woorden(row, vraag),
        None if squared is None or row.lat is None else math.sqrt(squared),
        getattr(row, "onbekend", False),
        next(phones, ""),
    )


def plaats_in_woorden(row: Organisatie, vraag: OrganisatieFilter) -> str:
    """ "In Houtwijk", "Werkt in heel Loosduinen", and what is known only of the whole wijk."""
    wijk = row.ligt_in
    served = werkgebied_in_woorden(row)
    if getattr(row, "ligging", None) in (Ligging.WERKT, Ligging.STADSBREED) and served:
        return f"{served} ({_('gevestigd in %s') % wijk})" if wijk else served
    if wijk is None:
        return served or _("Plaats onbekend")
    asked = vraag.gevraagd.get("wijk", [])
    if asked and wijk.slug not in asked and row.wijk_id and wijk.pk in _gehelen(asked):
        return _("In %s, precieze wijk onbekend") % wijk
    return _("In %s") % wijk


def _gehelen(slugs: list[str]) -> set[int]:
    from wijken.boom import boom  # noqa: PLC0415

    tree = boom()
    return {tree.wijk_op_slug[s].deel_van_id for s in slugs} - {None}


def werkgebied_in_woorden(row: Organisatie) -> str:
    """ "Werkt in heel Den Haag", "Werkt in Houtwijk en Waldeck"."""
    areas = [w for w in row.werkgebieden.all()]
    whole = [str(w.gebied) for w in areas if not w.wijk_id]
    parts = [str(w.gebied) for w in areas if w.wijk_id]
    names = [_("heel %s") % name for name in whole] + parts
    if not names:
        return ""
    text = names[0] if len(names) == 1 else _("%(a)s en %(b)s") % {
        "a": ", ".join(names[:-1]),
        "b": names[-1],
    }
    return _("Werkt in %s") % text
