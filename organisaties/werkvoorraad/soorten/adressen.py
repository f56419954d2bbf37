"""Addresses that did not give a good point on the map."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisaties.adresbesluit import neem_over, vraag_van, zonder_goed_punt
from organisaties.models import Organisatie
from wijken.geocoder import wijs_af
from wijken.models import Adrespunt

from ..soort import Ingangwerk, Item, Knop, Onbekend, Opdracht
from ..wegen import wijzigen


class Adressen(Ingangwerk):
    """Entries with an address and no point, or that of the postcode only."""

    slug = "adres"
    naam = gettext_lazy("Adressen zonder goede plek op de kaart")
    uitleg = gettext_lazy("De adreszoeker vond het adres niet, of twijfelt.")
    kiesbaar = False

    def open(self) -> QuerySet[Organisatie]:
        return zonder_goed_punt().gepubliceerd().echt()

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        rows = self.rijen(sleutels)
        questions = {row.pk: vraag_van(row) for row in rows}
        answers = Adrespunt.objects.in_bulk(set(questions.values()), field_name="vraag")
        return [self._item(row, answers.get(questions[row.pk])) for row in rows]

    def _item(self, row: Organisatie, answer: Adrespunt | None) -> Item:
        address = ", ".join(part for part in (row.adres, row.postcode, row.plaats) if part)
        text = _("Het adres is %s.") % address
        item = self.item(row, text, wegen=wijzigen(row))
        if answer is not None and answer.stand == Adrespunt.Stand.TWIJFEL:
            item.toelichting = [_("Gevonden: %s.") % answer.weergave, answer.toelichting]
            item.knoppen = [
                Knop("over", _("Dit is het goede adres"), rustig=False),
                Knop("nee", _("Nee, dit klopt niet")),
            ]
        elif row.lat is not None:
            item.toelichting = [_("Het punt op de kaart is dat van de postcode.")]
        elif answer is not None and answer.toelichting:
            item.toelichting = [answer.toelichting]
        return item

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        answer = Adrespunt.objects.filter(vraag=vraag_van(item.organisatie)).first()
        if answer is None or opdracht.doe not in {knop.doe for knop in item.knoppen}:
            raise Onbekend(opdracht.doe)
        if opdracht.doe == "over":
            neem_over(item.organisatie, answer, opdracht.wie)
            return _("%s staat nu op dit punt.") % item.titel
        wijs_af(answer)
        return _("Onthouden. Wijzig zelf het adres van %s.") % item.titel
