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
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisaties.foto import PERSOONLIJK, Foto, fotos, verschil
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
    afgeleid,
    als_rijen,
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

PORTIE = 1_000  # rows in one INSERT or UPDATE


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
    keys = sorted(ids)
    for start in range(0, len(keys), PORTIE):
        rows = Organisatie.objects.filter(pk__in=keys[start : start + PORTIE])
        list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


class Schrijver:
    """Writes entries within a round. ``aantal`` counts the entries that really changed.

    Each act is whole or not at all, also for who catches the refusal and goes on.
    """

    def __init__(self, row: Ronde) -> None:
        self.ronde = row
        self.aantal = 0

    @transaction.atomic
    def nieuw(self, rijen: Sequence[Foto]) -> list[int]:
        """Make entries; gives their keys in the order asked. Raises ``Geweigerd``."""
        clean = _keur_alle([{**LEEG, **rij} for rij in rijen], zonder=("uuid",))
        geef_slugs(clean)
        keur_uniek("slug", [beeld["slug"] for beeld in clean])
        keur_uniek("uuid", [beeld.setdefault("uuid", str(uuid4())) for beeld in clean])
        with zelfde_gebieden():
            rows = list(als_rijen(clean))
        made = Organisatie.objects.bulk_create(rows, batch_size=PORTIE)
        self._hang_aan({row.pk: beeld for row, beeld in zip(made, clean, strict=True)})
        self._noteer_nieuw({row.pk: row.uuid for row in made})
        return [row.pk for row in made]

    @transaction.atomic
    def wijzig(self, waarden: Mapping[int, Foto]) -> list[int]:
        """Change the given fields of entries; gives the keys of those that really changed."""
        vergrendel(waarden)
        before = fotos(waarden)
        _weiger_verdwenen(waarden, before)
        clean = dict(zip(waarden, _keur_alle(list(waarden.values())), strict=True))
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
        self._noteer_nieuw({organisatie.pk: organisatie.uuid})

    # --- rows ----------------------------------------------------------------------------------

    def _werk_bij(self, asked: Mapping[int, Foto], whole: Mapping[int, Foto]) -> None:
        rows = Organisatie.objects.in_bulk(list(asked))
        columns = {"buurt_id", "zoektekst", "gewijzigd"}
        refs = verwijzingen(list(asked.values()))
        with zelfde_gebieden():
            derived = {pk: afgeleid(whole[pk]) for pk in asked}
        for pk, values in asked.items():
            typed = kolommen(values, refs) | derived[pk] | {"gewijzigd": timezone.now()}
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
                of_weiger(name, field.schrijf, values)
        koepels = {pk: beeld["koepel"] for pk, beeld in asked.items() if beeld.get("koepel")}
        _zet_koepels(koepels)

    # --- ledger --------------------------------------------------------------------------------

    def _noteer(self, before: Mapping[int, Foto], ids: Sequence[int]) -> None:
        uuids = _uuids(ids)
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
    with zelfde_gebieden():
        derived = {pk: afgeleid(beeld) for pk, beeld in fotos(ids).items()}
    for pk, values in derived.items():
        for name, value in values.items():
            setattr(rows[pk], name, value)
        rows[pk].gewijzigd = timezone.now()
    Organisatie.objects.bulk_update(
        rows.values(), ["buurt", "zoektekst", "gewijzigd"], batch_size=PORTIE
    )


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


def _uuids(ids: Iterable[int]) -> dict[int, UUID]:
    return {pk: row.uuid for pk, row in Organisatie.objects.only("uuid").in_bulk(list(ids)).items()}


def _weiger_verdwenen(waarden: Mapping[int, Foto], before: Mapping[int, Foto]) -> None:
    gone = [number for number, pk in enumerate(waarden) if pk not in before]
    if gone:
        raise Geweigerd([Fout(n, "id", "Deze ingang bestaat niet meer.") for n in gone])


def _zet_koepels(koepels: Mapping[int, str]) -> None:
    ids = of_weiger("koepel", ids_van, Organisatie, "uuid", set(koepels.values()), "Organisatie")
    if any(ids[value] == pk for pk, value in koepels.items()):
        raise Geweigerd([Fout(0, "koepel", "Een ingang kan niet bij zichzelf horen.")])
    rows = [Organisatie(pk=pk, koepel_id=ids[value]) for pk, value in koepels.items()]
    Organisatie.objects.bulk_update(rows, ["koepel"], batch_size=PORTIE)
