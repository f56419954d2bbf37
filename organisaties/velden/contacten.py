"""Ways to reach an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from organisaties.invoegen import voeg_in
from organisaties.models import Contact, Gewist
from wijken.porties import in_porties

from .basis import PORTIE, Hangend, Waarden, als_dag, als_uuid, keur_benoemd, lijst, nette_tekst

TEKST = ("naam", "functie", "rol", "email", "telefoon", "zichtbaarheid", "grondslag")
STAND = ("vertrokken_op", "herinnerd_op", "verborgen_op")  # whether a person is still there
DAGEN = ("bevestigd_op", *STAND)
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
        columns = ("organisatie_id", "uuid", *TEKST, *DAGEN)
        for pk, uuid, *values in rows.order_by("volgorde", "pk").values_list(*columns):
            found[pk].append(plat(uuid, values))
        return found

    def keur(self, waarde: Any) -> list[dict[str, Any]]:
        rows = [self._keur_een(row) for row in lijst(waarde, "contacten")]
        if twice := _dubbel(row["uuid"] for row in rows):
            raise ValueError(f"Contact {twice} staat er twee keer in. Houd er één over.")
        return rows

    def _keur_een(self, row: Any) -> dict[str, Any]:
        if not isinstance(row, Mapping):
            raise ValueError("Een contact heeft een naam, e-mailadres of telefoonnummer.")
        texts = {name: nette_tekst(row.get(name, "")) for name in TEKST}
        if not any(texts[name] for name in _BEREIKBAAR):
            raise ValueError("Een contact heeft een naam, e-mailadres of telefoonnummer.")
        if not self.persoonlijk:
            texts["zichtbaarheid"] = Contact.Zichtbaarheid.PUBLIEK.value
        elif "zichtbaarheid" not in row:
            texts["zichtbaarheid"] = Contact.Zichtbaarheid.COORDINATOREN.value
        keur_benoemd(Contact, texts)
        return {"uuid": _uuid(row), **texts, **{name: _dag(row, name) for name in DAGEN}}

    def schrijf(self, waarden: Waarden) -> None:
        Contact.objects.filter(organisatie_id__in=list(waarden), vorm=self.vorm).delete()
        uuids = [row["uuid"] for rows in waarden.values() for row in rows]
        _weiger_bestaande(uuids)
        _weiger_gewiste(uuids)
        voeg_in(
            Contact,
            ("organisatie", "vorm", "volgorde", "uuid", *TEKST, *DAGEN),
            (
                self._rij(pk, place, row)
                for pk, rows in waarden.items()
                for place, row in enumerate(rows)
            ),
        )

    def _rij(self, pk: int, place: int, row: dict[str, Any]) -> tuple[Any, ...]:
        texts = [row[name] for name in TEKST]
        days = [als_dag(row.get(name)) for name in DAGEN]
        return (pk, self.vorm, place, als_uuid(row["uuid"]), *texts, *days)


def _uuid(row: Mapping[str, Any]) -> str:
    """Give the contact's uuid, a new one when it has none yet."""
    value = row.get("uuid")
    if not value:
        return str(uuid4())
    identity = als_uuid(value)
    if identity is None:
        raise ValueError("Het kenmerk (uuid) van dit contact klopt niet. Laat het leeg.")
    return str(identity)


def _dag(row: Mapping[str, Any], name: str) -> str | None:
    try:
        day = als_dag(row.get(name))
    except ValueError:
        label = Contact._meta.get_field(name).verbose_name
        raise ValueError(f"Schrijf “{label}” als 2026-09-01.") from None
    return day.isoformat() if day else None


def plat(uuid: UUID, values: Sequence[Any]) -> dict[str, Any]:
    """Give one contact as plain data, from its uuid and the columns ``TEKST`` and ``DAGEN``."""
    texts, days = values[: len(TEKST)], values[len(TEKST) :]
    return {
        "uuid": str(uuid),
        **dict(zip(TEKST, texts, strict=True)),
        **{n: day.isoformat() if day else None for n, day in zip(DAGEN, days, strict=True)},
    }


def _weiger_bestaande(uuids: Sequence[str]) -> None:
    """Refuse a uuid that is with another entry: a contact belongs to one."""
    twice = _dubbel(uuids)
    if not twice:
        for portion in in_porties(uuids, PORTIE):
            rows = Contact.objects.filter(uuid__in=portion)
            if taken := rows.values_list("uuid", flat=True).first():
                twice = str(taken)
                break
    if twice:
        raise ValueError(f"Contact {twice} hoort al bij een andere ingang.")


def _weiger_gewiste(uuids: Sequence[str]) -> None:
    """Refuse who was erased: no form, file or undo brings that person back."""
    for portion in in_porties(uuids, PORTIE):
        if Gewist.objects.filter(contact__in=portion).exists():
            raise ValueError(
                "Deze contactpersoon is van de kaart gewist en kan niet terug. Haal de regel weg."
            )


def _dubbel(values: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None
