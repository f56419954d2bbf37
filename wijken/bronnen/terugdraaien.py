"""Undo one import of areas, field by field, without touching what changed since."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from wijken.bronnen.rijen import MODELLEN, Wijziging, gelijk, klopt, vind, waarden
from wijken.bronnen.toepassen import zet
from wijken.geheugen import zonder_onthouden
from wijken.models import Gebiedsronde
from wijken.versie import ophogen


class AlTeruggedraaid(ValueError):  # noqa: N818  (a Dutch name says it)
    """The import was undone before."""


@dataclass(slots=True)
class Terugdraaiing:
    """What an undo did, in rows; `zo_gelaten` names what was changed or put to use since."""

    teruggezet: int = 0
    weggehaald: int = 0
    zo_gelaten: list[str] = field(default_factory=list)


def draai_gebieden_terug(ronde: Gebiedsronde) -> Terugdraaiing:
    """Give back what an import changed; one transaction. Raises `AlTeruggedraaid`.

    A value that was changed again since then stays, and so does an added row that entries or other
    areas use by now: both are named.
    """
    uitslag = Terugdraaiing()
    with zonder_onthouden(), transaction.atomic():
        ronde = Gebiedsronde.objects.select_for_update().get(pk=ronde.pk)
        if ronde.teruggedraaid_op:
            tekst = _("Invoer %(pk)s is al teruggedraaid op %(dag)s.")
            raise AlTeruggedraaid(
                tekst % {"pk": ronde.pk, "dag": f"{ronde.teruggedraaid_op:%d-%m-%Y}"}
            )
        for model in reversed(MODELLEN):
            _draai_terug(model, ronde, uitslag)
        ronde.teruggedraaid_op = timezone.now()
        ronde.save(update_fields=["teruggedraaid_op"])
        if uitslag.teruggezet or uitslag.weggehaald:
            ophogen()
    return uitslag


def _draai_terug(model: str, ronde: Gebiedsronde, uitslag: Terugdraaiing) -> None:
    eigen = [wijziging for wijziging in ronde.wijzigingen if wijziging["model"] == model]
    rijen = vind(model, [wijziging["sleutel"] for wijziging in eigen])
    for wijziging in eigen:
        rij = rijen.get(wijziging["sleutel"])
        if rij is None:
            continue
        if wijziging["voor"] is None:
            _haal_weg(rij, wijziging, uitslag)
        else:
            _zet_terug(rij, wijziging, uitslag)


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
