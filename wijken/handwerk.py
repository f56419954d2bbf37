"""The ledger of what people change by hand in areas and words: who, when, each field before, after.

Outlines are not among it: nobody types one. Undo gives back the fields of one change that still
hold what it wrote.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wijken.models import Gebiedswijziging
from wijken.versie import ophogen

Rij = dict[str, Any]
_NIET = ("omtrek",)
_SLEUTELS = ("slug", "code")  # by what a row is known outside the database


class NietsTerug(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """Nothing of this change can go back; the sentence (Dutch) says why. Nothing was written."""


def beeld(rij: Model) -> Rij:
    """Give the fields of a row as plain values; a reference by the key that people know."""
    return {field.name: _plat(rij, field) for field in _velden(type(rij))}


def kenmerk(rij: Model) -> tuple[str, str]:
    """Name a row: its model, and the key that it keeps for ever."""
    return rij._meta.label_lower, str(_sleutel(rij))


def noteer(rij: Model, voor: Rij | None, na: Rij | None, *, wie: str, reden: str = "") -> None:
    """Keep what changed; nothing when nothing did."""
    if voor == na:
        return
    old, new = _verschil(voor, na)
    model, key = kenmerk(rij)
    texts = {"wie": wie[:254], "reden": reden[:300], "naam": str(rij)[:200]}
    Gebiedswijziging.objects.create(model=model, sleutel=key, voor=old, na=new, **texts)


def wijzigingen_van(rij: Model) -> QuerySet[Gebiedswijziging]:
    model, key = kenmerk(rij)
    return Gebiedswijziging.objects.filter(model=model, sleutel=key)


@transaction.atomic
def draai_terug(rij: Model, wijziging: Gebiedswijziging, *, wie: str) -> list[str]:
    """Give back what one change did; names the fields that stay, because they changed since.

    Raises ``NietsTerug``, and ``ValidationError`` when an old value is no longer allowed.
    """
    if wijziging.voor is None or wijziging.na is None:
        raise NietsTerug(_("Wat gemaakt of verwijderd is, gaat hier niet terug."))
    rij = type(rij)._default_manager.select_for_update(of=("self",)).get(pk=rij.pk)
    now = beeld(rij)
    back = {n: old for n, old in wijziging.voor.items() if now.get(n) == wijziging.na.get(n)}
    if not back:
        raise NietsTerug(_("Alles is daarna nog gewijzigd. Er is niets teruggezet."))
    for name, value in back.items():
        setattr(rij, name, _waarde(type(rij)._meta.get_field(name), value))
    rij.full_clean(exclude=_NIET)
    rij.save(update_fields=list(back))
    day = f"{timezone.localtime(wijziging.wanneer):%d-%m-%Y}"
    noteer(rij, now, beeld(rij), wie=wie, reden=_("wijziging van %s teruggedraaid") % day)
    ophogen()
    return sorted(wijziging.voor.keys() - back.keys())


def in_woorden(rij: type[Model], wijziging: Gebiedswijziging) -> list[tuple[str, str, str]]:
    """Give each field of a change with its name, and what it was and became, as texts."""
    names = dict.fromkeys([*(wijziging.voor or {}), *(wijziging.na or {})])
    known = {field.name: str(field.verbose_name) for field in _velden(rij)}
    return [
        (
            known.get(n, n),
            _tekst((wijziging.voor or {}).get(n)),
            _tekst((wijziging.na or {}).get(n)),
        )
        for n in names
    ]


def _velden(model: type[Model]) -> list[Field]:
    rows = model._meta.concrete_fields
    return [field for field in rows if not field.primary_key and field.name not in _NIET]


def _plat(rij: Model, field: Field) -> Any:
    value = getattr(rij, field.name)
    return str(_sleutel(value)) if isinstance(value, Model) else value


def _sleutel(rij: Model) -> Any:
    return getattr(rij, _sleutelveld(type(rij)))


def _sleutelveld(model: type[Model]) -> str:
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in _SLEUTELS if name in names), "pk")


def _waarde(field: Field, value: Any) -> Any:
    """Read a plain value back; what it points at may be gone by now."""
    if not isinstance(field, ForeignKey) or value is None:
        return value
    model = field.related_model
    found = model._default_manager.filter(**{_sleutelveld(model): value}).first()
    if found is None:
        raise NietsTerug(_("“%s” bestaat niet meer.") % value)
    return found


def _verschil(voor: Rij | None, na: Rij | None) -> tuple[Rij | None, Rij | None]:
    if voor is None or na is None:
        return voor, na
    names = [name for name in na if voor.get(name) != na[name]]
    return {n: voor.get(n) for n in names}, {n: na[n] for n in names}


def _tekst(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
