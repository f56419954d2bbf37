"""Load the area files into the database; a second run with the same files writes nothing.

The rule: what is there stays as it is. Rows that are missing are added; a row that differs from
the file is named and left alone, because a human may have corrected it. With `bijwerken` the
file wins and such rows are overwritten. Nothing is ever deleted. Rows are recognised by code or
slug, so a changed name or a moved buurt stays recognised, and a wijk whose slug was changed does
not: the loader would add it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from wijken.bestanden import Gebieden, Rij, lees_gebieden
from wijken.models import Buurt, Gemeente, Kerncijfer, Postcode, Stadsdeel, Wijk
from wijken.signalen import gebieden_gewijzigd
from wijken.versie import ophogen


@dataclass(slots=True)
class Telling:
    """What a load did, in rows; `afwijkend` names rows that differ from the file and were kept."""

    nieuw: int = 0
    bijgewerkt: int = 0
    gelijk: int = 0
    afwijkend: list[str] = field(default_factory=list)

    @property
    def geschreven(self) -> int:
        return self.nieuw + self.bijgewerkt


class AndereGemeente(ValueError):  # noqa: N818  (a Dutch name says it)
    """The files are of another municipality than this map; nothing was written."""


def laad_gebieden(
    *, bijwerken: bool = False, map_: Path | None = None, alleen: str = ""
) -> Telling:
    """Load the files under `map_` (the project's `fixtures` unless told otherwise).

    One transaction: all or nothing. The content version goes up only when something was written.
    Raises `BestandOngeldig` before anything is written when a file is wrong, and `AndereGemeente`
    when `alleen` names another municipality than the files do.
    """
    gebieden = lees_gebieden(map_ or Path(settings.BASE_DIR) / "fixtures")
    if alleen not in ("", gebieden.gemeente["code"]):
        raise AndereGemeente("{naam} ({code})".format(**gebieden.gemeente))
    telling = Telling()
    with transaction.atomic():
        _Lader(telling, bijwerken).laad(gebieden)
        if telling.geschreven:
            ophogen()
            gebieden_gewijzigd.send(Gemeente)
    return telling


@dataclass(slots=True)
class _Lader:
    telling: Telling
    bijwerken: bool

    def laad(self, gebieden: Gebieden) -> None:
        self.vul(Gemeente, ("code",), [gebieden.gemeente])
        gemeente = Gemeente.objects.get(code=gebieden.gemeente["code"])
        in_gemeente = [{**rij, "gemeente_id": gemeente.pk} for rij in gebieden.stadsdelen]
        self.vul(Stadsdeel, ("slug",), in_gemeente)
        hele = [rij for rij in gebieden.wijken if rij["deel_van"] is None]
        delen = [rij for rij in gebieden.wijken if rij["deel_van"] is not None]
        for wijken in (hele, delen):
            self.vul(Wijk, ("slug",), _wijken(gemeente, wijken))
        self.vul(Buurt, ("code",), _met_id(gebieden.buurten, "wijk", _ids(Wijk)))
        cijfers = [{**rij, "waarde": Decimal(rij["waarde"])} for rij in gebieden.cijfers]
        self.vul(Kerncijfer, ("gebied_code", "onderwerp", "jaar"), cijfers)
        self.vul(Postcode, ("postcode",), gebieden.postcodes)

    def vul(self, model: type[Model], sleutel: tuple[str, ...], rijen: Iterable[Rij]) -> None:
        """Add the rows that are missing, and overwrite what differs only when that was asked."""
        oud = {_waarden(rij, sleutel): rij for rij in model._default_manager.all()}
        nieuw = []
        for rij in rijen:
            bestaand = oud.get(tuple(rij[veld] for veld in sleutel))
            if bestaand is None:
                nieuw.append(model(**rij))
            else:
                self.vergelijk(bestaand, rij)
        model._default_manager.bulk_create(nieuw)
        self.telling.nieuw += len(nieuw)

    def vergelijk(self, bestaand: Model, rij: Rij) -> None:
        anders = [veld for veld, waarde in rij.items() if getattr(bestaand, veld) != waarde]
        if not anders:
            self.telling.gelijk += 1
        elif self.bijwerken:
            self.overschrijf(bestaand, {veld: rij[veld] for veld in anders})
        else:
            self.telling.afwijkend.append(f"{bestaand._meta.verbose_name} {bestaand}")

    def overschrijf(self, bestaand: Model, waarden: dict[str, Any]) -> None:
        for veld, waarde in waarden.items():
            setattr(bestaand, veld, waarde)
        bestaand.save(update_fields=list(waarden))
        self.telling.bijgewerkt += 1


def _waarden(rij: Model, velden: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(rij, veld) for veld in velden)


def _ids(model: type[Model]) -> dict[str, int]:
    return dict(model._default_manager.values_list("slug", "pk"))


def _met_id(rijen: list[Rij], veld: str, ids: dict[str, int]) -> list[Rij]:
    """Replace the slug in `veld` by the id it stands for, as `<veld>_id`."""
    return [
        {**{k: v for k, v in rij.items() if k != veld}, f"{veld}_id": ids.get(rij[veld])}
        for rij in rijen
    ]


def _wijken(gemeente: Gemeente, rijen: list[Rij]) -> list[Rij]:
    met_stadsdeel = _met_id(rijen, "stadsdeel", _ids(Stadsdeel))
    met_geheel = _met_id(met_stadsdeel, "deel_van", _ids(Wijk))
    return [{**rij, "gemeente_id": gemeente.pk} for rij in met_geheel]
