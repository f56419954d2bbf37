"""Undo a round as a whole: give back what stood there, and leave alone what people did since.

A field goes back only when it still holds what the round wrote; an entry that the round made is
removed only when nobody touched it since. What stays is named. Who may not remove entries
(``Handeling.VERWIJDEREN``) stops them instead: they keep their keys, so that the next import of the
source finds them and does not make them twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from organisaties.dubbelen.onthouden import heropen_na_herstel
from organisaties.foto import PERSOONLIJK, Foto, fotos
from organisaties.invoer.bron import Melder
from organisaties.keuring import Geweigerd
from organisaties.leesbaar import dag, label
from organisaties.models import Gebruiker, Invoer, Organisatie, Ronde, Voorstel, Wijziging
from organisaties.rechten import Handeling, mag
from organisaties.rijen import LEEG
from organisaties.schrijven import Schrijver, ronde, vergrendel
from wijken import versie
from wijken.cijfers import cijfers_nu, herstel_cijfers
from wijken.porties import in_porties

PORTIE = 1_000


class KanNietTerug(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """The round cannot be undone, or was undone before; the sentence says why."""


@dataclass
class Herstel:
    """What an undo did: its round (None when nothing was left to give back), and what stayed."""

    ronde: Ronde | None = None
    velden: int = 0
    verwijderd: int = 0
    gestopt: int = 0
    teruggezet: int = 0
    gebleven: list[str] = field(default_factory=list)


def draai_invoer_terug(
    invoer: Invoer, *, wie: Gebruiker | None = None, voortgang: Melder | None = None
) -> Herstel:
    """Undo an import with all it wrote: entries, proposals and figures of areas."""
    with transaction.atomic():
        run = Invoer.objects.select_for_update().get(pk=invoer.pk)
        if run.stand not in (Invoer.Stand.TOEGEPAST, Invoer.Stand.HERSTELLEN):
            raise KanNietTerug("Alleen een toegepaste invoer kan worden teruggedraaid.")
        result = Herstel()
        if run.ronde:
            result = _of_kan_niet(run.ronde, wie, voortgang)
        Voorstel.objects.filter(invoer=run, stand=Voorstel.Stand.OPEN).delete()
        if "voor" in run.cijfers:
            _cijfers_terug(run, result)
        run.stand, run.melding = Invoer.Stand.TERUGGEDRAAID, "\n".join(result.gebleven)
        run.save(update_fields=["stand", "melding"])
    return result


def _cijfers_terug(run: Invoer, result: Herstel) -> None:
    """Give figures of areas back, unless a later file brought others."""
    figures = run.cijfers
    subject, year = figures["onderwerp"], figures["jaar"]
    if cijfers_nu(subject, jaar=year) != figures["aantallen"]:
        result.gebleven.append(f"De aantallen ({subject}, {year}) zijn daarna vernieuwd.")
        return
    herstel_cijfers(subject, figures["voor"], jaar=year)
    versie.ophogen()


def _of_kan_niet(terug: Ronde, wie: Gebruiker | None, voortgang: Melder | None) -> Herstel:
    """Undo, or say why an old value can no longer be written."""
    try:
        return draai_terug(terug, wie=wie, voortgang=voortgang)
    except Geweigerd as error:
        raise KanNietTerug(f"Een oude waarde kan niet meer terug. {error}") from None


def draai_terug(
    terug: Ronde, *, wie: Gebruiker | None = None, voortgang: Melder | None = None
) -> Herstel:
    """Undo one round. Raises ``KanNietTerug``."""
    tell = voortgang or (lambda _n: None)
    result = Herstel()
    reason = f"{terug.get_aard_display()} van {dag(terug.wanneer)} teruggedraaid"
    with ronde(Ronde.Aard.HERSTEL, wie=wie, bron=terug.bron, reden=reason, herstelt=terug) as s:
        if terug.hersteld_door.exclude(pk=s.ronde.pk).exists():
            raise KanNietTerug("Deze ronde is al teruggedraaid.")
        done = 0
        for step in (_zet_terug, _zet_velden_terug, _haal_weg):
            for number in step(s, terug, result):
                done += number
                tell(done)
        heropen_na_herstel(terug.wijzigingen.values_list("organisatie_id", flat=True))
    result.ronde = s.ronde if s.aantal else None
    return result


def _zet_velden_terug(schrijver: Schrijver, terug: Ronde, result: Herstel) -> Iterator[int]:
    """Give fields back their old value, where the round's own value still stands."""
    rows = terug.wijzigingen.exclude(veld="").exclude(organisatie=None)
    keys = list(rows.order_by().values_list("organisatie_id", flat=True).distinct())
    for portion in in_porties(sorted(keys), PORTIE):
        vergrendel(portion)
        beelden = fotos(portion)
        asked: dict[int, Foto] = defaultdict(dict)
        own = rows.filter(organisatie__in=portion).select_related("persoonlijk", "organisatie")
        for row in own:
            old, new = _waarden(row)
            if beelden[row.organisatie_id][row.veld] == new:
                asked[row.organisatie_id][row.veld] = old
            elif beelden[row.organisatie_id][row.veld] != old:
                result.gebleven.append(
                    f"{row.organisatie}: “{label(row.veld)}” is daarna gewijzigd."
                )
        schrijver.wijzig(asked)
        result.velden += sum(map(len, asked.values()))
        yield len(portion)


