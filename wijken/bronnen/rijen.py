"""Rows of the database as a ledger keeps them: found by a key, with plain values."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

import shapely
from django.db.models import Model, QuerySet
from shapely.geometry import shape

from wijken.models import Buurt, Gemeente, Kerncijfer, Wijk

Rij = dict[str, Any]
Wijziging = dict[str, Any]
Verwijzingen = Mapping[str, Mapping[str, Model]]
# Whether the source still has the buurt: kept in the ledger only, there is no column for it.
IN_BRON = "in_bron"
# In the order of writing: each may point at those before it.
MODELLEN: dict[str, type[Model]] = {
    "gemeente": Gemeente,
    "wijk": Wijk,
    "buurt": Buurt,
    "kerncijfer": Kerncijfer,
}
SLEUTELVELD = {"gemeente": "code", "wijk": "slug", "buurt": "code"}
VERWIJSVELDEN = ("gemeente", "wijk")


def wijziging(model: str, sleutel: str, voor: Rij | None, na: Rij) -> Wijziging:
    """Make one row of the ledger; `voor` is None for a row that is added."""
    return {"model": model, "sleutel": sleutel, "voor": voor, "na": na}


def cijfersleutel(code: str, onderwerp: str, jaar: int) -> str:
    return f"{code}:{onderwerp}:{jaar}"


def sleutel_van(rij: Model) -> str:
    """Give the key of a row in the ledger."""
    if isinstance(rij, Kerncijfer):
        return cijfersleutel(rij.gebied_code, rij.onderwerp, rij.jaar)
    return str(getattr(rij, SLEUTELVELD[rij._meta.model_name]))


def vind(model: str, sleutels: Iterable[str]) -> dict[str, Model]:
    """Find rows by key and lock them until the transaction ends; what is not there is left out."""
    gezocht = set(sleutels)
    rijen = _zoek(model, gezocht).select_for_update()
    return {sleutel: rij for rij in rijen if (sleutel := sleutel_van(rij)) in gezocht}


def _zoek(model: str, sleutels: set[str]) -> QuerySet:
    if model == "kerncijfer":
        codes = {sleutel.split(":")[0] for sleutel in sleutels}
        return Kerncijfer.objects.filter(gebied_code__in=codes)
    beheer = MODELLEN[model]._default_manager
    return beheer.filter(**{f"{SLEUTELVELD[model]}__in": sleutels})


def waarden(rij: Model, velden: Iterable[str]) -> Rij:
    """Read fields as the ledger keeps them: a reference by its key, an amount as text."""
    return {veld: _plat(getattr(rij, veld)) for veld in velden if veld != IN_BRON}


def _plat(waarde: Any) -> Any:
    if isinstance(waarde, Model):
        return sleutel_van(waarde)
    return f"{waarde:.2f}" if isinstance(waarde, Decimal) else waarde


def klopt(rij: Model, verwacht: Rij) -> bool:
    """Whether the row still has these values."""
    nu = waarden(rij, verwacht)
    return all(gelijk(veld, verwacht[veld], waarde) for veld, waarde in nu.items())


def gelijk(veld: str, een: Any, ander: Any) -> bool:
    """Compare two values; an outline is the same wherever its rings start."""
    if een == ander or veld != "omtrek":
        return een == ander
    try:
        vlakken = [shapely.normalize(shape(omtrek)) for omtrek in (een, ander)]
    except (AttributeError, LookupError, TypeError, ValueError, shapely.GEOSException):
        return False
    return bool(shapely.equals_exact(*vlakken))


def verwijzingen(rijen: Collection[Rij]) -> Verwijzingen:
    """Find what rows of the ledger point at, by field and key: once, however many rows."""
    return {veld: vind(veld, (rij[veld] for rij in rijen if veld in rij)) for veld in VERWIJSVELDEN}


def kolommen(na: Rij, wijst_naar: Verwijzingen) -> Rij:
    """Turn values of the ledger into those of the model; what is gone meanwhile becomes None."""
    klaar = {veld: waarde for veld, waarde in na.items() if veld != IN_BRON}
    for veld in klaar.keys() & wijst_naar.keys():
        klaar[veld] = wijst_naar[veld].get(klaar[veld])
    if "waarde" in klaar:
        klaar["waarde"] = Decimal(klaar["waarde"])
    return klaar


def nieuwe_rij(model: str, sleutel: str, velden: Rij) -> Model:
    """Make a row that is not saved yet."""
    if model != "kerncijfer":
        return MODELLEN[model](**{SLEUTELVELD[model]: sleutel}, **velden)
    code, onderwerp, jaar = sleutel.split(":")
    return Kerncijfer(gebied_code=code, onderwerp=onderwerp, jaar=int(jaar), **velden)
