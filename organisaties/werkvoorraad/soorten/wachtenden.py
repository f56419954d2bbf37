"""Who waits for an answer: a reporter, a new account, somebody who wants to join a consultation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisaties import aanmeldingen, meldingen
from organisaties.accounts import wachtenden
from organisaties.leesbaar import dag
from organisaties.models import Aanmelding, Gebruiker, Melding, Organisatie
from organisaties.rechten import Handeling
from organisaties.toewijzing import STAD, Balie, balie

from ..blik import Blik
from ..soort import Item, Loswerk, Telling, ingangitem, op_plek, weg_naar


class Meldingen(Loswerk):
    """Corrections and gaps; judged on a page of their own, field by field."""

    slug = "meldingen"
    naam = gettext_lazy("Meldingen om te beoordelen")
    uitleg = gettext_lazy("Iemand zegt dat er iets niet klopt of ontbreekt.")
    wacht = True
    moment = "gemaakt"

    def open(self) -> QuerySet[Melding]:
        return meldingen.openstaand().order_by("gemaakt", "pk")

    def plekken(self, rows: QuerySet[Melding]) -> Iterable[tuple[int, Balie]]:
        """Take the desk of the entry; of a gap that of the wijk that was named."""
        columns = ("pk", "wijk", "organisatie", "organisatie__wijk", "organisatie__buurt")
        for pk, named, entry, wijk, buurt in rows.values_list(*columns):
            yield pk, balie(named, None) if entry is None else balie(wijk, buurt, entry)

    def volledig(self, rows: QuerySet[Melding]) -> QuerySet[Melding]:
        return rows.select_related("organisatie", "wijk").defer("organisatie__zoektekst")

    def in_woorden(self, rows: Sequence[Melding]) -> list[Item]:
        return [self._item(row) for row in rows]

    def _item(self, row: Melding) -> Item:
        more = {
            "sinds": timezone.localdate(row.gemaakt),
            "wegen": weg_naar("melding_beoordelen", _("Beoordeel deze melding"), row.uuid),
        }
        day = dag(row.gemaakt)
        if row.organisatie:
            text = _("%(soort)s, zegt %(van)s. Gemeld op %(dag)s.")
            text %= {"soort": row.get_soort_display(), "van": row.get_van_display(), "dag": day}
            return ingangitem(self.slug, row.pk, row.organisatie, text, **more)
        text = _("Iemand mist iets op de kaart. Gemeld op %s.") % day
        where = row.wijk.naam if row.wijk else ""
        return Item(self.slug, row.pk, row.get_soort_display(), text, waar=where, **more)

    def ingangen(self, sleutel: int) -> list[Organisatie]:
        return list(Organisatie.objects.filter(meldingen=sleutel))

    def mag(self, sleutel: int, wie: Gebruiker) -> bool:
        row = Melding.objects.select_related("organisatie", "wijk").get(pk=sleutel)
        return meldingen.mag_beoordelen(wie, row)


class Toelaten(Loswerk):
    """Accounts that wait: of no wijk, so everybody who may let in sees them."""

    slug = "toelaten"
    naam = gettext_lazy("Mensen die wachten op toegang")
    uitleg = gettext_lazy("Zij hebben een account gevraagd en kunnen nog niets zien.")
    handeling = Handeling.TOELATEN
    wacht = True
    moment = "date_joined"

    def open(self) -> QuerySet[Gebruiker]:
        return wachtenden()

    def plekken(self, rows: QuerySet[Gebruiker]) -> Iterable[tuple[int, Balie]]:
        return ((pk, STAD) for pk in rows.values_list("pk", flat=True))

    def aantal(self, telling: Telling, blik: Blik) -> int:
        return sum(telling.values()) if blik.geheel else 0

    def sleutels(self, blik: Blik, van: int = 0, tot: int | None = None) -> list[int]:
        return list(self.open().values_list("pk", flat=True)[van:tot]) if blik.geheel else []

    def in_woorden(self, rows: Sequence[Gebruiker]) -> list[Item]:
        return [self._item(row) for row in rows]

    def _item(self, row: Gebruiker) -> Item:
        text = _("Wacht sinds %s op toegang.") % dag(row.date_joined)
        if row.werkplek:
            text = f"{text} {_('Werkt bij: %s.') % row.werkplek}"
        title = f"{row.first_name} {row.last_name}".strip() or row.email
        ways = weg_naar("toelaten", _("Laat toe of wijs af"))
        since = timezone.localdate(row.date_joined)
        return Item(self.slug, row.pk, title, text, sinds=since, wegen=ways)

    def ingangen(self, _sleutel: int) -> list[Organisatie]:
        return []


class Aanmeldingen(Loswerk):
    """Who asked to join a consultation; judged on a page of its own."""

    slug = "aanmeldingen"
    naam = gettext_lazy("Aanmeldingen voor een overleg")
    uitleg = gettext_lazy("Iemand wil meedoen aan een overleg.")
    wacht = True
    moment = "gemaakt"

    def open(self) -> QuerySet[Aanmelding]:
        return aanmeldingen.openstaand().order_by("gemaakt", "pk")

    def plekken(self, rows: QuerySet[Aanmelding]) -> Iterable[tuple[int, Balie]]:
        return op_plek(rows, "overleg")

    def volledig(self, rows: QuerySet[Aanmelding]) -> QuerySet[Aanmelding]:
        return rows.select_related("overleg").defer("overleg__zoektekst")

    def in_woorden(self, rows: Sequence[Aanmelding]) -> list[Item]:
        return [self._item(row) for row in rows]

    def _item(self, row: Aanmelding) -> Item:
        text = _("%(naam)s (%(werkplek)s) wil meedoen. Aangemeld op %(dag)s.") % {
            "naam": row.naam or _("Iemand"),
            "werkplek": row.werkplek or _("organisatie niet genoemd"),
            "dag": dag(row.gemaakt),
        }
        ways = weg_naar("aanmelding_beoordelen", _("Beoordeel deze aanmelding"), row.pk)
        day = timezone.localdate(row.gemaakt)
        return ingangitem(self.slug, row.pk, row.overleg, text, sinds=day, wegen=ways)

    def ingangen(self, sleutel: int) -> list[Organisatie]:
        return list(Organisatie.objects.filter(aanmeldingen=sleutel))
