"""The table of answers: what was asked before is not asked again, "not found" included.

An address that was found stays found. A doubtful or missing one is asked again after
``BEWAAR_DAGEN``: new streets enter the register later than their first nursery.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from wijken.geocoder.oordeel import Oordeel
from wijken.geocoder.pdok import BRON
from wijken.models import Adrespunt

BEWAAR_DAGEN = 30
Stand = Adrespunt.Stand
_KOLOMMEN = [
    field.name for field in Adrespunt._meta.concrete_fields if field.name not in ("id", "vraag")
]


def bekend(vragen: Collection[str]) -> dict[str, Adrespunt]:
    """Give what is kept, by question: one query."""
    asked = [vraag for vraag in vragen if vraag]
    return Adrespunt.objects.in_bulk(asked, field_name="vraag") if asked else {}


def verlopen(rij: Adrespunt | None) -> bool:
    """Whether this has to be asked (again)."""
    if rij is None:
        return True
    age = timezone.now() - rij.opgehaald
    return rij.stand != Stand.GEVONDEN and age > timedelta(days=BEWAAR_DAGEN)


def als_rij(vraag: str, oordeel: Oordeel, oud: Adrespunt | None = None) -> Adrespunt:
    """Turn a judgement into the row to keep.

    What a human refused stays refused, as long as the geocoder comes with the same address.
    """
    found = oordeel.treffer
    if found is None:
        return Adrespunt(vraag=vraag, stand=Stand.NIET_GEVONDEN, bron=BRON, toelichting=_onbekend())
    row = Adrespunt(
        vraag=vraag,
        stand=Stand.GEVONDEN if oordeel.zeker else Stand.TWIJFEL,
        weergave=found.weergave,
        adres_id=found.adres_id,
        gemeente_code=found.gemeente,
        lat=found.lat,
        lon=found.lon,
        score=found.score,
        toelichting=_zin(oordeel.twijfel)[:300] or oordeel.let_op,
        bron=BRON,
    )
    refused = oud is not None and oud.stand == Stand.NIET_GEVONDEN
    if refused and row.stand == Stand.TWIJFEL and oud.adres_id == row.adres_id != "":
        row.stand, row.toelichting = oud.stand, oud.toelichting
    return row


def bewaar(rijen: Iterable[Adrespunt]) -> None:
    """Keep these answers, over what stood there: one statement, whoever else asks meanwhile."""
    Adrespunt.objects.bulk_create(
        list(rijen), update_conflicts=True, unique_fields=["vraag"], update_fields=_KOLOMMEN
    )


def wijs_af(punt: Adrespunt) -> None:
    """Keep that a human looked at this doubtful answer, and that it is not the address."""
    punt.stand = Stand.NIET_GEVONDEN
    punt.toelichting = _("Nagekeken door een medewerker: het gevonden adres klopt niet.")
    punt.save(update_fields=["stand", "toelichting"])


def _onbekend() -> str:
    return _("De adreszoeker kent dit adres niet.")


def _zin(redenen: Iterable[str]) -> str:
    """Make one sentence; what a source wrote in an address need not be printable."""
    text = "".join(c for c in "; ".join(redenen) if c.isprintable())
    return f"{text[:1].upper()}{text[1:]}." if text else ""
