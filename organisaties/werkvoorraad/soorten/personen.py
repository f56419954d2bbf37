"""Contact persons of whom somebody has to say that we may keep them, and who comes after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisaties.formulier import Formulier, TekstVeld
from organisaties.grond import GRONDVRAAG, GrondInvoer
from organisaties.leesbaar import dag
from organisaties.models import Contact, Gebruiker, Organisatie
from organisaties.personen import bevestig_persoon, vertrokken, zonder_grond, zonder_opvolger
from organisaties.rechten import mag_in_wijk
from organisaties.toewijzing import STAD, Balie, balie

from ..soort import Item, Knop, Loswerk, Onbekend, Opdracht, echte, ingangitem
from ..wegen import wijzigen


class GrondForm(Formulier):
    """What was noted before stays, unless somebody types something else."""

    grond = TekstVeld(label=GRONDVRAAG, max_length=200, required=True, widget=GrondInvoer)


class Persoonwerk(Loswerk):
    """Work about contact persons: of an entry, or of wijken (key figures)."""

    def plekken(self, rows: QuerySet[Contact]) -> Iterable[tuple[int, Balie]]:
        of_entry = rows.filter(organisatie__isnull=False)
        columns = ("pk", "organisatie__wijk", "organisatie__buurt", "organisatie")
        for pk, *place in of_entry.values_list(*columns):
            yield pk, balie(*place)
        for pk, wijk in rows.filter(organisatie=None).values_list("pk", "wijken"):
            yield pk, balie(wijk, None) if wijk else STAD

    def volledig(self, rows: QuerySet[Contact]) -> QuerySet[Contact]:
        rows = rows.select_related("organisatie").defer("organisatie__zoektekst")
        return rows.prefetch_related("wijken")

    def in_woorden(self, rows: Sequence[Contact]) -> list[Item]:
        return [self._item(row) for row in rows]

    def _item(self, row: Contact) -> Item:
        raise NotImplementedError

    def van(self, row: Contact, zin: str) -> Item:
        """Make the item of one person; it is titled by the person, who is looked for."""
        title = ", ".join(part for part in (row.naam, row.functie) if part) or row.email
        if row.organisatie is None:
            places = ", ".join(wijk.naam for wijk in row.wijken.all())
            return Item(self.slug, row.pk, title, zin, waar=places)
        item = ingangitem(self.slug, row.pk, row.organisatie, zin)
        item.titel, item.waar = title, f"{row.organisatie.naam}, {item.waar}".rstrip(", ")
        return item

    def ingangen(self, sleutel: int) -> list[Organisatie]:
        return list(Organisatie.objects.filter(contacten=sleutel))

    def mag(self, sleutel: int, wie: Gebruiker) -> bool:
        row = Contact.objects.filter(pk=sleutel).first()
        if row is None or row.organisatie_id is not None:
            return super().mag(sleutel, wie)
        return any(mag_in_wijk(wie, self.handeling, wijk) for wijk in [*row.wijken.all(), None])


class ZonderGrond(Persoonwerk):
    """Persons without a ground, never confirmed, or confirmed too long ago; hidden ones as well."""

    slug = "grond"
    naam = gettext_lazy("Contactpersonen zonder grond of bevestiging")
    uitleg = gettext_lazy("Vraag of zij er nog werken en of wij hun gegevens mogen bewaren.")
    formulierklasse = GrondForm

    def open(self) -> QuerySet[Contact]:
        rows = zonder_grond().filter(Q(organisatie=None) | Q(organisatie__in=echte()))
        return rows.order_by(F("verborgen_op").asc(nulls_last=True), "naam", "pk")

    def _item(self, row: Contact) -> Item:
        item = self.van(row, _wat_ontbreekt(row))
        item.formulier = self.vorm(row.pk, grond=row.grondslag)
        item.sinds = row.bevestigd_op
        item.knoppen = [
            Knop("grond", _("Werkt hier nog, bewaar"), rustig=False),
            Knop("vertrokken", _("Werkt hier niet meer")),
        ]
        item.wegen = wijzigen(row.organisatie) if row.organisatie else []
        item.bel = row.telefoon
        return item

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        row = Contact.objects.select_related("organisatie").get(pk=item.sleutel)
        if opdracht.doe == "vertrokken":
            vertrokken(row, opdracht.wie, None)
            return _("Genoteerd: %s werkt hier niet meer.") % item.titel
        if opdracht.doe != "grond":
            raise Onbekend(opdracht.doe)
        bevestig_persoon(row, opdracht.wie, self.ingevuld(item, opdracht)["grond"])
        return _("Bewaard: %s is vandaag bevestigd.") % item.titel


def _wat_ontbreekt(row: Contact) -> str:
    parts = []
    if row.verborgen_op:
        parts.append(_("Verborgen sinds %s, want niemand bevestigde dit.") % dag(row.verborgen_op))
    if not row.grondslag:
        parts.append(_("Er staat niet bij waarom wij deze gegevens mogen bewaren."))
    if row.bevestigd_op is None:
        parts.append(_("Nog nooit bevestigd."))
    else:
        parts.append(_("Laatst bevestigd op %s.") % dag(row.bevestigd_op))
    return " ".join(parts)


class OpvolgerGezocht(Persoonwerk):
    """Who left while nobody came after."""

    slug = "opvolger"
    naam = gettext_lazy("Opvolger gezocht")
    uitleg = gettext_lazy("Een contactpersoon werkt er niet meer. Vraag wie nu het contact is.")

    def open(self) -> QuerySet[Contact]:
        return (
            zonder_opvolger().filter(organisatie__voorbeeld=False).order_by("vertrokken_op", "pk")
        )

    def _item(self, row: Contact) -> Item:
        text = _("Werkt hier niet meer sinds %s.") % dag(row.vertrokken_op)
        item = self.van(row, text)
        item.sinds = row.vertrokken_op
        item.knoppen = [Knop("geen", _("Geen opvolger nodig"))]
        item.wegen = wijzigen(row.organisatie)
        return item

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        if opdracht.doe != "geen":
            raise Onbekend(opdracht.doe)
        row = Contact.objects.select_related("organisatie").get(pk=item.sleutel)
        vertrokken(row, opdracht.wie, None, zoek=False)
        return _("Genoteerd: voor %s is geen opvolger nodig.") % item.titel
