"""What a card in the list says about an entry, worked out for a page of them at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from kaart.beeld.opsomming import opgesomd
from kaart.beeld.plek import is_benaderd, route
from kaart.beeld.versheid import Controle, Wacht, controle, wacht
from organisaties.filter import OrganisatieFilter
from organisaties.models import Contact, Organisatie, Werkgebied
from organisaties.querysets import Ligging
from wijken.boom import boom

Gevraagd = dict[str, Any]  # the cleaned parameters of a question


@dataclass(frozen=True)
class Kaartje:
    """One entry with what its card says; empty means that there is nothing to say."""

    organisatie: Organisatie
    plaats: str
    afstand: float | None
    ongeveer: bool
    in_uw_wijk: bool
    onbekend: list[str]
    telefoon: str
    ingang: str
    wacht: Wacht | None
    controle: Controle

    @property
    def route(self) -> str:
        return route(self.organisatie)

    @property
    def benaderd(self) -> bool:
        return is_benaderd(self.organisatie)

    @property
    def gesloten(self) -> bool:
        return self.organisatie.status == Organisatie.Status.TIJDELIJK_GESLOTEN


def kaartjes(rows: Iterable[Organisatie], vraag: OrganisatieFilter) -> list[Kaartje]:
    """Cards in the order of the rows; a fixed number of queries however many rows."""
    if isinstance(rows, QuerySet):
        rows = _van_sleutels(rows) if rows.query.is_sliced else met_omgeving(rows)
    asked = vraag.gevraagd
    return [_kaartje(row, asked) for row in rows]


def _van_sleutels(rows: QuerySet[Organisatie]) -> list[Organisatie]:
    """Give a page of the list: the database sorts keys, then fetches whole entries for these."""
    names = [name for name in _VAN_DE_VRAAG if name in rows.query.annotations]
    keys = {pk: values for pk, *values in rows.values_list("pk", *names)}
    found = met_omgeving(Organisatie.objects.order_by()).in_bulk(keys)
    for pk, row in found.items():
        for name, value in zip(names, keys[pk], strict=True):
            setattr(row, name, value)
    return [found[pk] for pk in keys if pk in found]


_VAN_DE_VRAAG = ("ligging", "onbekend", "afstand2", "nabij")


def met_omgeving(rows: QuerySet[Organisatie]) -> QuerySet[Organisatie]:
    """Fetch along everything a card shows; what it does not show stays in the database."""
    areas = Werkgebied.objects.select_related("gemeente", "stadsdeel", "wijk")
    rows = rows.select_related("soort__groep", "wijk", "buurt__wijk").defer(*_NIET_OP_KAARTJE)
    return rows.prefetch_related(
        Prefetch("werkgebieden", areas),
        Prefetch("contacten", Contact.objects.algemeen(), to_attr="algemene_contacten"),
        "toegang",
        "wachttijden",
    )


_NIET_OP_KAARTJE = (
    "omschrijving", "voor_professionals", "route_ouder", "route_professional", "zoektekst",
    "buurt__omtrek", "soort__synoniemen", "soort__groep__synoniemen",
)  # fmt: skip


def _kaartje(row: Organisatie, asked: Gevraagd) -> Kaartje:
    squared = getattr(row, "afstand2", None)
    phones = (c.telefoon for c in row.algemene_contacten if c.telefoon)
    place = asked.get("bij")
    return Kaartje(
        organisatie=row,
        plaats=plaats_in_woorden(row, asked),
        afstand=None if squared is None or row.lat is None else math.sqrt(squared),
        ongeveer=is_benaderd(row) or (place.bij_benadering if place else True),
        in_uw_wijk=getattr(row, "nabij", None) == 1,
        onbekend=list(_onbekend(row, asked)),
        telefoon=next(phones, ""),
        ingang=_ingang([way.naam for way in row.toegang.all()]),
        wacht=wacht(row),
        controle=controle(row),
    )


def _onbekend(row: Organisatie, asked: Gevraagd) -> Iterator[str]:
    """Say what was asked and is not known of this entry, so that nobody takes it for a yes."""
    if "leeftijd" in asked and row.leeftijd_van is None and row.leeftijd_tot is None:
        yield _("leeftijd onbekend")
    if "kosten" in asked and not row.kosten:
        yield _("kosten onbekend")


def _ingang(ways: list[str]) -> str:
    """Name the easiest way in and say if there are others; the words stand in the order of ease."""
    if len(ways) < 2:
        return "".join(ways)
    return _("%(ingang)s of anders") % {"ingang": ways[0]}


def plaats_in_woorden(row: Organisatie, asked: Gevraagd) -> str:
    """Say "In Houtwijk", "Werkt in heel Loosduinen", and what is known only of the whole wijk."""
    wijk = row.ligt_in
    served = werkgebied_in_woorden(row)
    if getattr(row, "ligging", None) in (Ligging.WERKT, Ligging.STADSBREED) and served:
        return f"{served} ({_('gevestigd in %s') % wijk})" if wijk else served
    if wijk is None:
        return served or _("Plaats onbekend")
    slugs = asked.get("wijk", [])
    if slugs and wijk.slug not in slugs and wijk.pk in _gehelen(slugs):
        return _("In %s, precieze wijk onbekend") % wijk
    return _("In %s") % wijk


def _gehelen(slugs: list[str]) -> set[int]:
    tree = boom()
    return {whole for s in slugs if (whole := tree.wijk_op_slug[s].deel_van_id)}


def werkgebied_in_woorden(row: Organisatie) -> str:
    """Say "Werkt in heel Den Haag", "Werkt in Houtwijk en Waldeck"."""
    areas = list(row.werkgebieden.all())
    whole = [str(w.gebied) for w in areas if not w.wijk_id]
    parts = [str(w.gebied) for w in areas if w.wijk_id]
    names = [_("heel %s") % name for name in whole] + parts
    return _("Werkt in %s") % opgesomd(names) if names else ""
