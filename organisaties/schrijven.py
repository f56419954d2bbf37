"""The one write path: every change of an entry goes through here and leaves a trace.

::

    with ronde(Ronde.Aard.BEWERKING, wie=gebruiker, reden="telefoonnummer klopt niet") as schrijver:
        schrijver.wijzig({organisatie.pk: {"naam": "Nieuwe naam"}})

One round is one transaction. A photograph before and one after fill the ledger, whatever happened
in between; the content version is counted up last. A round that changed nothing leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from organisaties.foto import DATUM, KOLOMMEN, PERSOONLIJK, VERWIJZING, Foto, fotos, verschil
from organisaties.keuring import Fout, Geweigerd, keur, keur_geheel
from organisaties.models import (
    Gebruiker,
    Organisatie,
    PersoonlijkeWaarde,
    Ronde,
    Soort,
    Wijziging,
)
from organisaties.velden import HANGENDE, ids_van
from organisaties.zoeken import zoektekst
from wijken import versie
from wijken.models import Wijk
from wijken.vlakken import buurt_van_punt

PORTIE = 1_000  # rows in one INSERT or UPDATE
LEEG: Foto = {
    **dict.fromkeys(KOLOMMEN, ""),
    **dict.fromkeys(("leeftijd_van", "leeftijd_tot", "lat", "lon", "tolk_mogelijk", *DATUM)),
    **dict.fromkeys(VERWIJZING),
    "status": Organisatie.Status.CONCEPT.value,
    "voorbeeld": False,
    **{name: field.leeg() for name, field in HANGENDE.items()},
}


@contextmanager
def ronde(
    aard: str,
    *,
    wie: Gebruiker | None = None,
    bron: str = "",
    reden: str = "",
    herstelt: Ronde | None = None,
) -> Iterator[Schrijver]:
    """Open a round: who changes what, from which source and why."""
    with transaction.atomic():
        row = Ronde.objects.create(aard=aard, wie=wie, bron=bron, reden=reden, herstelt=herstelt)
        schrijver = Schrijver(row)
        yield schrijver
        if schrijver.aantal:
            versie.ophogen()
        else:
            row.delete()


class Schrijver:
    """Writes entries within a round. ``aantal`` counts the entries that really changed."""

    def __init__(self, row: Ronde) -> None:
        self.ronde = row
        self.aantal = 0

    def nieuw(self, rijen: Sequence[Foto]) -> list[int]:
        """Make entries; gives their keys in the order asked. Raises ``Geweigerd``."""
        clean = _keur_alle([{**LEEG, **rij} for rij in rijen], zonder=("uuid",))
        _geef_slugs(clean)
        made = Organisatie.objects.bulk_create(_rijen(clean), batch_size=PORTIE)
        self._hang_aan({row.pk: beeld for row, beeld in zip(made, clean, strict=True)})
        self._noteer_nieuw({row.pk: row.uuid for row in made})
        return [row.pk for row in made]

    def wijzig(self, waarden: Mapping[int, Foto]) -> list[int]:
        """Change the given fields of entries; gives the keys of those that really changed."""
        before = fotos(waarden)
        clean = dict(zip(waarden, _keur_alle(list(waarden.values())), strict=True))
        asked = {pk: _nieuwe_waarden(before[pk], clean[pk]) for pk in waarden}
        asked = {pk: values for pk, values in asked.items() if values}
        whole = {pk: {**before[pk], **values} for pk, values in asked.items()}
        _keur_samenhang(whole)
        self._werk_bij(asked, whole)
        self._hang_aan(asked)
        self._noteer(before, list(asked))
        return list(asked)

    def verwijder(self, ids: Iterable[int]) -> int:
        """Remove entries for good; the ledger keeps what they were, without their persons."""
        before = fotos(ids)
        uuids = dict(Organisatie.objects.filter(pk__in=before).values_list("pk", "uuid"))
        Wijziging.objects.bulk_create(
            Wijziging(ronde=self.ronde, organisatie_uuid=uuids[pk], voor=_zonder_personen(beeld))
            for pk, beeld in before.items()
        )
        Organisatie.objects.filter(pk__in=before).delete()
        self.aantal += len(before)
        return len(before)

    @contextmanager
    def vastleggen(self, ids: Sequence[int]) -> Iterator[None]:
        """Record whatever is done to these entries inside the block, and mend what is derived.

        For a form that saves by itself, such as the management site's.
        """
        before = fotos(ids)
        yield
        changed = [pk for pk, beeld in fotos(ids).items() if beeld != before[pk]]
        leid_af(changed)
        self._noteer(before, changed)

    def vastleggen_nieuw(self, organisatie: Organisatie) -> None:
        """Record an entry that a form has just made."""
        leid_af([organisatie.pk])
        self._noteer_nieuw({organisatie.pk: organisatie.uuid})

    # --- rows ----------------------------------------------------------------------------------

    def _werk_bij(self, asked: Mapping[int, Foto], whole: Mapping[int, Foto]) -> None:
        rows = Organisatie.objects.in_bulk(list(asked))
        columns = {"buurt_id", "zoektekst", "gewijzigd"}
        refs = _verwijzingen(list(asked.values()))
        for pk, values in asked.items():
            typed = _kolommen(values, refs) | _afgeleid(whole[pk]) | {"gewijzigd": timezone.now()}
            columns |= typed.keys()
            for name, value in typed.items():
                setattr(rows[pk], name, value)
        names = [name.removesuffix("_id") for name in sorted(columns)]
        Organisatie.objects.bulk_update(rows.values(), names, batch_size=PORTIE)

    @staticmethod
    def _hang_aan(asked: Mapping[int, Foto]) -> None:
        for name, field in HANGENDE.items():
            values = {pk: beeld[name] for pk, beeld in asked.items() if name in beeld}
            if values:
                _of_weiger(name, field.schrijf, values)
        koepels = {pk: beeld["koepel"] for pk, beeld in asked.items() if beeld.get("koepel")}
        _zet_koepels(koepels)

    # --- ledger --------------------------------------------------------------------------------

    def _noteer(self, before: Mapping[int, Foto], ids: Sequence[int]) -> None:
        uuids = dict(Organisatie.objects.filter(pk__in=ids).values_list("pk", "uuid"))
        changes = [
            (pk, name, old, new)
            for pk, beeld in fotos(ids).items()
            for name, (old, new) in verschil(before[pk], beeld).items()
        ]
        rows = Wijziging.objects.bulk_create(
            Wijziging(
                ronde=self.ronde,
                organisatie_id=pk,
                organisatie_uuid=uuids[pk],
                veld=name,
                voor=None if name in PERSOONLIJK else old,
                na=None if name in PERSOONLIJK else new,
            )
            for pk, name, old, new in changes
        )
        PersoonlijkeWaarde.objects.bulk_create(
            PersoonlijkeWaarde(wijziging=row, voor=old, na=new)
            for row, (_, name, old, new) in zip(rows, changes, strict=True)
            if name in PERSOONLIJK
        )
        self.aantal += len(ids)

    def _noteer_nieuw(self, uuids: Mapping[int, UUID]) -> None:
        after = fotos(uuids)
        rows = Wijziging.objects.bulk_create(
            Wijziging(
                ronde=self.ronde,
                organisatie_id=pk,
                organisatie_uuid=uuids[pk],
                na=_zonder_personen(beeld),
            )
            for pk, beeld in after.items()
        )
        PersoonlijkeWaarde.objects.bulk_create(
            PersoonlijkeWaarde(wijziging=row, na={name: beeld[name] for name in PERSOONLIJK})
            for row, beeld in zip(rows, after.values(), strict=True)
            if any(beeld[name] for name in PERSOONLIJK)
        )
        self.aantal += len(rows)


def leid_af(ids: Sequence[int]) -> None:
    """Work out again what follows from the rest: the buurt of the point, and the search text."""
    rows = Organisatie.objects.in_bulk(list(ids))
    for pk, beeld in fotos(ids).items():
        for name, value in _afgeleid(beeld).items():
            setattr(rows[pk], name, value)
        rows[pk].gewijzigd = timezone.now()
    Organisatie.objects.bulk_update(
        rows.values(), ["buurt", "zoektekst", "gewijzigd"], batch_size=PORTIE
    )


def _afgeleid(beeld: Foto) -> dict[str, Any]:
    point = (beeld["lat"], beeld["lon"])
    overleg = beeld["overleg"] or {}
    texts = [beeld[name] for name in ("naam", "samenvatting", "omschrijving", "voor_professionals")]
    texts += [beeld["straat"], overleg.get("voor_wie", ""), overleg.get("doel", "")]
    tokens = [f"s:{beeld['soort']}"]
    tokens += [f"o:{slug}" for slug in beeld["ondersteuning"]]
    tokens += [f"d:{slug}" for slug in beeld["doelgroepen"]]
    return {
        "buurt_id": None if None in point else buurt_van_punt(*point),
        "zoektekst": zoektekst(texts, tokens),
    }


def _keur_alle(rijen: Sequence[Foto], zonder: Sequence[str] = ()) -> list[Foto]:
    """Check every row and report every fault of every row at once."""
    clean: list[Foto] = []
    faults: list[Fout] = []
    for number, rij in enumerate(rijen):
        extra = {name: rij[name] for name in zonder if name in rij}
        try:
            row = keur({k: v for k, v in rij.items() if k not in extra}, rij=number)
            clean.append({**row, **extra})
            if zonder:
                keur_geheel(clean[-1], rij=number)
        except Geweigerd as error:
            faults += error.fouten
    if faults:
        raise Geweigerd(faults)
    return clean


def _keur_samenhang(whole: Mapping[int, Foto]) -> None:
    for number, beeld in enumerate(whole.values()):
        keur_geheel(beeld, rij=number)


def _nieuwe_waarden(before: Foto, values: Foto) -> Foto:
    return {name: new for name, (_, new) in verschil(before, values).items()}


def _zonder_personen(beeld: Foto) -> Foto:
    return {name: value for name, value in beeld.items() if name not in PERSOONLIJK}


def _verwijzingen(rijen: Sequence[Foto]) -> dict[str, dict[str, int]]:
    soorten = {rij["soort"] for rij in rijen if rij.get("soort")}
    wijken = {rij["wijk"] for rij in rijen if rij.get("wijk")}
    return {
        "soort": _of_weiger("soort", ids_van, Soort, "slug", soorten, "Soort"),
        "wijk": _of_weiger("wijk", ids_van, Wijk, "slug", wijken, "Wijk"),
    }


def _kolommen(values: Foto, refs: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The values as the model's own attributes; koepel follows when all entries exist."""
    typed = {name: values[name] for name in KOLOMMEN if name in values}
    for name in DATUM:
        if typed.get(name):
            typed[name] = date.fromisoformat(typed[name])
    for name, ids in refs.items():
        if name in values:
            typed[f"{name}_id"] = ids[values[name]] if values[name] else None
    if "koepel" in values and not values["koepel"]:
        typed["koepel_id"] = None
    return typed


