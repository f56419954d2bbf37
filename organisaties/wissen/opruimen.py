"""What else is kept no longer than needed: logs, addresses of reporters, requests, old accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisaties.aanmeldingen import PERSOONLIJK as AANMELDER
from organisaties.models import Aanmelding, Bericht, Gebruiker, Melding, Uitvoer
from organisaties.termijnen import maanden_terug

MELDER_MAANDEN = 3  # after a report was judged
WACHT_MAANDEN = 6  # an account that nobody lets in
AANMELD_MAANDEN = 6  # a request to join that nobody judged
SPAM_DAGEN = 30  # to take it back
LOG_DAGEN = 30  # the log of mail to a private person: so long a mail that comes back is known again
VAN_MELDERS = (Bericht.Soort.MELDING, Bericht.Soort.AANMELDING, Bericht.Soort.TOELATING)
Opruiming = Callable[[date], QuerySet]


def mails(dag: date) -> QuerySet:
    return Bericht.objects.filter(gestuurd_op__lt=_begin(dag, settings.LOGBOEK_MAANDEN))


def lijsten(dag: date) -> QuerySet:
    return Uitvoer.objects.filter(wanneer__lt=_begin(dag, settings.LOGBOEK_MAANDEN))


def adressen(dag: date) -> QuerySet:
    """Give mails to who reported, or asked for something: the texts promise to forget those."""
    rows = Bericht.objects.filter(soort__in=VAN_MELDERS, gestuurd_op__lt=_dagen(dag, LOG_DAGEN))
    return rows.exclude(aan="", fout="")


def spam(dag: date) -> QuerySet:
    rows = Melding.objects.filter(stand=Melding.Stand.SPAM)
    return rows.filter(behandeld_op__lt=_dagen(dag, SPAM_DAGEN))


def open_aanmeldingen(dag: date) -> QuerySet:
    rows = Aanmelding.objects.filter(stand=Aanmelding.Stand.OPEN)
    return rows.filter(gemaakt__lt=_begin(dag, AANMELD_MAANDEN))


def melders(dag: date) -> QuerySet:
    rows = Melding.objects.exclude(stand=Melding.Stand.NIEUW).exclude(email="")
    return rows.filter(behandeld_op__lt=_begin(dag, MELDER_MAANDEN))


def aanmelders(dag: date) -> QuerySet:  # noqa: ARG001 -- at once, on whatever day
    filled = Q(pk__in=[])
    for name in AANMELDER:
        filled |= ~Q(**{name: ""})
    return Aanmelding.objects.exclude(stand=Aanmelding.Stand.OPEN).filter(filled)


def accounts(dag: date) -> QuerySet:
    """Give accounts that wait since long; who was let in before does not wait."""
    waiting = Gebruiker.objects.filter(rol=Gebruiker.Rol.WACHT, toegelaten_op=None)
    waiting = waiting.filter(is_staff=False, is_superuser=False, rondes=None)
    return waiting.filter(date_joined__lt=_begin(dag, WACHT_MAANDEN))


WEG: dict[Opruiming, object] = {
    mails: _("Verstuurde mails uit het logboek verwijderd"),
    lijsten: _("Meegenomen lijsten uit het logboek verwijderd"),
    accounts: _("Accounts verwijderd die niemand toeliet"),
    spam: _("Meldingen verwijderd die spam waren"),
    open_aanmeldingen: _("Aanmeldingen voor een overleg verwijderd die niemand beoordeelde"),
}
LEEG: dict[Opruiming, tuple[object, tuple[str, ...]]] = {
    adressen: (_("E-mailadressen uit het logboek van verstuurde mails gewist"), ("aan", "fout")),
    melders: (_("E-mailadressen van melders gewist"), ("email",)),
    aanmelders: (_("Aanmeldingen voor een overleg leeggemaakt"), AANMELDER),
}
# Without its address nobody can do anything about a mail that failed.
EN_VERDER: dict[Opruiming, dict[str, Any]] = {
    adressen: {"opgelost_op": Coalesce("opgelost_op", Now())}
}


def ruim_op(dag: date, *, schrijf: bool) -> dict[str, int]:
    """Throw away or empty what is too old; gives how many of each, none left out."""
    found: dict[str, int] = {}
    for which, label in WEG.items():
        rows = which(dag)
        found[str(label)] = rows.count()
        if schrijf:
            rows.model._default_manager.filter(pk__in=list(_keys(rows))).delete()
    for which, (label, columns) in LEEG.items():
        rows = which(dag)
        found[str(label)] = rows.count()
        if schrijf:
            rows.update(**dict.fromkeys(columns, ""), **EN_VERDER.get(which, {}))
    return {label: number for label, number in found.items() if number}


def _keys(rows: QuerySet) -> QuerySet:
    return rows.order_by().values_list("pk", flat=True)


def _dagen(dag: date, dagen: int) -> datetime:
    return timezone.make_aware(datetime.combine(dag - timedelta(days=dagen), time.min))


def _begin(dag: date, maanden: int) -> datetime:
    """Give the first moment of the day so many months ago."""
    return timezone.make_aware(datetime.combine(maanden_terug(dag, maanden), time.min))
