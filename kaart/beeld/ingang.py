"""What the page of one entry shows: a fixed number of queries, whatever hangs on the entry."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kaart.beeld.personen import personen
from kaart.beeld.plek import is_benaderd, kaart_van_organisatie
from kaart.beeld.versheid import blokken, controle, wacht
from organisaties import tweeling
from organisaties.leeftijd import leeftijd_in_woorden
from organisaties.models import Contact, Openingstijd, Organisatie, Werkgebied
from organisaties.personen import zonder_opvolger
from organisaties.rechten import GEEN, Handeling, mag, rol, ziet_adressen

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker

DICHTBIJ_KM = 1
DICHTBIJ = 5


def zoek(slug: str, gebruiker: Gebruiker | AnonymousUser) -> Organisatie | None:
    """Fetch the entry with all that its page shows; None when this user may not see it."""
    areas = Werkgebied.objects.select_related("gemeente", "stadsdeel", "wijk")
    words = ("ondersteuning", "doelgroepen", "talen", "toegang")
    beside = ("wachttijden", "openingstijden", "sleutels")
    return (
        Organisatie.objects.zichtbaar_voor(gebruiker)
        .select_related("soort__groep", "wijk__stadsdeel", "buurt__wijk__stadsdeel", "overleg")
        .prefetch_related(Prefetch("werkgebieden", areas), *words, *beside)
        .filter(slug=slug)
        .first()
    )


def pagina(row: Organisatie, gebruiker: Gebruiker | AnonymousUser) -> dict[str, Any]:
    overleg = getattr(row, "overleg", None)
    return {
        "organisatie": row,
        "overleg": overleg,
        "leden": _op_naam(overleg.leden) if overleg else [],
        "ziet_deelnemers": bool(overleg) and rol(gebruiker) != GEEN,
        "feiten": feiten(row),
        "onbekend": [] if overleg else onbekende_feiten(row),
        "stappen_ouder": stappen(row.route_ouder),
        "stappen_professional": stappen(row.route_professional),
        **mensen(row, gebruiker),
        "week": week(row),
        "wacht": wacht(row),
        "controle": controle(row),
        "blokken": blokken(row),
        "kaart": kaart_van_organisatie(row),
        "benaderd": is_benaderd(row),
        "registers": registers(row),
        "tweeling": tweeling_van(row),
        "netwerken": _op_naam(Organisatie.objects.filter(overleg__leden=row)),
        "dichtbij": dichtbij(row),
        **familie(row),
    }


# --- facts and steps -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Feit:
    """A label with one or more values; ``toelichting`` is said beneath them."""

    label: str
    waarden: list[str]
    toelichting: str = ""


def feiten(row: Organisatie) -> list[Feit]:
    """List what is known, in the order in which people ask."""
    age = leeftijd_in_woorden(row.leeftijd_van, row.leeftijd_tot)
    cost = row.get_kosten_display() if row.kosten else ""
    known = [
        Feit(_("Leeftijd"), [age] if age else []),
        Feit(_("Helpt bij"), _namen(row.ondersteuning)),
        Feit(_("Voor wie"), _namen(row.doelgroepen)),
        Feit(_("Aantal kindplaatsen"), _kindplaatsen(row)),
        Feit(_("Biedt voorschoolse educatie (VE)"), _ja_nee(row.ve)),
        Feit(_("Kosten"), [cost] if cost else [], row.kosten_toelichting),
        Feit(_("Talen"), _namen(row.talen)),
        Feit(_("Tolk"), _tolk(row)),
    ]
    return [fact for fact in known if fact.waarden or fact.toelichting]


def onbekende_feiten(row: Organisatie) -> list[str]:
    """List what a parent would ask and nobody has told us yet."""
    asked = {
        _("de leeftijd"): row.leeftijd_van is not None or row.leeftijd_tot is not None,
        _("de kosten"): row.kosten or row.kosten_toelichting,
        _("de talen"): row.talen.all(),
        _("of er een tolk kan komen"): row.tolk_mogelijk is not None,
        _("de openingstijden"): row.openingstijden.all() or row.openingstijden_toelichting,
        _("de wachttijd"): wacht(row),
    }
    return [name for name, known in asked.items() if not known]


def stappen(text: str) -> list[str]:
    """Each line of a route is one step."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _namen(words: Any) -> list[str]:
    return [word.naam for word in words.all()]


def _kindplaatsen(row: Organisatie) -> list[str]:
    if row.kindplaatsen is None:
        return []
    return [str(row.kindplaatsen)]


