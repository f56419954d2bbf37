"""What hangs on an entry, field by field: how to read it, check it and write it, for many at once.

Each class handles one field of the photograph (``organisaties.foto``). ``lees`` takes keys of
entries and gives values; ``keur`` checks and tidies one value, raising ``ValueError`` with a
sentence for the user; ``schrijf`` replaces the values of the entries given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from organisaties.models import (
    Contact,
    Doelgroep,
    Ondersteuning,
    Openingstijd,
    Organisatie,
    Overleg,
    Sleutel,
    Taal,
    Toegang,
    Wachttijd,
    Werkgebied,
)
from wijken.models import Gemeente, Stadsdeel, Wijk

Waarden = Mapping[int, Any]
PORTIE = 2_000  # rows in one INSERT


class Hangend:
    """A field that lives in rows of its own."""

    persoonlijk: ClassVar[bool] = False

    def leeg(self) -> Any:
        return []

    def lees(self, keys: Sequence[int]) -> dict[int, Any]:
        raise NotImplementedError

    def keur(self, waarde: Any) -> Any:
        raise NotImplementedError

    def schrijf(self, waarden: Waarden) -> None:
        raise NotImplementedError


def ids_van(model: type[models.Model], veld: str, waarden: set[str], wat: str) -> dict[str, int]:
    """Key by slug (or code, or uuid) for all that are asked; an unknown one is a ``ValueError``."""
    rows = model._default_manager.filter(**{f"{veld}__in": waarden}).values_list(veld, "pk")
    found = {str(value): pk for value, pk in rows}
    if missing := sorted(waarden - found.keys()):
        raise ValueError(f"{wat} “{missing[0]}” bestaat niet.")
    return found


class Keuzes(Hangend):
    """Words of a vocabulary, many to many: a sorted list of slugs."""

    def __init__(self, naam: str, model: type[models.Model]) -> None:
        self.naam, self.model = naam, model

    @property
    def through(self) -> type[models.Model]:
        return getattr(Organisatie, self.naam).through

    @property
    def kolom(self) -> str:
        return f"{self.model._meta.model_name}_id"

    def lees(self, keys: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        slug = f"{self.model._meta.model_name}__slug"
        rows = self.through.objects.filter(organisatie_id__in=keys).order_by(slug)
        for pk, value in rows.values_list("organisatie_id", slug):
            found[pk].append(value)
        return found

    def keur(self, waarde: Any) -> list[str]:
        return sorted(set(_lijst_van_tekst(waarde)))

    def schrijf(self, waarden: Waarden) -> None:
        asked = {slug for slugs in waarden.values() for slug in slugs}
        ids = ids_van(self.model, "slug", asked, str(self.model._meta.verbose_name))
        _vervang(
            self.through,
            waarden,
            (
                self.through(**{"organisatie_id": pk, self.kolom: ids[slug]})
                for pk, slugs in waarden.items()
                for slug in slugs
            ),
        )


class Werkgebieden(Hangend):
    """Areas served: a sorted list of ``gemeente:GM0518``, ``stadsdeel:laak``, ``wijk:spoorwijk``."""

    SOORTEN: ClassVar = {
        "gemeente": (Gemeente, "code"),
        "stadsdeel": (Stadsdeel, "slug"),
        "wijk": (Wijk, "slug"),
    }

    def lees(self, keys: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        names = {kind: f"{kind}__{field}" for kind, (_, field) in self.SOORTEN.items()}
        rows = Werkgebied.objects.filter(organisatie_id__in=keys)
        for pk, *codes in rows.values_list("organisatie_id", *names.values()):
            found[pk] += [f"{k}:{code}" for k, code in zip(names, codes, strict=True) if code]
        return {pk: sorted(values) for pk, values in found.items()}

    def keur(self, waarde: Any) -> list[str]:
        values = sorted(set(_lijst_van_tekst(waarde)))
        for value in values:
            if value.partition(":")[0] not in self.SOORTEN:
                raise ValueError(f"Werkgebied “{value}” begint met gemeente:, stadsdeel: of wijk:.")
        return values

    def schrijf(self, waarden: Waarden) -> None:
        asked: dict[str, set[str]] = defaultdict(set)
        for value in (v for values in waarden.values() for v in values):
            kind, _, code = value.partition(":")
            asked[kind].add(code)
        ids = {k: ids_van(*self.SOORTEN[k], codes, k.capitalize()) for k, codes in asked.items()}
        _vervang(
            Werkgebied,
            waarden,
            (
                Werkgebied(organisatie_id=pk, **{f"{kind}_id": ids[kind][code]})
                for pk, values in waarden.items()
                for kind, _, code in (v.partition(":") for v in values)
            ),
        )


class Openingstijden(Hangend):
    """Weekly hours: a sorted list of ``[day, "08:00", "18:00"]``, Monday is 1."""

    def lees(self, keys: Sequence[int]) -> dict[int, list[list[Any]]]:
        found: dict[int, list[list[Any]]] = defaultdict(list)
        rows = Openingstijd.objects.filter(organisatie_id__in=keys).order_by("dag", "van", "tot")
        for pk, dag, van, tot in rows.values_list("organisatie_id", "dag", "van", "tot"):
            found[pk].append([dag, f"{van:%H:%M}", f"{tot:%H:%M}"])
        return found

    def keur(self, waarde: Any) -> list[list[Any]]:
        try:
            rows = [(int(d), time.fromisoformat(v), time.fromisoformat(t)) for d, v, t in waarde]
        except (TypeError, ValueError):
            raise ValueError("Schrijf openingstijden als dag 1-7, van en tot, zoals 08:30.") from None
        if any(not 1 <= day <= 7 for day, _, _ in rows):
            raise ValueError("De dag is een getal van 1 (maandag) tot en met 7 (zondag).")
        return sorted([day, f"{van:%H:%M}", f"{tot:%H:%M}"] for day, van, tot in rows)

    def schrijf(self, waarden: Waarden) -> None:
        _vervang(
            Openingstijd,
            waarden,
            (
                Openingstijd(
                    organisatie_id=pk,
                    dag=dag,
                    van=time.fromisoformat(van),
                    tot=time.fromisoformat(tot),
                )
                for pk, rows in waarden.items()
                for dag, van, tot in rows
            ),
        )


class Wachttijden(Hangend):
    """Reported waiting times, the latest first: ``{"weken", "gemeld_op", "gemeld_door"}``."""

    def lees(self, keys: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        rows = Wachttijd.objects.filter(organisatie_id__in=keys)
        for row in rows:
            found[row.organisatie_id].append(
                {
                    "weken": row.weken,
                    "gemeld_op": row.gemeld_op.isoformat(),
                    "gemeld_door": row.gemeld_door,
                }
            )
        return found

    def keur(self, waarde: Any) -> list[dict[str, Any]]:
        checked = [self._keur_een(row) for row in waarde]
        return sorted(checked, key=lambda row: row["gemeld_op"], reverse=True)

    @staticmethod
    def _keur_een(row: Any) -> dict[str, Any]:
        try:
            wait = Wachttijd(
                weken=int(row["weken"]),
                gemeld_op=date.fromisoformat(row["gemeld_op"]),
                gemeld_door=row.get("gemeld_door", ""),
            )
        except (TypeError, ValueError, KeyError, AttributeError):
            raise ValueError("Een wachttijd heeft weken en een dag, zoals 2026-09-01.") from None
        _schoon(wait, exclude=["organisatie"])
        return {
            "weken": wait.weken,
            "gemeld_op": wait.gemeld_op.isoformat(),
            "gemeld_door": wait.gemeld_door,
        }

    def schrijf(self, waarden: Waarden) -> None:
        _vervang(
            Wachttijd,
            waarden,
            (
                Wachttijd(
                    organisatie_id=pk, **{**row, "gemeld_op": date.fromisoformat(row["gemeld_op"])}
                )
                for pk, rows in waarden.items()
                for row in reversed(rows)
            ),
        )


class Contacten(Hangend):
    """Ways to reach an entry: general ones, or persons; a list of small objects in their order."""

    TEKST = ("naam", "functie", "rol", "email", "telefoon", "zichtbaarheid", "grondslag")

    def __init__(self, vorm: str) -> None:
        self.vorm = vorm

    @property
    def persoonlijk(self) -> bool:
        return self.vorm == Contact.Vorm.PERSOON

    def lees(self, keys: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        rows = Contact.objects.filter(organisatie_id__in=keys, vorm=self.vorm)
        for row in rows.order_by("volgorde", "pk"):
            day = row.bevestigd_op
            found[row.organisatie_id].append(
                {
                    "uuid": str(row.uuid),
                    **{name: getattr(row, name) for name in self.TEKST},
                    "bevestigd_op": day.isoformat() if day else None,
                }
            )
        return found

    def keur(self, waarde: Any) -> list[dict[str, Any]]:
        return [self._plat(self._als_contact(row)) for row in waarde]

    def _als_contact(self, row: Any) -> Contact:
        if not isinstance(row, Mapping):
            raise ValueError("Een contact heeft een naam, e-mailadres of telefoonnummer.")
        texts = {name: row[name] or "" for name in self.TEKST if name in row}
        if not self.persoonlijk:
            texts["zichtbaarheid"] = Contact.Zichtbaarheid.PUBLIEK
        contact = Contact(vorm=self.vorm, **texts)
        try:
            contact.uuid = UUID(row["uuid"]) if row.get("uuid") else contact.uuid
            day = row.get("bevestigd_op")
            contact.bevestigd_op = date.fromisoformat(day) if day else None
        except ValueError:
            raise ValueError("Schrijf de dag van bevestiging als 2026-09-01.") from None
        _schoon(contact, exclude=["organisatie"])
        return contact

    def _plat(self, contact: Contact) -> dict[str, Any]:
        day = contact.bevestigd_op
        return {
            "uuid": str(contact.uuid),
            **{name: getattr(contact, name) for name in self.TEKST},
            "bevestigd_op": day.isoformat() if day else None,
        }

    def schrijf(self, waarden: Waarden) -> None:
        Contact.objects.filter(organisatie_id__in=list(waarden), vorm=self.vorm).delete()
        Contact.objects.bulk_create(
            (
                Contact(
                    organisatie_id=pk,
                    vorm=self.vorm,
                    volgorde=place,
                    uuid=UUID(row["uuid"]),
                    bevestigd_op=date.fromisoformat(row["bevestigd_op"])
                    if row["bevestigd_op"]
                    else None,
                    **{name: row[name] for name in self.TEKST},
                )
                for pk, rows in waarden.items()
                for place, row in enumerate(rows)
            ),
            batch_size=PORTIE,
        )


class Sleutels(Hangend):
    """Keys in outside sources: a sorted list of ``"bron:sleutel"``."""

    def lees(self, keys: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        rows = Sleutel.objects.filter(organisatie_id__in=keys).order_by("bron", "sleutel")
        for pk, bron, sleutel in rows.values_list("organisatie_id", "bron", "sleutel"):
            found[pk].append(f"{bron}:{sleutel}")
        return found

    def keur(self, waarde: Any) -> list[str]:
        values = sorted(set(_lijst_van_tekst(waarde)))
        for value in values:
            bron, _, sleutel = value.partition(":")
            _schoon(Sleutel(bron=bron, sleutel=sleutel), exclude=["organisatie"])
        return values

    def schrijf(self, waarden: Waarden) -> None:
        _vervang(
            Sleutel,
            waarden,
            (
                Sleutel(organisatie_id=pk, bron=bron, sleutel=sleutel)
                for pk, values in waarden.items()
                for bron, _, sleutel in (v.partition(":") for v in values)
            ),
        )


class OverlegVeld(Hangend):
    """What a network has beside the rest: ``{"staat", "voor_wie", "doel", "planning", "leden"}``."""

    TEKST = ("staat", "voor_wie", "doel", "planning")

    def leeg(self) -> None:
        return None

    def lees(self, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
        rows = Overleg.objects.filter(organisatie_id__in=keys).prefetch_related("leden")
        return {
            row.organisatie_id: {
                **{name: getattr(row, name) for name in self.TEKST},
                "leden": sorted(str(lid.uuid) for lid in row.leden.all()),
            }
            for row in rows
        }

    def keur(self, waarde: Any) -> dict[str, Any] | None:
        if waarde is None:
            return None
        if not isinstance(waarde, Mapping):
            raise ValueError("Een overleg heeft een staat, een doel en een planning.")
        texts = {name: waarde.get(name) or "" for name in self.TEKST}
        _schoon(Overleg(**texts), exclude=["organisatie"])
        return {**texts, "leden": sorted(set(_lijst_van_tekst(waarde.get("leden") or [])))}

    def schrijf(self, waarden: Waarden) -> None:
        Overleg.objects.filter(organisatie_id__in=list(waarden)).delete()
        asked = {lid for value in waarden.values() if value for lid in value["leden"]}
        ids = ids_van(Organisatie, "uuid", asked, "Deelnemer")
        made = Overleg.objects.bulk_create(
            Overleg(organisatie_id=pk, **{name: value[name] for name in self.TEKST})
            for pk, value in waarden.items()
            if value
        )
        through = Overleg.leden.through
        through.objects.bulk_create(
            through(overleg_id=row.pk, organisatie_id=ids[lid])
            for row in made
            for lid in waarden[row.organisatie_id]["leden"]
        )


HANGENDE: dict[str, Hangend] = {
    "ondersteuning": Keuzes("ondersteuning", Ondersteuning),
    "doelgroepen": Keuzes("doelgroepen", Doelgroep),
    "talen": Keuzes("talen", Taal),
    "toegang": Keuzes("toegang", Toegang),
    "werkgebied": Werkgebieden(),
    "openingstijden": Openingstijden(),
    "wachttijden": Wachttijden(),
    "contacten": Contacten(Contact.Vorm.ALGEMEEN),
    "personen": Contacten(Contact.Vorm.PERSOON),
    "sleutels": Sleutels(),
    "overleg": OverlegVeld(),
}


def _vervang(model: type[models.Model], waarden: Waarden, rows: Any) -> None:
    """Remove what the entries had and insert what they get."""
    model._default_manager.filter(organisatie_id__in=list(waarden)).delete()
    model._default_manager.bulk_create(rows, batch_size=PORTIE)


def _schoon(instance: models.Model, exclude: list[str]) -> None:
    """Django's own check of the fields, as one sentence that names the field."""
    try:
        instance.clean_fields(exclude=exclude)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        label = instance._meta.get_field(name).verbose_name
        raise ValueError(f"{label}: {messages[0]}") from None


def _lijst_van_tekst(waarde: Any) -> list[str]:
    if not isinstance(waarde, list | tuple | set) or any(not isinstance(v, str) for v in waarde):
        raise ValueError("Hier hoort een lijst van woorden.")
    return list(waarde)