def _rijen(clean: Sequence[Foto]) -> Iterator[Organisatie]:
    refs = _verwijzingen(clean)
    for beeld in clean:
        identity = UUID(beeld["uuid"]) if beeld.get("uuid") else uuid4()
        yield Organisatie(uuid=identity, **_kolommen(beeld, refs), **_afgeleid(beeld))


def _zet_koepels(koepels: Mapping[int, str]) -> None:
    ids = _of_weiger("koepel", ids_van, Organisatie, "uuid", set(koepels.values()), "Organisatie")
    rows = [Organisatie(pk=pk, koepel_id=ids[value]) for pk, value in koepels.items()]
    Organisatie.objects.bulk_update(rows, ["koepel"], batch_size=PORTIE)


def _geef_slugs(clean: Sequence[Foto]) -> None:
    """A web address for every entry that has none yet: from its name, numbered when taken."""
    taken = set(Organisatie.objects.values_list("slug", flat=True))
    taken |= {beeld["slug"] for beeld in clean if beeld["slug"]}
    last: dict[str, int] = {}
    for beeld in clean:
        if not beeld["slug"]:
            beeld["slug"] = _vrije_slug(slugify(beeld["naam"])[:100] or "organisatie", taken, last)
            taken.add(beeld["slug"])


def _vrije_slug(base: str, taken: set[str], last: dict[str, int]) -> str:
    if base not in taken:
        return base
    number = last.get(base, 2)
    while f"{base}-{number}" in taken:
        number += 1
    last[base] = number + 1
    return f"{base}-{number}"


def _of_weiger(name: str, function: Any, *args: Any) -> Any:
    """Run it; an unknown reference becomes a refusal that names the field."""
    try:
        return function(*args)
    except ValueError as error:
        raise Geweigerd([Fout(0, name, str(error))]) from None
