"""The page "Compleet en actueel" for the yearly evaluation: one table, each row says how it counts.

Counted are published entries that are no invented examples, on the desk of the area (as the
freshness score); of questions, reports and changes those of the last twelve months.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from organisaties.models import (
    Contact,
    Controle,
    Gebruiker,
    Melding,
    Openingstijd,
    Organisatie,
    Ronde,
    Wijziging,
)
from organisaties.termijnen import bevestigd_sinds, maanden_terug
from organisaties.toewijzing import balie

from .blik import Blik
from .overzicht import stapels, tel_alles
from .soort import echte
from .versheid import Score, score_van

MAANDEN = 12


@dataclass(frozen=True)
class Cijfer:
    """One row: what, how much, of how much (empty when it is no share), and how it is counted."""

    groep: str
    naam: str
    waarde: str
    van: str
    uitleg: str

    @property
    def procent(self) -> str:
        if not (self.waarde.isdigit() and self.van.isdigit() and int(self.van)):
            return ""
        return f"{int(self.waarde) * 100 // int(self.van)}%"


def verslag(blik: Blik, dag: date | None = None) -> list[Cijfer]:
    """Give the whole table for one area: a fixed number of queries."""
    since = maanden_terug(dag or timezone.localdate(), MAANDEN)
    return [
        *_omvang(blik),
        *_compleet(blik),
        *_controles(blik, since),
        *_meldingen(blik, since),
        *_personen(blik),
        *_wijzigingen(blik, since),
        *_open_werk(blik),
    ]


# --- how many, and how fresh ----------------------------------------------------------------------


def _omvang(blik: Blik) -> Iterator[Cijfer]:
    group, fresh = _("Actueel"), score_van(blik)
    yield Cijfer(group, _("Plekken op de kaart"), str(fresh.totaal), "", _(
        "Gepubliceerd of tijdelijk gesloten. Verzonnen voorbeelden tellen niet mee."))  # fmt: skip
    yield _deel(group, _("Gecontroleerd binnen de termijn"), fresh, _(
        "Elke soort heeft een eigen termijn, meestal 6 maanden."))  # fmt: skip


def _deel(group: str, naam: str, score: Score, uitleg: str) -> Cijfer:
    return Cijfer(group, naam, str(score.goed), str(score.totaal), uitleg)


# --- how complete ---------------------------------------------------------------------------------


def _compleet(blik: Blik) -> Iterator[Cijfer]:
    rows = blik.binnen(echte()).filter(overleg=None).order_by()
    total = rows.count()
    for name, condition, how in _velden():
        n = rows.filter(condition).count()
        yield Cijfer(_("Compleet"), name, str(n), str(total), how)


def _velden() -> list[tuple[str, Q, str]]:
    reached = Contact.objects.aanwezig().exclude(telefoon="", email="").order_by()
    ways = Organisatie.toegang.through.objects.values("organisatie")
    languages = Organisatie.talen.through.objects.values("organisatie")
    hours = Openingstijd.objects.order_by().values("organisatie")
    route = ~Q(route_ouder="") | ~Q(route_professional="")
    no_network = _("Overleggen tellen hier niet mee.")
    return [
        (_("Leeftijd bekend"), Q(leeftijd_van__isnull=False) | Q(leeftijd_tot__isnull=False),
         _("Een leeftijd “vanaf” of “tot”.") + f" {no_network}"),
        (_("Bekend hoe u er binnenkomt"), Q(pk__in=ways) | route,
         _("Een manier van toegang of een beschreven route.")),
        (_("Te bereiken"),
         Q(pk__in=reached.filter(organisatie__isnull=False).values("organisatie")),
         _("Een telefoonnummer of e-mailadres, algemeen of van een contactpersoon.")),
        (_("Openingstijden bekend"), Q(pk__in=hours) | ~Q(openingstijden_toelichting=""),
         _("Tijden, of een zin daarover.")),
        (_("Talen bekend"), Q(pk__in=languages), _("Minstens één taal van medewerkers.")),
        (_("Plek op de kaart"), Q(lat__isnull=False)
         & ~Q(punt_kwaliteit=Organisatie.PuntKwaliteit.POSTCODE),
         _("Een punt bij het adres; een punt van alleen de postcode telt niet.")),
    ]  # fmt: skip


# --- what was asked, and what people reported ----------------------------------------------------


def _alle(blik: Blik) -> QuerySet[Organisatie]:
    return blik.binnen(Organisatie.objects.echt()).order_by()


def _controles(blik: Blik, since: date) -> Iterator[Cijfer]:
    stand = Controle.Stand
    rows = Controle.objects.filter(
        gevraagd_op__date__gte=since, organisatie__in=_alle(blik), pogingen__gt=0
    )
    counts = dict(rows.order_by().values_list("stand").annotate(n=Count("pk")))
    asked, group = sum(counts.values()), _("Vragen aan organisaties")
    answers = (stand.BEVESTIGD, stand.GEWIJZIGD, stand.GESTOPT)
    answered = sum(counts.get(name, 0) for name in answers)
    yield Cijfer(group, _("Gevraagd"), str(asked), "", _(
        "Vragen per mail of alles nog klopt, of naar de wachttijd. Per plek één vraag, "
        "ook als er herinneringen waren."))  # fmt: skip
    yield Cijfer(group, _("Beantwoord"), str(answered), str(asked), _(
        "“Klopt nog”, gewijzigd, of “bestaat niet meer”."))  # fmt: skip
    yield Cijfer(group, _("Geen antwoord"), str(counts.get(stand.OVERGEDRAGEN, 0)), str(asked), _(
        "Na de laatste herinnering overgedragen aan de kwartiermaker, en nog open."))  # fmt: skip


def _meldingen(blik: Blik, since: date) -> Iterator[Cijfer]:
    rows = list(_meldingen_van(blik, since))
    taken = {Melding.Stand.OVERGENOMEN, Melding.Stand.DEELS}
    days = [_dagen(made, done) for _stand, made, done in rows if done]
    group = _("Meldingen van bezoekers en organisaties")
    yield Cijfer(group, _("Ontvangen"), str(len(rows)), "", _("Zonder spam."))
    yield Cijfer(
        group,
        _("Overgenomen"),
        str(sum(stand in taken for stand, _made, _done in rows)),
        str(len(rows)),
        _("Helemaal of deels."),
    )
    yield Cijfer(group, _("Dagen tot een oordeel"), _getal(days), "", _(
        "De middelste: de helft ging sneller, de helft langzamer."))  # fmt: skip


def _meldingen_van(blik: Blik, since: date) -> Iterator[tuple]:
    rows = Melding.objects.filter(gemaakt__date__gte=since).exclude(stand=Melding.Stand.SPAM)
    rows = rows.exclude(organisatie__voorbeeld=True)
    columns = ("stand", "gemaakt", "behandeld_op", "wijk", "organisatie",
               "organisatie__wijk", "organisatie__buurt")  # fmt: skip
    for stand, made, done, named, entry, wijk, buurt in rows.order_by().values_list(*columns):
        desk = balie(named, None) if entry is None else balie(wijk, buurt, entry)
        if blik.heeft((desk,)):
            yield stand, made, done


def _dagen(made: timezone.datetime, done: timezone.datetime) -> int:
    return round((done - made) / timedelta(days=1))


def _getal(days: list[int]) -> str:
    return f"{median(days):g}".replace(".", ",") if days else _("nog geen")


# --- people ---------------------------------------------------------------------------------------


def _personen(blik: Blik) -> Iterator[Cijfer]:
    entries = blik.binnen(echte()).order_by()
    rows = Contact.objects.personen().aanwezig().filter(organisatie__in=entries).order_by()
    total, group = str(rows.count()), _("Contactpersonen")
    term = bevestigd_sinds()
    yield Cijfer(group, _("Contactpersonen"), total, "", _(
        "Bij gepubliceerde plekken; zonder wie vertrok of verborgen is."))  # fmt: skip
    yield Cijfer(group, _("Met een grond"), str(rows.exclude(grondslag="").count()), total, _(
        "Er staat bij waarom wij de gegevens mogen bewaren."))  # fmt: skip
    confirmed = rows.filter(bevestigd_op__gte=term).count()
    yield Cijfer(group, _("Bevestigd"), str(confirmed), total, _(
        "In de laatste %d maanden gehoord dat deze persoon er nog werkt."
    ) % settings.BEWAAR_MAANDEN)  # fmt: skip


# --- who changed what -----------------------------------------------------------------------------


def _wijzigingen(blik: Blik, since: date) -> Iterator[Cijfer]:
    rows = Wijziging.objects.filter(ronde__wanneer__date__gte=since, organisatie__in=_alle(blik))
    grouped = rows.order_by().values_list("ronde__aard", "ronde__wie__rol", "ronde__bron")
    counts: Counter[str] = Counter()
    for aard, role, source, n in grouped.annotate(n=Count("pk")):
        counts[_wie(aard, role, source)] += n
    how = _("Elk gewijzigd veld van elke plek telt één keer; een nieuwe plek ook.")
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        yield Cijfer(_("Wijzigingen"), name, str(counts[name]), str(counts.total()), how)
    if not counts:
        yield Cijfer(_("Wijzigingen"), _("Alle samen"), "0", "", how)


def _wie(aard: str, role: str | None, source: str) -> str:
    if aard == Ronde.Aard.INVOER:
        return _("Een register of andere bron")
    if aard == Ronde.Aard.CORRECTIE:
        return _("Na een melding")
    if role in Gebruiker.STAF:
        return _("Kwartiermakers en beheerders")
    if role or source == "controle":
        return _("De organisatie zelf, of een professional")
    return _("De site zelf, of niet bekend")


# --- what waits -----------------------------------------------------------------------------------


def _open_werk(blik: Blik) -> Iterable[Cijfer]:
    how = _("Vandaag in de werkvoorraad.")
    return [
        Cijfer(_("Open werk"), str(pile.soort.naam), str(pile.aantal), "", how)
        for pile in stapels(tel_alles(), blik)
    ]
