"""What the map says now of an entry, as the mail and the pages behind its links show it.

Never a person: a mail is read by others than for whom it was meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisaties.leeftijd import leeftijd_in_woorden
from organisaties.leesbaar import DAGEN, dag
from organisaties.models import Contact, Organisatie
from organisaties.wachttijd import getoonde


@dataclass(frozen=True)
class Gegeven:
    """One line of what the map says; ``waarde`` is empty when it says nothing."""

    label: str
    waarde: str


def ingangen(ids: Iterable[int]) -> dict[int, Organisatie]:
    """Fetch entries with all that ``wat_de_kaart_zegt`` tells: a fixed number of queries."""
    general = Prefetch("contacten", Contact.objects.algemeen(), to_attr="algemene_contacten")
    rows = Organisatie.objects.prefetch_related(general, "openingstijden", "wachttijden")
    return rows.in_bulk(list(ids))


def wat_de_kaart_zegt(row: Organisatie) -> list[Gegeven]:
    """List what visitors see, in the order in which they look for it."""
    return [
        Gegeven(_("Naam"), row.naam),
        Gegeven(_("Adres"), _adres(row)),
        Gegeven(_("Telefoon"), _opsomming(c.telefoon for c in row.algemene_contacten)),
        Gegeven(_("E-mail"), _opsomming(c.email for c in row.algemene_contacten)),
        Gegeven(_("Website"), row.website),
        Gegeven(_("Open"), _open(row)),
        Gegeven(_("Wachttijd"), _wacht(row)),
        Gegeven(_("Leeftijd"), leeftijd_in_woorden(row.leeftijd_van, row.leeftijd_tot)),
        Gegeven(_("Kosten"), _kosten(row)),
    ]


def weken_in_woorden(weken: int) -> str:
    if not weken:
        return _("geen wachttijd")
    return ngettext("ongeveer %(n)d week", "ongeveer %(n)d weken", weken) % {"n": weken}


def _adres(row: Organisatie) -> str:
    code = f"{row.postcode[:4]} {row.postcode[4:]}".strip()
    return _opsomming((row.adres, f"{code} {row.plaats}".strip()))


def _open(row: Organisatie) -> str:
    return " – ".join(filter(None, (_week(row), row.openingstijden_toelichting)))


def _week(row: Organisatie) -> str:
    """Write "ma t/m vr 08:00-18:00, za 09:00-12:00": days in a row with the same hours as one."""
    hours = {day: _uren(row, day) for day in range(1, 8)}
    runs = [(text, list(days)) for text, days in groupby(hours, hours.__getitem__) if text]
    return _opsomming(f"{_dagen(days)} {text}" for text, days in runs)


def _dagen(days: list[int]) -> str:
    first, last = DAGEN[days[0] - 1], DAGEN[days[-1] - 1]
    if len(days) < 3:
        return _(" en ").join(dict.fromkeys((first, last)))
    return _("%(van)s t/m %(tot)s") % {"van": first, "tot": last}


def _uren(row: Organisatie, day: int) -> str:
    rows = [hours for hours in row.openingstijden.all() if hours.dag == day]
    return _(" en ").join(f"{hours.van:%H:%M}-{hours.tot:%H:%M}" for hours in rows)


def _wacht(row: Organisatie) -> str:
    newest = getoonde(row)
    if newest is None:
        return ""
    return _("%(weken)s (gemeld op %(dag)s)") % {
        "weken": weken_in_woorden(newest.weken),
        "dag": dag(newest.gemeld_op),
    }


def _kosten(row: Organisatie) -> str:
    kind = str(row.get_kosten_display()) if row.kosten else ""
    return " – ".join(filter(None, (kind, row.kosten_toelichting)))


def _opsomming(teksten: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, teksten)))
