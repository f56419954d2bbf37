"""A plan in words: what would happen to which entry, a page at a time, for one user."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from organisaties.foto import PERSOONLIJK, Foto, fotos, vingerafdruk
from organisaties.invoer.plaatsen import ADRES, PUNT
from organisaties.leesbaar import Leesbaar
from organisaties.models import Invoer, Invoerregel, Organisatie
from organisaties.rechten import personen_voor
from organisaties.rijen import LEEG
from organisaties.verloop import Regel

from .invoerrecht import Blik
from .naast_elkaar import kop_van, samen_in_woorden

if TYPE_CHECKING:
    from organisaties.models import Gebruiker

Lot = Invoerregel.Lot
PER_BLADZIJDE = 25
SAMEN = {"adres": ADRES, "punt": PUNT}  # several fields that people see as one
TECHNISCH = frozenset({"uuid", "slug", "naam", "sleutels", "voorbeeld", "bron"})
NAAM = frozenset({"naam", "fn", "actuele_naam_oko"})  # columns that say what a row is about
HOOFDZAAK = ("soort", "adres", "koepel", "werkgebied")  # of a new entry, in one line
LET_OP, VOORSTELLEN, GEKOPPELD = "let-op", "voorstellen", "gekoppeld"
KOPPEN = {
    Lot.NIEUW: pgettext_lazy("tabblad", "Nieuw"),
    Lot.GEWIJZIGD: gettext_lazy("Gewijzigd"),
    Lot.VERDWENEN: gettext_lazy("Verdwenen"),
    Lot.TERUG: gettext_lazy("Terug"),
    Lot.GEWEIGERD: gettext_lazy("Geweigerd"),
    VOORSTELLEN: gettext_lazy("Wordt een voorstel"),
    GEKOPPELD: gettext_lazy("Gekoppeld"),
    LET_OP: gettext_lazy("Let op"),
}
UITLEG = {
    Lot.NIEUW: gettext_lazy("Deze ingangen komen erbij."),
    Lot.GEWIJZIGD: gettext_lazy(
        "Bij deze ingangen verandert iets. U ziet wat er nu staat, en na de pijl wat het wordt."
    ),
    Lot.VERDWENEN: gettext_lazy(
        "Deze ingangen staan niet meer in de bron. Ze blijven gewoon op de kaart staan, met een "
        "aantekening en de datum. Er wordt niets verwijderd."
    ),
    Lot.TERUG: gettext_lazy("Deze ingangen waren verdwenen uit de bron en staan er nu weer in."),
    Lot.GEWEIGERD: gettext_lazy(
        "Deze regels konden we niet gebruiken. Er gebeurt niets mee. Neem ze mee, verbeter ze, en "
        "lees het bestand daarna opnieuw in."
    ),
    VOORSTELLEN: gettext_lazy(
        "Hier zegt de bron iets anders dan een mens of een andere bron heeft opgeschreven. Dat "
        "overschrijven we niet. Het komt op de werklijst Voorstellen."
    ),
    GEKOPPELD: gettext_lazy(
        "Deze regels kenden we nog niet, maar ze gaan volgens ons over een ingang die er al is."
    ),
    LET_OP: gettext_lazy("Bij deze regels hebben we iets hersteld of viel iets op."),
}  # fmt: skip


@dataclass(frozen=True)
class Tab:
    naam: str
    kop: str
    uitleg: str
    aantal: int
    gekozen: bool = False


@dataclass(frozen=True)
class Tweeling:
    """An entry that a row may be about."""

    naam: str
    url: str
    redenen: str
    zeker: bool


@dataclass
class Getoond:
    """One row of the plan, in words."""

    regel: Invoerregel
    naam: str
    url: str = ""
    melding: str = ""
    kort: str = ""
    hoofd: list[Regel] = field(default_factory=list)
    verder: list[Regel] = field(default_factory=list)
    voorstellen: list[Regel] = field(default_factory=list)
    let_op: list[str] = field(default_factory=list)
    tweelingen: list[Tweeling] = field(default_factory=list)
    intussen: bool = False

    @property
    def gekoppeld(self) -> bool:
        return bool(self.regel.organisatie_id) and self.regel.lot != Lot.NIEUW


class Planwoorden(Leesbaar):
    """Knows, too, the names of entries that come with the plan itself."""

    def leer_komende(self, invoer: Invoer, uuids: Collection[str]) -> None:
        rows = invoer.regels.filter(lot=Lot.NIEUW, waarden__uuid__in=list(uuids))
        coming = rows.values_list("waarden__uuid", "waarden__naam")
        self._organisaties |= {uuid: f"{naam} {_('(komt erbij)')}" for uuid, naam in coming}


class Planlezer:
    """Reads the lines of one plan for one user."""

    def __init__(self, invoer: Invoer, gebruiker: Gebruiker) -> None:
        self.invoer, self.gebruiker = invoer, gebruiker
        self.blik = Blik(gebruiker, invoer)
        self.woorden = Planwoorden()

    # --- tabs ------------------------------------------------------------------------------------

    def tabs(self, gevraagd: str, namen: Iterable[str] = tuple(KOPPEN)) -> list[Tab]:
        """Give the tabs that have something to show; the first is chosen when the asked is none."""
        counts = {name: self._aantal(name) for name in namen}
        filled = [name for name in namen if counts[name]]
        chosen = gevraagd if gevraagd in filled else next(iter(filled), "")
        return [Tab(str(n), str(KOPPEN[n]), str(UITLEG[n]), counts[n], n == chosen) for n in filled]

    def _aantal(self, naam: str) -> int:
        if self.blik.niets or (naam in Lot and not self.invoer.tellingen.get(naam)):
            return 0
        return self._regels(naam).count()

    def opgeruimd(self) -> bool:
        """Whether refused rows were read that are no longer kept."""
        refused = self.invoer.tellingen.get(Lot.GEWEIGERD, 0)
        return refused > self._regels(Lot.GEWEIGERD).count()

    def aantal_voorstellen(self) -> int:
        return self._regels(VOORSTELLEN).count()

    def _regels(self, naam: str) -> QuerySet[Invoerregel]:
        rows = self.invoer.regels.all()
        if naam == LET_OP:
            return rows.exclude(let_op=[])
        if naam == VOORSTELLEN:
            return rows.exclude(voorstel={}).exclude(organisatie=None)
        if naam == GEKOPPELD:
            return rows.exclude(koppeling=[]).exclude(organisatie=None).exclude(lot=Lot.NIEUW)
        return rows.filter(lot=naam)

    # --- rows ------------------------------------------------------------------------------------

    def bladzijde(self, tab: Tab, nummer: Any) -> tuple[Page, list[Getoond]]:
        rows = self._regels(tab.naam).select_related("organisatie__soort")
        page = Paginator(rows, PER_BLADZIJDE).get_page(nummer)
        return page, list(self._toon(list(page)))

    def _toon(self, rows: list[Invoerregel]) -> Iterator[Getoond]:
        beelden = fotos({r.organisatie_id for r in rows if r.organisatie_id})
        self.woorden.leer_komende(self.invoer, set(_genoemd(rows)))
        twins = Organisatie.objects.in_bulk({c["id"] for r in rows for c in r.koppeling})
        for row in rows:
            shown = self._rij(row, beelden.get(row.organisatie_id))
            shown.tweelingen = list(_tweelingen(row, twins))
            yield shown

    def _rij(self, row: Invoerregel, beeld: Foto | None) -> Getoond:
        entry = row.organisatie
        shown = Getoond(
            row,
            entry.naam if entry else row.waarden.get("naam", "") or self._genoemd(row),
            reverse("admin:organisaties_organisatie_change", args=[entry.pk]) if entry else "",
            melding=self.blik.reden(row),
            let_op=self.blik.let_op(row),
        )
        if row.lot == Lot.NIEUW:
            shown.verder = self._nieuw(row.waarden)
            shown.kort = self._kort(row.waarden)
        elif beeld is not None:
            waits = self.invoer.stand != Invoer.Stand.TOEGEPAST
            shown.intussen = waits and bool(row.gezien) and vingerafdruk(beeld) != row.gezien
            shown.hoofd = list(self.verschillen(beeld, _zonder_vlag(row)))
            shown.voorstellen = list(self.verschillen(beeld, row.voorstel))
        return shown

    def _genoemd(self, row: Invoerregel) -> str:
        """Find what a refused row calls itself."""
        shown = self.blik.kolommen(list(row.cellen))
        return next((row.cellen[name] for name in shown if name.casefold() in NAAM), "")

    def _nieuw(self, waarden: Foto) -> list[Regel]:
        """Give all that a new entry will say."""
        filled = [k for k, v in waarden.items() if v != LEEG.get(k) and k not in TECHNISCH]
        whole = {**LEEG, **waarden}
        return [
            Regel(kop_van(name), "", self._tekst(name, whole), heel=True)
            for name in _samengenomen(filled)
        ]

    def _kort(self, waarden: Foto) -> str:
        """Give in one line what tells entries apart."""
        whole = {**LEEG, **waarden}
        texts = (self._tekst(name, whole) for name in HOOFDZAAK)
        return " · ".join(text for text in texts if text)

    def verschillen(self, beeld: Foto, waarden: Foto) -> Iterator[Regel]:
        """Give each field from what stands there to what it would be, in words."""
        after = {**beeld, **waarden}
        for name in _samengenomen(waarden):
            old, new = self._tekst(name, beeld), self._tekst(name, after)
            if old == new and name in SAMEN:
                new = f"{new} {_('(nauwkeuriger)')}".strip()
            yield Regel(kop_van(name), old, new)

    def _tekst(self, naam: str, beeld: Foto) -> str:
        if naam in SAMEN:
            return samen_in_woorden(naam, beeld, self.woorden)
        if naam not in PERSOONLIJK:
            return self.woorden.tekst(naam, beeld.get(naam))
        if not self.blik.alles:
            return _("(u mag geen contactpersonen zien)")
        return self.woorden.tekst(naam, personen_voor(self.gebruiker, beeld.get(naam)))


def _samengenomen(waarden: Iterable[str]) -> list[str]:
    """Name the fields in order, with an address or a point as one."""
    owner = {name: whole for whole, names in SAMEN.items() for name in names}
    return list(dict.fromkeys(owner.get(name, name) for name in waarden))


def _zonder_vlag(row: Invoerregel) -> Foto:
    """Leave out of what is vanished or back the flag itself: the tab says that already."""
    hidden = {"verdwenen_op"} if row.lot in (Lot.VERDWENEN, Lot.TERUG) else set()
    return {name: value for name, value in row.waarden.items() if name not in hidden}


def _genoemd(rows: Iterable[Invoerregel]) -> Iterator[str]:
    """Give the other entries that rows name."""
    for row in rows:
        for values in (row.waarden, row.voorstel):
            yield from (values[name] for name in ("koepel", "opgegaan_in") if values.get(name))
            yield from (values.get("overleg") or {}).get("leden", [])


def _tweelingen(row: Invoerregel, twins: dict[int, Organisatie]) -> Iterator[Tweeling]:
    for candidate in row.koppeling:
        if entry := twins.get(candidate["id"]):
            url = reverse("admin:organisaties_organisatie_change", args=[entry.pk])
            reasons = ", ".join(candidate["redenen"])
            yield Tweeling(entry.naam, url, reasons, candidate["zeker"])
