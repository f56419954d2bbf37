"""The entries and key figures that hold a person: what they become without, through the write path.

Found is who has the person as a contact, names her as a member of a consultation, or names her in
a text. What an entry is called stays, also when it is called after the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organisaties import sleutelfiguren
from organisaties.foto import Foto, fotos
from organisaties.leesbaar import label
from organisaties.models import Contact, Organisatie, Overleg, Ronde, Wachttijd
from organisaties.schrijven import Schrijver
from organisaties.velden.overleg import TEKST as OVERLEGTEKST
from wijken.porties import in_porties

from .kenmerken import Kenmerken
from .waarden import passend, schoon

TEKST = (
    "samenvatting", "omschrijving", "voor_professionals", "route_ouder", "route_professional",
    "kosten_toelichting", "openingstijden_toelichting", "bron", "gecontroleerd_door",
    "punt_bron",
)  # fmt: skip
HANGEND = ("contacten", "personen", "overleg", "wachttijden")
_BIJ_CONTACT = ("naam", "functie", "rol", "email", "telefoon", "grondslag")
PORTIE = 500  # entries looked at in one query
_LOS = ("naam", "functie", "rol", "grondslag")  # texts of another key figure


def zoek(wie: Kenmerken, keys: Iterable[int]) -> dict[int, Foto]:
    """Give what changes in which of these entries, by key; nothing is written."""
    return {pk: new for pk, beeld in fotos(keys).items() if (new := _zonder(beeld, wie))}


def noemt_in_naam(wie: Kenmerken, uuids: Iterable[str]) -> QuerySet[Organisatie]:
    """Give the entries of these persons that are called after one of them."""
    rows = Organisatie.objects.filter(contacten__uuid__in=list(uuids)).distinct().only("naam")
    found = [row.pk for row in rows if wie.raakt(row.naam)]
    return Organisatie.objects.filter(pk__in=found)


def resten(wie: Kenmerken, row: Ronde) -> list[str]:
    """Name the texts, of the entries of this round, that still hold a part of a name.

    A word such as "Jan" may be anybody's, so a human looks.
    """
    found = []
    entries = Organisatie.objects.filter(wijzigingen__ronde=row).distinct().order_by("naam")
    for naam, *texts in entries.values_list("naam", *TEKST):
        where = [name for name, text in zip(TEKST, texts, strict=True) if wie.deel_van_naam(text)]
        if where:
            parts = {"naam": naam, "velden": ", ".join(map(label, where))}
            found.append(
                _("Bij “%(naam)s” staat nog een deel van de naam: %(velden)s. Kijk dat zelf na.")
                % parts
            )
    return found


def wis(schrijver: Schrijver, wie: Kenmerken, keys: Iterable[int]) -> dict[int, Foto]:
    """Write these entries, which are held, without the person; gives what was changed."""
    changes = zoek(wie, keys)
    schrijver.wijzig(changes, gekeurd=True)
    return changes


def zoek_los(wie: Kenmerken) -> tuple[list[UUID], dict[UUID, dict[str, str]]]:
    """Give the key figures who go, and of whom a text changes."""
    rows = sleutelfiguren.alle()
    gone = list(rows.filter(uuid__in=wie.uuids).values_list("uuid", flat=True))
    others = rows.exclude(uuid__in=gone).values("uuid", *_LOS)
    changed = {row.pop("uuid"): _teksten(Contact, row, wie) for row in others}
    return gone, {uuid: texts for uuid, texts in changed.items() if texts}


def wis_los(schrijver: Schrijver, wie: Kenmerken) -> list[UUID]:
    """Remove key figures; gives who went."""
    gone, changed = zoek_los(wie)
    with sleutelfiguren.vastleggen(schrijver, [*gone, *changed]):
        rows = sleutelfiguren.alle()
        rows.filter(uuid__in=gone).delete()
        for uuid, texts in changed.items():
            rows.filter(uuid=uuid).update(**texts)
    return gone


# --- where ----------------------------------------------------------------------------------------


def kandidaten(wie: Kenmerken, ids: list[int] | None = None) -> set[int]:
    """Give the entries, of all or of these, that may hold the person."""
    own = Contact.objects.filter(uuid__in=wie.uuids).exclude(organisatie=None)
    found = set(own.values_list("organisatie_id", flat=True))
    for portion in [None] if ids is None else in_porties(ids, PORTIE):
        found |= _overleggen(wie, portion)
        found = found.union(*(_die_noemen(rows, wie) for rows in _teksten_van(portion)))
    return found


def _overleggen(wie: Kenmerken, ids: list[int] | None) -> set[int]:
    rows = _van(Overleg.objects.order_by(), "organisatie_id", ids)
    members = rows.values_list("organisatie_id", "personen")
    return {pk for pk, persons in members if wie.uuids.intersection(persons)}


def _teksten_van(ids: list[int] | None) -> Iterator[QuerySet]:
    """Give rows of an entry's key and its texts."""
    yield _van(Organisatie.objects.order_by(), "pk", ids).values_list("pk", *TEKST)
    contacts = Contact.objects.exclude(organisatie=None)
    for rows, texts in (
        (Overleg.objects, OVERLEGTEKST),
        (Wachttijd.objects, ("gemeld_door",)),
        (contacts, _BIJ_CONTACT),
    ):
        hanging = _van(rows.order_by(), "organisatie_id", ids)
        yield hanging.values_list("organisatie_id", *texts)


def _van(rows: QuerySet, sleutel: str, ids: list[int] | None) -> QuerySet:
    return rows if ids is None else rows.filter(**{f"{sleutel}__in": ids})


def _die_noemen(rows: QuerySet, wie: Kenmerken) -> set[int]:
    return {pk for pk, *texts in rows.iterator() if wie.raakt("\n".join(texts))}


def _zonder(beeld: Foto, wie: Kenmerken) -> Foto:
    """Give the fields of a photograph that change."""
    found: dict[str, Any] = _teksten(Organisatie, {name: beeld[name] for name in TEKST}, wie)
    for name in HANGEND:
        new = schoon(beeld[name], wie, name)
        if new != beeld[name]:
            found[name] = _passend(name, new)
    return found


def _teksten(model: Any, texts: dict[str, str], wie: Kenmerken) -> dict[str, str]:
    clean = {name: wie.schoon(text) for name, text in texts.items()}
    return {
        name: passend(model._meta.get_field(name), text)
        for name, text in clean.items()
        if text != texts[name]
    }


def _passend(naam: str, waarde: Any) -> Any:
    """Keep the texts of what hangs on an entry as long as their columns allow."""
    models = {"contacten": Contact, "personen": Contact, "wachttijden": Wachttijd}
    if naam not in models:
        return waarde
    fields = {field.name: field for field in models[naam]._meta.concrete_fields}
    return [
        {
            name: passend(fields[name], text) if name in fields else text
            for name, text in row.items()
        }
        for row in waarde
    ]
