"""What sources say otherwise, what vanished from them, and what may be one place twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisaties.dubbelen.onthouden import open_paren, zijn_er_twee
from organisaties.foto import GROEP, SAMEN, fotos
from organisaties.invoer.bronnen import BRONNEN
from organisaties.invoer.voorstellen import neem_over, openstaand, wijs_af
from organisaties.leesbaar import Leesbaar, dag, label
from organisaties.models import Dubbel, Organisatie, Voorstel
from organisaties.toewijzing import Balie, balie

from .. import schrijfwerk
from ..soort import (
    Ingangwerk,
    Item,
    Knop,
    Loswerk,
    Onbekend,
    Opdracht,
    Regel,
    Telling,
    echte,
    ingangitem,
    tel,
    weg_naar,
)
from ..wegen import wijzigen


class Registerverschillen(Ingangwerk):
    """Entries of which a source says something else than a human wrote."""

    slug = "register"
    naam = gettext_lazy("Een register zegt iets anders")
    uitleg = gettext_lazy("Neem over wat het register zegt, of laat staan wat er staat.")
    kiesbaar = False

    def open(self) -> QuerySet[Organisatie]:
        asked = openstaand().order_by().values("organisatie")
        return Organisatie.objects.levend().echt().filter(pk__in=asked)

    def nieuw_sinds(self, dag: date) -> Telling:
        fresh = openstaand().order_by().values("organisatie").annotate(eerst=Min("gemaakt"))
        fresh = fresh.filter(eerst__date__gte=dag).values("organisatie")
        return tel(self.open().filter(pk__in=fresh))

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        rows = self.rijen(sleutels)
        lines = _regels([row.pk for row in rows])
        return [self._item(row, lines.get(row.pk, [])) for row in rows]

    def _item(self, row: Organisatie, lines: list[Regel]) -> Item:
        sources = ", ".join(sorted({line.bron for line in lines}))
        text = _("Deze bron zegt iets anders dan de kaart: %s.") % sources
        return self.item(row, text, regels=lines)

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        """Take one difference over, or leave it: the button names which (``over-12``)."""
        act, _dash, key = opdracht.doe.partition("-")
        what = {"over": neem_over, "laat": wijs_af}.get(act)
        line = next((r for r in item.regels if str(r.sleutel) == key), None)
        if what is None or line is None:
            raise Onbekend(opdracht.doe)
        what(Voorstel.objects.get(pk=line.sleutel), opdracht.wie)
        if act == "over":
            return _("%(veld)s van %(naam)s is overgenomen.") % {
                "veld": line.veld,
                "naam": item.titel,
            }
        return _("%(veld)s van %(naam)s blijft zoals het is.") % {
            "veld": line.veld,
            "naam": item.titel,
        }


def _regels(ids: Sequence[int]) -> dict[int, list[Regel]]:
    """Put the differences of these entries in words; what is decided on as one is one line."""
    groups: dict[tuple[int, str, str], list[Voorstel]] = {}
    for row in Voorstel.objects.filter(stand=Voorstel.Stand.OPEN, organisatie__in=ids).order_by(
        "veld", "pk"
    ):
        key = (row.organisatie_id, GROEP.get(row.veld, row.veld), row.bron)
        groups.setdefault(key, []).append(row)
    words, beelden = Leesbaar(), fotos(ids)
    found: dict[int, list[Regel]] = {}
    for (pk, group, source), rows in groups.items():
        old = _tekst(group, beelden[pk], words)
        after = beelden[pk] | {row.veld: row.waarde for row in rows}
        new = _tekst(group, after, words)
        line = Regel(rows[0].pk, _kop(group), old, new, _bron(source))
        found.setdefault(pk, []).append(line)
    return found


def _bron(code: str) -> str:
    return str(BRONNEN[code].naam) if code in BRONNEN else code


def _kop(group: str) -> str:
    return group.replace("_", " ").capitalize() if group in SAMEN else label(group)


def _tekst(group: str, beeld: dict, words: Leesbaar) -> str:
    names = SAMEN.get(group, (group,))
    texts = (words.tekst(name, beeld.get(name)) for name in names)
    return ", ".join(text for text in texts if text)


class Verdwenen(Ingangwerk):
    """Entries that are no longer in the source that they came from."""

    slug = "verdwenen"
    naam = gettext_lazy("Verdwenen uit het register")
    uitleg = gettext_lazy("Waarschijnlijk gestopt of verhuisd. Zoek uit wat er is gebeurd.")
    volgorde = ("verdwenen_op", "naam", "pk")

    def open(self) -> QuerySet[Organisatie]:
        return echte().filter(verdwenen_op__isnull=False)

    def nieuw_sinds(self, dag: date) -> Telling:
        return tel(self.open().filter(verdwenen_op__gte=dag))

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        return [self._item(row) for row in self.rijen(sleutels)]

    def _item(self, row: Organisatie) -> Item:
        text = _("Staat sinds %s niet meer in de bron.") % dag(row.verdwenen_op)
        buttons = [
            Knop("gestopt", _("Is gestopt"), rustig=False),
            Knop("bestaat", _("Bestaat nog, laat staan")),
        ]
        return self.item(row, text, sinds=row.verdwenen_op, knoppen=buttons, wegen=wijzigen(row))

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        if opdracht.doe == "gestopt":
            values = {"status": Organisatie.Status.GESTOPT.value}
            schrijfwerk.schrijf(item.organisatie, values, opdracht.wie)
            return _("%s staat op gestopt en is niet meer te vinden op de kaart.") % item.titel
        if opdracht.doe != "bestaat":
            raise Onbekend(opdracht.doe)
        schrijfwerk.schrijf(item.organisatie, {"verdwenen_op": None}, opdracht.wie)
        return _("%s blijft op de kaart.") % item.titel


class Dubbelen(Loswerk):
    """Pairs that may be one place; each is on the desk of both."""

    slug = "dubbelen"
    naam = gettext_lazy("Misschien twee keer dezelfde plek")
    uitleg = gettext_lazy("Zeg dat het er twee zijn, of voeg ze samen.")
    moment = "gemaakt"

    def open(self) -> QuerySet[Dubbel]:
        rows = open_paren().filter(een__voorbeeld=False, ander__voorbeeld=False)
        return rows.order_by("-score", "pk")

    def plekken(self, rows: QuerySet[Dubbel]) -> Iterable[tuple[int, Balie]]:
        columns = [
            f"{side}{part}" for side in ("een", "ander") for part in ("", "__wijk", "__buurt")
        ]
        for pk, a, a_wijk, a_buurt, b, b_wijk, b_buurt in rows.values_list("pk", *columns):
            yield pk, balie(a_wijk, a_buurt, a)
            yield pk, balie(b_wijk, b_buurt, b)

    def volledig(self, rows: QuerySet[Dubbel]) -> QuerySet[Dubbel]:
        return rows.select_related("een", "ander").defer("een__zoektekst", "ander__zoektekst")

    def in_woorden(self, rows: Sequence[Dubbel]) -> list[Item]:
        return [self._item(row) for row in rows]

    def _item(self, row: Dubbel) -> Item:
        text = _("Lijkt op %(naam)s%(adres)s. Reden: %(redenen)s.") % {
            "naam": row.ander.naam,
            "adres": f", {row.ander.adres}" if row.ander.adres else "",
            "redenen": ", ".join(row.redenen) or _("niet genoemd"),
        }
        item = ingangitem(self.slug, row.pk, row.een, text)
        item.knoppen = [Knop("twee", _("Dit zijn er twee"))]
        way = weg_naar("admin:organisaties_dubbel_change", _("Leg ze naast elkaar"), row.pk)
        item.wegen = [*way, (row.ander.get_absolute_url(), _("Bekijk de andere plek"))]
        return item

    def ingangen(self, sleutel: int) -> list[Organisatie]:
        """Give both: who looks after one of them may say that they are two."""
        pair = Dubbel.objects.filter(pk=sleutel)
        either = {*pair.values_list("een", flat=True), *pair.values_list("ander", flat=True)}
        return list(Organisatie.objects.filter(pk__in=either).order_by("pk"))

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        if opdracht.doe != "twee":
            raise Onbekend(opdracht.doe)
        zijn_er_twee(Dubbel.objects.get(pk=item.sleutel), opdracht.wie)
        return _("Onthouden: dit zijn er twee.")