def _ja_nee(value: bool | None) -> list[str]:
    return [] if value is None else [_("ja") if value else _("nee")]


def _tolk(row: Organisatie) -> list[str]:
    if row.tolk_mogelijk is None:
        return []
    return [_("Er kan een tolk komen") if row.tolk_mogelijk else _("Er kan geen tolk komen")]


# --- registers and other maps --------------------------------------------------------------------

REGISTERS = {"lrk": _l("LRK-nummer"), "duo": _l("BRIN met vestiging")}


def registers(row: Organisatie) -> list[tuple[str, str]]:
    """Name the registers that know this entry, with its number there."""
    keys = row.sleutels.all()
    return [(str(REGISTERS[key.bron]), key.sleutel) for key in keys if key.bron in REGISTERS]


def tweeling_van(row: Organisatie) -> str:
    """Give the page of this entry on the municipal social map, empty when we know none."""
    keys = (key.sleutel for key in row.sleutels.all() if key.bron == tweeling.BRON)
    return next(filter(None, map(tweeling.adres_van, keys)), "")


# --- opening hours -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Dag:
    """A weekday with its hours; no hours means closed."""

    naam: str
    uren: list[Openingstijd]


def week(row: Organisatie) -> list[Dag]:
    """Seven days, or none at all when nothing is known."""
    hours = list(row.openingstijden.all())
    if not hours:
        return []
    return [
        Dag(str(day.label), [h for h in hours if h.dag == day.value]) for day in Openingstijd.Dag
    ]


# --- people --------------------------------------------------------------------------------------


def mensen(row: Organisatie, gebruiker: Gebruiker | AnonymousUser) -> dict[str, Any]:
    """Give how to reach the entry and its people; who left or was hidden only to who edits it."""
    edits = mag(gebruiker, Handeling.BEWERKEN, row)
    rows = row.contacten.te_bewerken_door(gebruiker)
    contacts = list(rows if edits else rows.aanwezig())
    here = [c for c in contacts if not (c.vertrokken_op or c.verborgen_op)]
    gone = [c for c in _personen(contacts) if c not in here]
    return {
        "contacten": [c for c in here if c.vorm == Contact.Vorm.ALGEMEEN],
        "personen": personen(_personen(here), gebruiker, bewerkt=edits),
        "personen_weg": personen(gone, gebruiker, bewerkt=edits),
        "opvolger_gezocht": _opvolger_gezocht(row, gone),
        "mag_bewerken": edits,
        "mag_wissen": edits and mag(gebruiker, Handeling.WISSEN, row),
        "ziet_adressen": ziet_adressen(gebruiker),
    }


def _personen(contacts: list[Contact]) -> list[Contact]:
    return [c for c in contacts if c.vorm == Contact.Vorm.PERSOON]


def _opvolger_gezocht(row: Organisatie, gone: list[Contact]) -> set[UUID]:
    if not any(c.vertrokken_op and not c.verborgen_op for c in gone):
        return set()
    return set(zonder_opvolger(row).values_list("uuid", flat=True))


# --- other entries -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Buur:
    """An entry near by and its distance in km as the crow flies."""

    organisatie: Organisatie
    afstand: float


def dichtbij(row: Organisatie) -> list[Buur]:
    if not row.heeft_punt:
        return []
    near = _zichtbaar(Organisatie.objects.exclude(pk=row.pk))
    nearest = near.dichtbij(row.lat, row.lon, DICHTBIJ_KM)[:DICHTBIJ]
    return [Buur(other, math.sqrt(other.afstand2)) for other in nearest]


def familie(row: Organisatie) -> dict[str, Any]:
    """Give the umbrella, its other locations, and the entry's own parts."""
    others = Organisatie.objects.filter(koepel_id=row.koepel_id).exclude(pk=row.pk)
    koepel = _zichtbaar(Organisatie.objects.filter(pk=row.koepel_id)).first()
    return {
        "koepel": koepel,
        "zusters": _op_naam(others) if koepel else [],
        "onderdelen": _op_naam(row.onderdelen.all()),
    }


def _zichtbaar(rows: QuerySet[Organisatie]) -> QuerySet[Organisatie]:
    """Only published entries are pointed at, whoever looks."""
    return rows.gepubliceerd().select_related("soort__groep", "overleg")


def _op_naam(rows: Any) -> list[Organisatie]:
    return list(_zichtbaar(rows.order_by("naam", "pk")))
