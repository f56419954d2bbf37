"""Waiting times that were reported too long ago to be believed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisaties.formulier import Formulier
from organisaties.leesbaar import dag
from organisaties.models import Organisatie
from organisaties.velden.tijden import MEESTE_WEKEN
from organisaties.wachttijd import getoond_vanaf, oud_voor

from .. import schrijfwerk
from ..soort import Ingangwerk, Item, Knop, Onbekend, Opdracht, Telling, echte, tel
from ..wegen import bellen

BEWAAR = Knop("weken", gettext_lazy("Bewaar de wachttijd"), rustig=False)


class WekenForm(Formulier):
    weken = forms.IntegerField(
        label=gettext_lazy("Wachttijd nu, in weken"), min_value=0, max_value=MEESTE_WEKEN
    )


class OudeWachttijden(Ingangwerk):
    """Entries of which the latest waiting time is old; after a while pages no longer show it."""

    slug = "wachttijd"
    naam = gettext_lazy("Oude wachttijden")
    uitleg = gettext_lazy("De wachttijd is te lang geleden doorgegeven.")
    volgorde = ("wacht_op", "naam", "pk")
    formulierklasse = WekenForm

    def open(self) -> QuerySet[Organisatie]:
        return echte().met_laatste_wachttijd().filter(wacht_op__lt=oud_voor())

    def telling(self) -> Telling:
        return tel(Organisatie.objects.filter(pk__in=self.open().order_by().values("pk")))

    def nieuw_sinds(self, dag: date) -> Telling:
        """Count those that became old since this day."""
        fresh = self.open().filter(wacht_op__gte=oud_voor(dag)).order_by()
        return tel(Organisatie.objects.filter(pk__in=fresh.values("pk")))

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        rows = self.rijen(sleutels)
        phones = bellen(row.pk for row in rows)
        return [self._item(row, phones) for row in rows]

    def _item(self, row: Organisatie, phones: dict[int, str]) -> Item:
        text = _("%(n)d weken, doorgegeven op %(dag)s.")
        text %= {"n": row.wacht_weken, "dag": dag(row.wacht_op)}
        if row.wacht_op < getoond_vanaf():
            text = f"{text} {_('Bezoekers zien dit niet meer.')}"
        return self.item(
            row,
            text,
            sinds=row.wacht_op,
            knoppen=[BEWAAR, Knop("weg", _("Niet meer tonen"))],
            formulier=self.vorm(row.pk),
            bel=phones.get(row.pk, ""),
        )

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        if opdracht.doe == "weg":
            schrijfwerk.schrijf(
                item.organisatie, {"wachttijden": []}, opdracht.wie, "wachttijd weggehaald"
            )
            return _("De wachttijd van %s is weggehaald.") % item.titel
        if opdracht.doe != BEWAAR.doe:
            raise Onbekend(opdracht.doe)
        weeks = self.ingevuld(item, opdracht)["weken"]
        schrijfwerk.nieuwe_wachttijd(item.organisatie, weeks, opdracht.wie)
        return _("De wachttijd van %s is bewaard.") % item.titel
