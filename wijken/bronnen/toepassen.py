"""Apply a plan of areas: one transaction, with a ledger of what it changed."""

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from wijken.bronnen.plan import Gebiedsplan
from wijken.bronnen.rijen import (
    IN_BRON,
    MODELLEN,
    Rij,
    klopt,
    kolommen,
    nieuwe_rij,
    verwijzingen,
    vind,
)
from wijken.geheugen import zonder_onthouden
from wijken.models import Gebiedsronde
from wijken.signalen import gebieden_gewijzigd
from wijken.versie import ophogen


class PlanVerouderd(ValueError):  # noqa: N818  (a Dutch name says it)
    """The areas changed since the plan was made; the message names one. Make the plan again."""


def pas_gebieden_toe(plan: Gebiedsplan, *, wie: str = "") -> Gebiedsronde | None:
    """Write what the plan says, all or nothing, and give the round that remembers it.

    None when there was nothing to write. The content version goes up, and `gebieden_gewijzigd` is
    sent, only when a row changed. Raises `PlanVerouderd`.
    """
    if plan.leeg:
        return None
    try:
        with transaction.atomic():
            with zonder_onthouden():
                geschreven = [_schrijf(model, plan) for model in MODELLEN]
                ronde = _noteer(plan, wie)
                if any(geschreven):
                    ophogen()
            if any(geschreven):
                gebieden_gewijzigd.send(Gebiedsronde)
    except IntegrityError as fout:  # somebody else wrote at the same moment
        raise PlanVerouderd(_verouderd(plan.gemeente)) from fout
    return ronde


def _noteer(plan: Gebiedsplan, wie: str) -> Gebiedsronde:
    return Gebiedsronde.objects.create(
        wie=wie[:150],
        bestand=plan.bron[:300],
        vingerafdruk=plan.vingerafdruk,
        tellingen=plan.tellingen,
        wijzigingen=plan.wijzigingen,
    )


def _schrijf(model: str, plan: Gebiedsplan) -> int:
    """Write the rows of one model; give how many there were."""
    eigen = [w for w in plan.wijzigingen if w["model"] == model and w["na"].keys() - {IN_BRON}]
    bestaand = vind(model, [wijziging["sleutel"] for wijziging in eigen])
    wijst_naar = verwijzingen([wijziging["na"] for wijziging in eigen])
    nieuw: list[Model] = []
    for wijziging in eigen:
        sleutel, voor, na = wijziging["sleutel"], wijziging["voor"], wijziging["na"]
        rij = bestaand.get(sleutel)
        if (rij is None) != (voor is None) or (rij and not klopt(rij, voor)):
            raise PlanVerouderd(_verouderd(f"{model} {sleutel}"))
        if rij is None:
            nieuw.append(nieuwe_rij(model, sleutel, kolommen(na, wijst_naar)))
        else:
            zet(rij, na)
    MODELLEN[model]._default_manager.bulk_create(nieuw)
    return len(eigen)


def zet(rij: Model, waarden: Rij) -> None:
    """Save values of the ledger in an existing row."""
    klaar = kolommen(waarden, verwijzingen([waarden]))
    for veld, waarde in klaar.items():
        setattr(rij, veld, waarde)
    if klaar:
        rij.save(update_fields=list(klaar))


def _verouderd(wat: str) -> str:
    tekst = _(
        "%s is gewijzigd nadat dit plan is gemaakt. Er is niets geschreven. Maak het opnieuw."
    )
    return tekst % wat
