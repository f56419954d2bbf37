"""What came of asking: mail that came back, no answer, and checks that are overdue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisaties.controles import handel_af, onbeantwoord, teruggekomen
from organisaties.formulier import Formulier
from organisaties.leesbaar import dag
from organisaties.models import Bericht, Controle, Organisatie
from organisaties.toewijzing import Balie

from .. import schrijfwerk
from ..soort import (
    FormulierFout,
    Ingangwerk,
    Item,
    Knop,
    Loswerk,
    Onbekend,
    Opdracht,
    Telling,
    echte,
    ingangitem,
    op_plek,
    tel,
)
from ..wegen import bellen, wijzigen
from .wachttijden import BEWAAR, WekenForm

KLOPT = Knop("klopt", gettext_lazy("Klopt nog"), rustig=False)


class PostvakForm(Formulier):
    email = forms.EmailField(label=gettext_lazy("Nieuw e-mailadres"), required=False)


class Postvakken(Loswerk):
    """Mail that did not arrive: each row is a mail, about one or more entries or about none."""

    slug = "mail"
    naam = gettext_lazy("Mail die niet aankwam")
    uitleg = gettext_lazy("Het e-mailadres klopt niet meer, of het postvak is vol.")
    formulierklasse = PostvakForm
    moment = "gestuurd_op"

    def open(self) -> QuerySet[Bericht]:
        return teruggekomen().order_by("-gestuurd_op", "-pk")

    def plekken(self, rows: QuerySet[Bericht]) -> Iterable[tuple[int, Balie]]:
        return op_plek(rows, "controles__organisatie")

    def volledig(self, rows: QuerySet[Bericht]) -> QuerySet[Bericht]:
        return rows.prefetch_related("controles__organisatie")

    def in_woorden(self, rows: Sequence[Bericht]) -> list[Item]:
        return [self._item(row) for row in rows]

    def _item(self, row: Bericht) -> Item:
        entries = sorted({c.organisatie for c in row.controles.all()}, key=lambda e: e.naam)
        text = _("De mail aan %(aan)s van %(dag)s is niet aangekomen: %(stand)s.") % {
            "aan": row.aan,
            "dag": dag(row.gestuurd_op),
            "stand": row.get_stand_display().lower(),
        }
        more = {
            "toelichting": [row.fout] if row.fout else [],
            "sinds": timezone.localdate(row.gestuurd_op),
            "knoppen": [Knop("opgelost", _("Opgelost"))],
        }
        if not entries:
            return Item(self.slug, row.pk, row.onderwerp, text, **more)
        more["knoppen"] = [
            Knop("postvak", _("Bewaar het nieuwe adres"), rustig=False),
            Knop("opgelost", _("Opgelost, het adres klopt")),
        ]
        if rest := entries[1:]:
            more["toelichting"] += [_("Ook voor: %s") % ", ".join(e.naam for e in rest)]
        item = ingangitem(self.slug, row.pk, entries[0], text, **more)
        item.formulier = self.vorm(row.pk)
        item.wegen = wijzigen(entries[0])
        return item

    def ingangen(self, sleutel: int) -> list[Organisatie]:
        return list(Organisatie.objects.filter(controles__berichten=sleutel).distinct())

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        if opdracht.doe == "postvak":
            return self._postvak(item, opdracht)
        if opdracht.doe != "opgelost":
            raise Onbekend(opdracht.doe)
        handel_af(Bericht.objects.get(pk=item.sleutel))
        return _("Afgehandeld.")

    def _postvak(self, item: Item, opdracht: Opdracht) -> str:
        """Put the new mailbox where the old one stood, with every entry of this mail."""
        new = self.ingevuld(item, opdracht)["email"]
        if not new:
            return self._vraag_adres(item, opdracht)
        old = Bericht.objects.values_list("aan", flat=True).get(pk=item.sleutel)
        n = schrijfwerk.ander_postvak(self.ingangen(item.sleutel), old, new, opdracht.wie)
        handel_af(Bericht.objects.get(pk=item.sleutel))
        if not n:
            return _("Afgehandeld. Het oude adres stond nergens meer, dus er is niets vervangen.")
        return _("Het nieuwe adres is bewaard. U kunt de organisatie opnieuw laten controleren.")

    def _vraag_adres(self, item: Item, opdracht: Opdracht) -> str:
        form = self.vorm(item.sleutel, opdracht.post)
        form.is_valid()
        form.add_error("email", _("Vul het nieuwe e-mailadres in, of kies “Opgelost”."))
        raise FormulierFout(form)


class GeenAntwoord(Loswerk):
    """Organisations that did not answer the last reminder: somebody has to call."""

    slug = "geen-antwoord"
    naam = gettext_lazy("Geen antwoord op onze vragen")
    uitleg = gettext_lazy("De organisatie reageerde niet op onze mails. Bel of ga langs.")
    formulierklasse = WekenForm
    moment = "laatst_gestuurd_op"

    def open(self) -> QuerySet[Controle]:
        rows = onbeantwoord().filter(organisatie__opgegaan_in=None)
        return rows.order_by("laatst_gestuurd_op", "pk")

    def plekken(self, rows: QuerySet[Controle]) -> Iterable[tuple[int, Balie]]:
        return op_plek(rows, "organisatie")

    def volledig(self, rows: QuerySet[Controle]) -> QuerySet[Controle]:
        return rows.select_related("organisatie").defer("organisatie__zoektekst")

    def in_woorden(self, rows: Sequence[Controle]) -> list[Item]:
        phones = bellen(row.organisatie_id for row in rows)
        return [self._item(row, phones) for row in rows]

    def _item(self, row: Controle, phones: dict[int, str]) -> Item:
        entry = row.organisatie
        item = ingangitem(self.slug, row.pk, entry, _gevraagd(row))
        item.sinds = timezone.localdate(row.laatst_gestuurd_op or row.gevraagd_op)
        item.wegen, item.bel = wijzigen(entry), phones.get(entry.pk, "")
        if row.aard == Controle.Aard.INGANG:
            item.knoppen = [KLOPT]
            return item
        item.formulier = self.vorm(row.pk)
        item.knoppen = [BEWAAR, Knop("klaar", _("Niet te achterhalen"))]
        return item

    def ingangen(self, sleutel: int) -> list[Organisatie]:
        return list(Organisatie.objects.filter(controles=sleutel))

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        if opdracht.doe not in {knop.doe for knop in item.knoppen}:
            raise Onbekend(opdracht.doe)
        if opdracht.doe == "klopt":
            schrijfwerk.klopt_nog(item.organisatie, opdracht.wie)
        elif opdracht.doe == "weken":
            weeks = self.ingevuld(item, opdracht)["weken"]
            schrijfwerk.nieuwe_wachttijd(item.organisatie, weeks, opdracht.wie)
        handel_af(Controle.objects.get(pk=item.sleutel))
        return _("Genoteerd bij %s.") % item.titel


def _gevraagd(row: Controle) -> str:
    """Say what was asked, and why the kwartiermaker has to ask it now."""
    question = row.get_aard_display()
    if not row.pogingen:
        return _("“%s” Wij kunnen dit niet mailen: er is geen goed e-mailadres.") % question
    asked = row.laatst_gestuurd_op or row.gevraagd_op
    text = ngettext(
        "“%(vraag)s” Gevraagd in %(n)d mail, op %(dag)s. Geen antwoord.",
        "“%(vraag)s” Gevraagd in %(n)d mails, de laatste op %(dag)s. Geen antwoord.",
        row.pogingen,
    )
    return text % {"vraag": question, "n": row.pogingen, "dag": dag(asked)}


class TeControleren(Ingangwerk):
    """Entries that were not checked within their period, and of which nobody was asked yet."""

    slug = "controle"
    naam = gettext_lazy("Controle is te lang geleden")
    uitleg = gettext_lazy("Niemand keek binnen de termijn of het nog klopt.")
    volgorde = (F("gecontroleerd_op").asc(nulls_first=True), "naam", "pk")

    def open(self, dag: date | None = None) -> QuerySet[Organisatie]:
        busy = Controle.objects.filter(stand=Controle.Stand.OPEN, aard=Controle.Aard.INGANG)
        late = echte().buiten_termijn(dag or timezone.localdate())
        late = late.exclude(pk__in=busy.values("organisatie"))
        handed = onbeantwoord().filter(aard=Controle.Aard.INGANG)
        return late.exclude(pk__in=handed.order_by().values("organisatie"))

    def nieuw_sinds(self, dag: date) -> Telling:
        """Count those of which the period ended since this day."""
        return tel(self.open().binnen_termijn(dag))

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        rows = self.rijen(sleutels)
        phones = bellen(row.pk for row in rows)
        return [self._item(row, phones) for row in rows]

    def _item(self, row: Organisatie, phones: dict[int, str]) -> Item:
        return self.item(
            row,
            _wanneer(row),
            sinds=row.gecontroleerd_op,
            knoppen=[KLOPT],
            wegen=wijzigen(row),
            bel=phones.get(row.pk, ""),
        )

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        if opdracht.doe != "klopt":
            raise Onbekend(opdracht.doe)
        schrijfwerk.klopt_nog(item.organisatie, opdracht.wie)
        return _("%s is vandaag gecontroleerd.") % item.titel


def _wanneer(row: Organisatie) -> str:
    months = row.soort.controle_maanden
    if row.gecontroleerd_op is None:
        return _("Nog nooit gecontroleerd. Een controle geldt hier %d maanden.") % months
    text = _("Gecontroleerd op %(dag)s. Een controle geldt hier %(n)d maanden.")
    return text % {"dag": dag(row.gecontroleerd_op), "n": months}
