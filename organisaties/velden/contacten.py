"""Ways to reach an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from organisaties.models import Contact

from .basis import PORTIE, Hangend, Waarden, als_dag, als_uuid, lijst, nette_tekst, schoon

TEKST = ("naam", "functie", "rol", "email", "telefoon", "zichtbaarheid", "grondslag")
_BEREIKBAAR = ("naam", "functie", "email", "telefoon")


class Contacten(Hangend):
    """Ways to reach an entry: general ones, or persons; a list of small objects in their order."""

    def __init__(self, vorm: str) -> None:
        self.vorm = vorm

    @property
    def persoonlijk(self) -> bool:
        return self.vorm == Contact.Vorm.PERSOON

    def lees(self, keys: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        rows = Contact.objects.filter(organisatie_id__in=keys, vorm=self.vorm)
        for row in rows.order_by("volgorde", "pk"):
            found[row.organisatie_id].append(_plat(row))
        return found

    def keur(self, waarde: Any) -> list[dict[str, Any]]:
        rows = [_plat(self._als_contact(row)) for row in lijst(waarde, "contacten")]
        if twice := _dubbel(row["uuid"] for row in rows):
            raise ValueError(f"Contact {twice} staat er twee keer in. Houd er één over.")
        return rows

    def _als_contact(self, row: Any) -> Contact:
        if not isinstance(row, Mapping):
            raise ValueError("Een contact heeft een naam, e-mailadres of telefoonnummer.")
        texts = {name: nette_tekst(row[name]) for name in TEKST if name in row}
        if not any(texts.get(name) for name in _BEREIKBAAR):
            raise ValueError("Een contact heeft een naam, e-mailadres of telefoonnummer.")
        if not self.persoonlijk:
            texts["zichtbaarheid"] = Contact.Zichtbaarheid.PUBLIEK.value
        contact = Contact(vorm=self.vorm, **texts)
        _geef_uuid(contact, row.get("uuid"))
        try:
            contact.bevestigd_op = als_dag(row.get("bevestigd_op"))
        except ValueError:
            raise ValueError("Schrijf de dag van bevestiging als 2026-09-01.") from None
        schoon(contact, exclude=["organisatie"])
        return contact

    def schrijf(self, waarden: Waarden) -> None:
        Contact.objects.filter(organisatie_id__in=list(waarden), vorm=self.vorm).delete()
        _weiger_bestaande([row["uuid"] for rows in waarden.values() for row in rows])
        Contact.objects.bulk_create(
            (
                self._rij(pk, place, row)
                for pk, rows in waarden.items()
                for place, row in enumerate(rows)
            ),
            batch_size=PORTIE,
        )

    def _rij(self, pk: int, place: int, row: dict[str, Any]) -> Contact:
        day = row["bevestigd_op"]
        return Contact(
            organisatie_id=pk,
            vorm=self.vorm,
            volgorde=place,
            uuid=UUID(row["uuid"]),
            bevestigd_op=date.fromisoformat(day) if day else None,
            **{name: row[name] for name in TEKST},
        )


def _plat(contact: Contact) -> dict[str, Any]:
    day = contact.bevestigd_op
    return {
        "uuid": str(contact.uuid),
        **{name: getattr(contact, name) for name in TEKST},
        "bevestigd_op": day.isoformat() if day else None,
    }


def _geef_uuid(contact: Contact, waarde: Any) -> None:
    if not waarde:
        return
    identity = als_uuid(waarde)
    if identity is None:
        raise ValueError("Het kenmerk (uuid) van dit contact klopt niet. Laat het leeg.")
    contact.uuid = identity


def _weiger_bestaande(uuids: Sequence[str]) -> None:
    """Refuse a uuid that is with another entry: a contact belongs to one."""
    twice = _dubbel(uuids)
    if not twice:
        for start in range(0, len(uuids), PORTIE):
            rows = Contact.objects.filter(uuid__in=uuids[start : start + PORTIE])
            if taken := rows.values_list("uuid", flat=True).first():
                twice = str(taken)
                break
    if twice:
        raise ValueError(f"Contact {twice} hoort al bij een andere ingang.")


def _dubbel(values: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None
