"""The one write path: every change of an entry goes through here and leaves a trace.

::

    with ronde(Ronde.Aard.BEWERKING, wie=gebruiker, reden="telefoonnummer klopt niet") as schrijver:
        schrijver.wijzig({organisatie.pk: {"naam": "Nieuwe naam"}})

One round is one transaction. A photograph before and one after fill the ledger, whatever happened
in between; the content version is counted up last. A round that changed nothing leaves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisaties.foto import INGANGEN, PERSOONLIJK, Foto, foto, fotos, verschil
from organisaties.invoegen import voeg_in, werk_bij
from organisaties.keuring import Fout, Geweigerd, keur, keur_geheel, keur_kolom, keur_uniek
from organisaties.models import (
    Gebruiker,
    Organisatie,
    PersoonlijkeWaarde,
    Ronde,
    Wijziging,
)
from organisaties.rijen import (
    LEEG,
    RIJ,
    afgeleid,
    als_rijen,
    bezette_slugs,
    geef_slugs,
    kolommen,
    of_weiger,
    onthoud_gebieden,
    verwijzingen,
    zelfde_gebieden,
)
from organisaties.velden import HANGENDE, ids_van
from wijken import versie
from wijken.geheugen import zonder_onthouden
from wijken.porties import in_porties
from wijken.vlakken import buurt_van_punt

PORTIE = 1_000  # keys in one IN (...)
SLEUTELFIGUUR = "sleutelfiguur"  # what the ledger calls a person who belongs to no entry


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
    texts = {"bron": bron, "reden": reden}
    texts = {k: keur_kolom(Ronde._meta.get_field(k), text) for k, text in texts.items()}
    onthoud_gebieden()
    with transaction.atomic(), zonder_onthouden():
        row = Ronde.objects.create(aard=aard, wie=wie, herstelt=herstelt, **texts)
        schrijver = Schrijver(row)
        yield schrijver
        if schrijver.aantal:
            versie.ophogen()
        else:
            row.delete()


def vergrendel(ids: Iterable[int]) -> None:
    """Hold these entries until the transaction ends, so that nobody writes between look and write.

    In one order, so that two who hold several do not wait for each other. SQLite holds the whole
    database already.
    """
    for portion in in_porties(sorted(ids), PORTIE):
        rows = Organisatie.objects.filter(pk__in=portion)
        list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True)
class Regel:
    """One line of the ledger: a field of an entry, or without ``veld`` the entry that was made."""

    pk: int | None
    uuid: UUID
    veld: str = ""
    voor: Any = None
    na: Any = None
    persoonlijk: dict[str, Any] = field(default_factory=dict)

    @property
    def heeft_personen(self) -> bool:
        return any(self.persoonlijk.values())


class Schrijver:
    """Writes entries within a round. ``aantal`` counts the entries that really changed.

    Each act is whole or not at all, also for who catches the refusal and goes on.
    """

    def __init__(self, row: Ronde) -> None:
        self.ronde = row
        self.aantal = 0

    @cached_property
    def _slugs(self) -> set[str]:
        """The web addresses in use: read once a round, and kept along with what it adds."""
        return bezette_slugs()

    @transaction.atomic
    def nieuw(self, rijen: Sequence[Foto], *, gekeurd: bool = False) -> list[int]:
        """Make entries; gives their keys in the order asked. Raises ``Geweigerd``.

        ``gekeurd``: each value went through ``keur`` before, as those of a plan did.
        """
        whole = [{**LEEG, **rij} for rij in rijen]
        clean = whole if gekeurd else _keur_alle(whole, zonder=("uuid",))
        geef_slugs(clean, self._slugs)
        keur_uniek("slug", [beeld["slug"] for beeld in clean])
        keur_uniek("uuid", [beeld.setdefault("uuid", str(uuid4())) for beeld in clean])
        with zelfde_gebieden():
            voeg_in(Organisatie, RIJ, als_rijen(clean))
        keys = ids_van(Organisatie, "uuid", {beeld["uuid"] for beeld in clean}, "Ingang")
        made = {keys[beeld["uuid"]]: beeld for beeld in clean}
        filled = {pk: _gevuld(beeld) for pk, beeld in made.items()}
        self._hang_aan(filled)
        self._noteer_nieuw(filled)
        return list(made)

    @transaction.atomic
    def wijzig(self, waarden: Mapping[int, Foto], *, gekeurd: bool = False) -> list[int]:
        """Change the given fields of entries; gives the keys of those that really changed."""
        vergrendel(waarden)
        before = fotos(waarden)
        _weiger_verdwenen(waarden, before)
        given = list(waarden.values())
        clean = dict(zip(waarden, given if gekeurd else _keur_alle(given), strict=True))
        asked = {pk: _nieuwe_waarden(before[pk], clean[pk]) for pk in waarden}
        asked = {pk: values for pk, values in asked.items() if values}
        whole = {pk: {**before[pk], **values} for pk, values in asked.items()}
        _keur_samenhang(whole)
        slugs = {pk: values["slug"] for pk, values in asked.items() if "slug" in values}
        keur_uniek("slug", list(slugs.values()), list(slugs))
        self._werk_bij(asked, whole)
        self._hang_aan(asked)
        self._noteer(before, list(asked))
        return list(asked)

    @transaction.atomic
    def verwijder(self, ids: Iterable[int]) -> int:
        """Remove entries for good; the ledger keeps what they were, without their persons.

        What named them (as its umbrella, as a member) loses that name, and the ledger says so.
        """
        ids = list(ids)
        vergrendel(ids)
        before = fotos(ids)
        uuids = _uuids(before)
        PersoonlijkeWaarde.objects.filter(
            wijziging__in=Wijziging.objects.filter(organisatie__in=before)
        ).delete()
        Wijziging.objects.bulk_create(
            Wijziging(ronde=self.ronde, organisatie_uuid=uuids[pk], voor=_zonder_personen(beeld))
            for pk, beeld in before.items()
        )
        named = Q(koepel__in=before) | Q(overleg__leden__in=before)
        others = Organisatie.objects.filter(named).exclude(pk__in=before).distinct()
        with self.vastleggen(list(others.values_list("pk", flat=True))):
            Organisatie.objects.filter(pk__in=before).delete()
        self.aantal += len(before)
        return len(before)

    @contextmanager
    def vastleggen(self, ids: Sequence[int]) -> Iterator[None]:
        """Record whatever is done to these entries inside the block, and mend what is derived.

        For a form that saves by itself, such as the management site's.
        """
        vergrendel(ids)
        before = fotos(ids)
        yield
        changed = [pk for pk, beeld in fotos(ids).items() if beeld != before[pk]]
        leid_af(changed)
        self._noteer(before, changed)

    def vastleggen_nieuw(self, organisatie: Organisatie) -> None:
        """Record an entry that a form has just made."""
        leid_af([organisatie.pk])
        made = _gevuld({**foto(organisatie), "uuid": str(organisatie.uuid)})
        self._noteer_nieuw({organisatie.pk: made})

    def noteer_sleutelfiguur(self, uuid: UUID, voor: Foto | None, na: Foto | None) -> None:
        """Record a key figure of a wijk, who is of no entry (``organisaties.sleutelfiguren``)."""
        row = Regel(None, uuid, SLEUTELFIGUUR, persoonlijk={"voor": voor, "na": na})
        self._schrijf_op([row])
        self.aantal += 1

    # --- rows ----------------------------------------------------------------------------------

    @staticmethod
    def _werk_bij(asked: Mapping[int, Foto], whole: Mapping[int, Foto]) -> None:
        refs = verwijzingen(list(asked.values()))
        now = timezone.now()
        alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        with zelfde_gebieden():
            for pk, values in asked.items():
                row = {**kolommen(values, refs), **afgeleid(whole[pk]), "gewijzigd": now}
                alike[tuple(row)].append((*row.values(), pk))
        for columns, rows in alike.items():
            werk_bij(Organisatie, columns, rows)  # get_field knows "soort_id" as well

    @staticmethod
    def _hang_aan(asked: Mapping[int, Foto]) -> None:
        for name, hanging in HANGENDE.items():
            values = {pk: beeld[name] for pk, beeld in asked.items() if name in beeld}
            if values:
                of_weiger(name, hanging.schrijf, values)
        for name in INGANGEN:
            _verwijs(name, {pk: beeld[name] for pk, beeld in asked.items() if beeld.get(name)})

    # --- ledger --------------------------------------------------------------------------------

    def _noteer(self, before: Mapping[int, Foto], ids: Sequence[int]) -> None:
        uuids = _uuids(ids)
        self._schrijf_op(
            Regel(pk, uuids[pk], name, persoonlijk={"voor": old, "na": new})
            if name in PERSOONLIJK
            else Regel(pk, uuids[pk], name, old, new)
            for pk, beeld in fotos(ids).items()
            for name, (old, new) in verschil(before[pk], beeld).items()
        )
        self.aantal += len(ids)

    def _noteer_nieuw(self, filled: Mapping[int, Foto]) -> None:
        """Keep what new entries are; what is empty goes without saying."""
        self._schrijf_op(
            Regel(
                pk,
                UUID(beeld["uuid"]),
                na={k: v for k, v in _zonder_personen(beeld).items() if k != "uuid"},
                persoonlijk={"na": {k: v for k, v in beeld.items() if k in PERSOONLIJK}},
            )
            for pk, beeld in filled.items()
        )
        self.aantal += len(filled)

    def _schrijf_op(self, regels: Iterable[Regel]) -> None:
        """Write the ledger; values of persons stand apart."""
        rows = list(regels)
        voeg_in(
            Wijziging,
            ("ronde", "organisatie", "organisatie_uuid", "veld", "voor", "na"),
            (
                (self.ronde.pk, row.pk, row.uuid, row.veld, row.voor, row.na)
                for row in rows
                if not row.heeft_personen
            ),
        )
        personal = [row for row in rows if row.heeft_personen]
        kept = Wijziging.objects.bulk_create(
            Wijziging(
                ronde=self.ronde,
                organisatie_id=row.pk,
                organisatie_uuid=row.uuid,
                veld=row.veld,
                na=row.na,
            )
            for row in personal
        )
        PersoonlijkeWaarde.objects.bulk_create(
            PersoonlijkeWaarde(wijziging=change, **row.persoonlijk)
            for change, row in zip(kept, personal, strict=True)
        )


def leid_af(ids: Sequence[int]) -> None:
    """Work out again what follows from the rest: the buurt of the point, and the search text."""
    now = timezone.now()
    with zelfde_gebieden():
        derived = {pk: afgeleid(beeld) for pk, beeld in fotos(ids).items()}
    rows = ((*values.values(), now, pk) for pk, values in derived.items())
    werk_bij(Organisatie, ("buurt", "zoektekst", "gewijzigd"), rows)


@transaction.atomic
def volg_gebieden() -> int:
    """Find the buurt of every point again, after areas changed; gives how many moved.

    It follows from the point and the outlines, so the ledger does not tell it.
    """
    moved = []
    with zelfde_gebieden():
        rows = Organisatie.objects.exclude(lat=None).values_list("pk", "lat", "lon", "buurt_id")
        for pk, lat, lon, old in rows.iterator():
            if (new := buurt_van_punt(lat, lon)) != old:
                moved.append((new, pk))
    werk_bij(Organisatie, ("buurt",), moved)
    if moved:
        versie.ophogen()
    return len(moved)


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


def _gevuld(beeld: Foto) -> Foto:
    return {name: value for name, value in beeld.items() if value != LEEG.get(name)}


def _zonder_personen(beeld: Foto) -> Foto:
    return {name: value for name, value in beeld.items() if name not in PERSOONLIJK}


def _uuids(ids: Iterable[int]) -> dict[int, UUID]:
    return {pk: row.uuid for pk, row in Organisatie.objects.only("uuid").in_bulk(list(ids)).items()}


def _weiger_verdwenen(waarden: Mapping[int, Foto], before: Mapping[int, Foto]) -> None:
    gone = [number for number, pk in enumerate(waarden) if pk not in before]
    if gone:
        raise Geweigerd([Fout(n, "id", "Deze ingang bestaat niet meer.") for n in gone])


def _verwijs(name: str, waarden: Mapping[int, str]) -> None:
    """Point to other entries, by uuid, now that all of them exist."""
    ids = of_weiger(name, ids_van, Organisatie, "uuid", set(waarden.values()), "Organisatie")
    if any(ids[value] == pk for pk, value in waarden.items()):
        raise Geweigerd([Fout(0, name, "Een ingang kan niet bij zichzelf horen.")])
    werk_bij(Organisatie, (name,), ((ids[value], pk) for pk, value in waarden.items()))
