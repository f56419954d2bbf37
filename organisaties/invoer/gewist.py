"""Persons who were erased do not come back from a file that still holds them.

They are known by the uuid that they had (``Gewist``), so only where a file says it: our own table,
a card that we made or read before, a register's row. A colleague's row is refused; of a register,
which goes on holding the person, only the person is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from organisaties.foto import Foto
from organisaties.models import Gewist
from organisaties.velden.basis import als_uuid
from wijken.porties import in_porties

GEWEIGERD = (
    "Hier staat een contactpersoon die van de kaart is gewist. Haal die persoon weg en lees de "
    "rest opnieuw in. Is het een ander? Voeg die dan toe op de pagina van de ingang."
)
WEGGELATEN = "contactpersoon die van de kaart is gewist"  # what is counted as passed over
_LIJSTEN = ("contacten", "personen")
_PORTIE = 2_000  # values in one IN (...)


class IsGewist(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """Somebody who was erased; the sentence (Dutch) says what to do."""

    def __init__(self) -> None:
        super().__init__(GEWEIGERD)


def gewiste(uuids: Iterable[str]) -> set[str]:
    """Give which of these were erased."""
    found: set[str] = set()
    for portion in in_porties({u for u in uuids if als_uuid(u)}, _PORTIE):
        rows = Gewist.objects.filter(contact__in=portion)
        found |= {str(uuid) for uuid in rows.values_list("contact", flat=True)}
    return found


def alle_gewiste() -> frozenset[str]:
    """Give everybody who was erased: few, beside the persons of a file."""
    return frozenset(map(str, Gewist.objects.values_list("contact", flat=True)))


def contacten_van(waarden: Foto) -> Iterator[str]:
    """Give the uuids of the contacts in these values."""
    for name in _LIJSTEN:
        yield from (row["uuid"] for row in waarden.get(name) or [])


def zonder(waarden: Foto, gone: set[str]) -> Foto:
    """Leave these contacts out."""
    lists = {name: waarden[name] for name in _LIJSTEN if name in waarden}
    kept = {name: [row for row in rows if row["uuid"] not in gone] for name, rows in lists.items()}
    return {**waarden, **kept}
