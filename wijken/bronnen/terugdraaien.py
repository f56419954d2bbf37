"""Undo one import of areas, field by field, without touching what changed since."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from wijken.bronnen.rijen import MODELLEN, Wijziging, gelijk, klopt, vind, waarden
from wijken.bronnen.toepassen import zet
from wijken.geheugen import zonder_onthouden
from wijken.models import Gebiedsronde
from wijken.signalen import gebieden_gewijzigd
from wijken.versie import ophogen


class AlTeruggedraaid(ValueError):  # noqa: N818  (a Dutch name says it)
    """The import was undone before."""


@dataclass(slots=True)
class Terugdraaiing:
    """What an undo did, in rows; `zo_gelaten` names what was changed or put to use since."""

    teruggezet: int = 0
    weggehaald: int = 0
    zo_gelaten: list[str] = field(default_factory=list)


Doe = Callable[[Model, Wijziging, Terugdraaiing], None]


def draai_gebieden_terug(ronde: Gebiedsronde) -> Terugdraaiing:
    """Give back what an import changed; one transaction. Raises `AlTeruggedraaid`.

    A value that was changed again since then stays, and so does an added row that entries or other
    areas use by now: both are named. Outlines go back first and `gebieden_gewijzigd` is sent, so
    that entries leave a buurt that was split off before it is taken away.
    """
    uitslag = Terugdraaiing()
    with transaction.atomic():
        ronde = _vergrendeld(ronde.pk)
        with zonder_onthouden():
            _draai_terug(ronde, _zet_terug, uitslag)
            if uitslag.teruggezet:
                ophogen()
        if uitslag.teruggezet:
            gebieden_gewijzigd.send(Gebiedsronde)
        with zonder_onthouden():
            _draai_terug(ronde, _haal_weg, uitslag)
            ronde.teruggedraaid_op = timezone.now()
            ronde.save(update_fields=["teruggedraaid_op"])
            if uitslag.weggehaald:
                ophogen()
    return uitslag


def _vergrendeld(pk: int) -> Gebiedsronde:
    ronde = Gebiedsronde.objects.select_for_update().get(pk=pk)
    if ronde.teruggedraaid_op:
        tekst = _("Invoer %(pk)s is al teruggedraaid op %(dag)s.")
        dag = f"{timezone.localtime(ronde.teruggedraaid_op):%d-%m-%Y}"
        raise AlTeruggedraaid(tekst % {"pk": pk, "dag": dag})
    return ronde


def _draai_terug(ronde: Gebiedsronde, doe: Doe, uitslag: Terugdraaiing) -> None:
    """Take away the rows that were added, or give back the values of the others."""
    for model in reversed(MODELLEN):
        eigen = [
            wijziging
            for wijziging in ronde.wijzigingen
            if wijziging["model"] == model and (wijziging["voor"] is None) == (doe is _haal_weg)
        ]
        rijen = vind(model, [wijziging["sleutel"] for wijziging in eigen])
        for wijziging in eigen:
            if rij := rijen.get(wijziging["sleutel"]):
                doe(rij, wijziging, uitslag)


def _haal_weg(rij: Model, wijziging: Wijziging, uitslag: Terugdraaiing) -> None:
    naam = f"{wijziging['model']} {wijziging['sleutel']}"
    if not klopt(rij, wijziging["na"]):
        uitslag.zo_gelaten.append(_("%s is daarna gewijzigd") % naam)
        return
    try:
        with transaction.atomic():
            rij.delete()
        uitslag.weggehaald += 1
    except ProtectedError:
        uitslag.zo_gelaten.append(_("%s is in gebruik") % naam)


def _zet_terug(rij: Model, wijziging: Wijziging, uitslag: Terugdraaiing) -> None:
    voor, na = wijziging["voor"], wijziging["na"]
    nu = waarden(rij, na)
    terug = {veld: voor[veld] for veld in nu if gelijk(veld, nu[veld], na[veld])}
    for veld in nu.keys() - terug.keys():
        naam = f"{wijziging['model']} {wijziging['sleutel']}"
        uitslag.zo_gelaten.append(_("%s is daarna gewijzigd") % f"{naam}: {veld}")
    zet(rij, terug)
    uitslag.teruggezet += bool(terug)
