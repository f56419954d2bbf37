"""The photograph of an entry: its whole state as plain data.

One form serves everything that moves entries about: fixtures and sources deliver it, the plan
compares it, the write path writes it, the ledger keeps its differences and undo writes it back.
Keys are field names; values are JSON: texts, numbers, ISO dates, slugs for words of a vocabulary,
uuids for other entries, and lists of small objects for what hangs on an entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from organisaties.afdruk import afdruk
from organisaties.models import Organisatie
from organisaties.velden import HANGENDE

Foto = dict[str, Any]

TEKST = (
    "naam", "slug", "samenvatting", "omschrijving", "voor_professionals",
    "straat", "huisnummer", "toevoeging", "postcode", "plaats", "punt_bron",
    "punt_kwaliteit", "adres_id",
    "route_ouder", "route_professional", "kosten", "kosten_toelichting",
    "openingstijden_toelichting", "website", "bron", "gecontroleerd_door",
    "contact_gecontroleerd_door", "tijden_gecontroleerd_door", "status",
)  # fmt: skip
GETAL = ("leeftijd_van", "leeftijd_tot", "kindplaatsen", "lat", "lon", "punt_score")
VLAG = ("tolk_mogelijk", "ve", "voorbeeld")
DATUM = (
    "gecontroleerd_op", "contact_gecontroleerd_op", "tijden_gecontroleerd_op", "verdwenen_op",
)  # fmt: skip
KOLOMMEN = TEKST + GETAL + VLAG + DATUM
VERWIJZING = {
    "soort": "soort__slug",
    "koepel": "koepel__uuid",
    "opgegaan_in": "opgegaan_in__uuid",
    "wijk": "wijk__slug",
}
INGANGEN = ("koepel", "opgegaan_in")  # references to other entries
VELDEN = (*KOLOMMEN, *VERWIJZING, *HANGENDE)
# Fields that only mean something together: half of one address and half of another is none.
SAMEN = {
    "leeftijd": ("leeftijd_van", "leeftijd_tot"),
    "adres": ("straat", "huisnummer", "toevoeging", "postcode", "plaats"),
    "punt": ("lat", "lon", "punt_bron", "punt_kwaliteit", "punt_score", "adres_id"),
    "gecontroleerd": ("gecontroleerd_op", "gecontroleerd_door"),
    "contact_gecontroleerd": ("contact_gecontroleerd_op", "contact_gecontroleerd_door"),
    "tijden_gecontroleerd": ("tijden_gecontroleerd_op", "tijden_gecontroleerd_door"),
}
GROEP = {name: group for group, names in SAMEN.items() for name in names}
PERSOONLIJK = frozenset(name for name, field in HANGENDE.items() if field.persoonlijk)

_PORTIE = 5_000  # keys in one IN (...): below SQLite's limit on variables


def fotos(ids: Iterable[int]) -> dict[int, Foto]:
    """Take photographs of these entries, by primary key: a fixed number of queries per 5,000."""
    keys = list(ids)
    found: dict[int, Foto] = {}
    for start in range(0, len(keys), _PORTIE):
        found |= _fotos(keys[start : start + _PORTIE])
    return found


def foto(organisatie: Organisatie) -> Foto:
    return fotos([organisatie.pk])[organisatie.pk]


def vingerafdruk(beeld: Foto) -> str:
    """Give the print of a photograph: equal when, and only when, nothing was changed."""
    return afdruk(beeld)


def verschil(voor: Foto, na: Foto) -> dict[str, tuple[Any, Any]]:
    """Name the fields of ``na`` that differ from ``voor``, each with its two values."""
    return {name: (voor.get(name), value) for name, value in na.items() if voor.get(name) != value}


def _fotos(keys: Sequence[int]) -> dict[int, Foto]:
    rows = Organisatie.objects.filter(pk__in=keys).values("pk", *KOLOMMEN, *VERWIJZING.values())
    found = {row["pk"]: _kolommen(row) for row in rows.order_by()}
    for name, field in HANGENDE.items():
        values = field.lees(keys)
        for pk, beeld in found.items():
            beeld[name] = values.get(pk, field.leeg())
    return found


def _kolommen(row: dict[str, Any]) -> Foto:
    beeld = {name: _plat(row[name]) for name in KOLOMMEN}
    for name, column in VERWIJZING.items():
        value = row[column]
        beeld[name] = None if value is None else str(value)
    return beeld


def _plat(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