def _waarden(row: Wijziging) -> tuple[Any, Any]:
    """Read before and after; persons stand apart, and are gone when they were erased."""
    if row.veld not in PERSOONLIJK:
        return row.voor, row.na
    apart = getattr(row, "persoonlijk", None)
    return (apart.voor, apart.na) if apart else (None, None)


def haalt_weg(wie: Gebruiker | None) -> bool:
    """Whether an undo by this user removes the entries that were made; None is who runs the site.

    Otherwise it stops them.
    """
    return wie is None or mag(wie, Handeling.VERWIJDEREN)


def _haal_weg(schrijver: Schrijver, terug: Ronde, result: Herstel) -> Iterator[int]:
    """Remove or stop the entries that the round made, unless somebody touched them since."""
    made = terug.wijzigingen.filter(veld="", voor__isnull=True).exclude(organisatie=None)
    keys = list(made.values_list("organisatie_id", flat=True))
    for portion in in_porties(keys, PORTIE):
        later = (
            Wijziging.objects.filter(organisatie__in=portion, ronde__hersteld_door=None)
            .exclude(ronde__in=[terug, schrijver.ronde])
            .exclude(ronde__aard=Ronde.Aard.HERSTEL)
        )
        touched = set(later.values_list("organisatie_id", flat=True))
        result.gebleven += [
            f"{naam}: is daarna bewerkt en blijft staan."
            for naam in Organisatie.objects.filter(pk__in=touched).values_list("naam", flat=True)
        ]
        made_only = [pk for pk in portion if pk not in touched]
        if haalt_weg(schrijver.ronde.wie):
            result.verwijderd += schrijver.verwijder(made_only)
        else:
            stopped = {"status": Organisatie.Status.GESTOPT.value}
            result.gestopt += len(schrijver.wijzig({pk: dict(stopped) for pk in made_only}))
        yield len(portion)


def _zet_terug(schrijver: Schrijver, terug: Ronde, result: Herstel) -> Iterator[int]:
    """Make again what the round removed, with the uuid and web address that it had.

    Its persons are gone: they were erased with it.
    """
    removed = terug.wijzigingen.filter(veld="", na__isnull=True, organisatie=None)
    rows = [{**LEEG, **row.voor, "uuid": str(row.organisatie_uuid)} for row in removed if row.voor]
    taken = set(Organisatie.objects.values_list("slug", flat=True)) if rows else set()
    rows = [row if row["slug"] not in taken else {**row, "slug": ""} for row in rows]
    if rows:
        schrijver.nieuw(rows)
    result.teruggezet += len(rows)
    yield len(rows)
