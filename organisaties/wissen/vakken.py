"""Where else persons may stand: ledger, imports, proposals, reports, requests, mail and logs.

One ``Vak`` a table: which columns, and what becomes of a row. A test holds this list beside all
columns of all tables, so that a new one is not forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import connection, models
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisaties.aanmeldingen import PERSOONLIJK as AANMELDER
from organisaties.foto import PERSOONLIJK, VELDEN
from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.tabel import persoonlijke_koppen
from organisaties.models import (
    Aanmelding,
    Bericht,
    Controle,
    Invoer,
    Invoerregel,
    Melding,
    PersoonlijkeWaarde,
    Ronde,
    Uitvoer,
    Voorstel,
    Wijziging,
)
from organisaties.models.invoer import AFDRUK
from wijken.models import Gebiedsronde, Gebiedswijziging, Wijk
from wijken.porties import in_porties

from .kenmerken import GEWIST, Kenmerken
from .waarden import NAAM_VAN_DE_INGANG, passend, schone_foto, schoon, schoon_veld

Rij = dict[str, Any]  # the columns of a row, and its "pk"
WEG: Rij = {}  # what a row becomes that goes as a whole
_AANGEHAALD = re.compile("“[^”]*”")
PORTIE = 500
SPELING = 1_000  # keys that others may have taken and not yet written, where many write at once


@dataclass(frozen=True)
class Gezien:
    """What a search saw of one table: which rows hold persons, its last key, and since when."""

    sleutels: list[int]
    hoogste: int
    sinds: datetime


def _nooit(_sinds: datetime) -> Q:
    """Rows are added only; what stands there does not change."""
    return Q(pk__in=[])


def _altijd(_sinds: datetime) -> Q:
    """There are few."""
    return Q()


def _per_kolom(rij: Rij, wie: Kenmerken) -> Rij:
    return {name: schoon(value, wie) for name, value in rij.items() if name != "pk"}


@dataclass(frozen=True)
class Vak:
    """One table: ``naam`` for people, the columns that are looked at, and what a row becomes.

    ``lees`` are columns that tell how to look at the others. ``levend`` says which rows may have
    changed since a search, beside those that were added.
    """

    model: type[models.Model]
    naam: Any
    kolommen: tuple[str, ...]
    schoon: Callable[[Rij, Kenmerken], Rij] = _per_kolom
    lees: tuple[str, ...] = ()
    rijen: Q = field(default_factory=Q)
    levend: Callable[[datetime], Q] = _nooit

    def zoek(self, wie: Kenmerken, gezien: Gezien | None = None) -> dict[int, Rij]:
        """Give what each row that holds the person becomes, by key; ``WEG`` when it goes.

        After an earlier search only what that found, and what came or may have changed since.
        """
        names = ("pk", *self.kolommen, *self.lees)
        found = {}
        for rows in self._te_lezen(gezien):
            for row in rows.order_by().values(*names).iterator():
                if wie.misschien([row[name] for name in self.kolommen]):
                    found |= self._wordt(row, wie)
        return found

    @property
    def op_de_kaart(self) -> bool:
        """Whether visitors see this table, so that the content version has to move."""
        return self.model is Wijk

    def hoogste(self) -> int:
        """Give a key below which every row is seen by a search that begins now."""
        last = self.model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        return last if connection.vendor == "sqlite" else last - SPELING

    def _te_lezen(self, gezien: Gezien | None) -> Iterator[QuerySet]:
        rows = self.model._default_manager.filter(self.rijen)
        if gezien is None:
            yield rows
            return
        for portion in in_porties(gezien.sleutels, PORTIE):
            yield rows.filter(pk__in=portion)
        yield rows.filter(Q(pk__gt=gezien.hoogste) | self.levend(gezien.sinds))

    def _wordt(self, row: Rij, wie: Kenmerken) -> dict[int, Rij]:
        new = self.schoon(row, wie)
        changed = any(new.get(name) != row[name] for name in self.kolommen)
        return {row["pk"]: new and self._passend(new)} if changed else {}

    def wis(self, gevonden: dict[int, Rij]) -> None:
        """Write what ``zoek`` found."""
        gone = [pk for pk, new in gevonden.items() if new is WEG]
        for portion in in_porties(gone, PORTIE):
            self._rijen(portion).delete()
        for pk, new in gevonden.items():
            if new is not WEG:
                self._rijen([pk]).update(**new)

    def _rijen(self, keys: list[int]) -> QuerySet:
        return self.model._default_manager.filter(pk__in=keys)

    def _passend(self, rij: Rij) -> Rij:
        return {name: self._in_kolom(name, value) for name, value in rij.items()}

    def _in_kolom(self, naam: str, waarde: Any) -> Any:
        column = self.model._meta.get_field(naam)
        if isinstance(column, models.EmailField) and GEWIST in waarde:
            return ""  # the word is no address
        return passend(column, waarde)


# --- what becomes of a row ------------------------------------------------------------------------


def _wijziging(rij: Rij, wie: Kenmerken) -> Rij:
    return {name: schoon_veld(rij["veld"], rij[name], wie) for name in ("voor", "na")}


def _persoonlijk(rij: Rij, wie: Kenmerken) -> Rij:
    """Take the person out of both sides; when nothing else changed, the line says "(gewist)"."""
    new = {name: schone_foto(rij[name], wie) if rij["wijziging__veld"] == "" else
           schoon(rij[name], wie, rij["wijziging__veld"]) for name in ("voor", "na")}  # fmt: skip
    changed = any(new[name] != rij[name] for name in new)
    return WEG if changed and not _over(new["voor"], new["na"]) else new


def _over(voor: Any, na: Any) -> bool:
    """Whether the two sides still tell a change."""
    filled = [value for value in (voor, na) if value and value != {"personen": []}]
    return bool(filled) and voor != na


def _voorstel(rij: Rij, wie: Kenmerken) -> Rij:
    """Drop a list of persons of which nobody is left: it proposes nothing any more."""
    value = schoon_veld(rij["veld"], rij["waarde"], wie)
    if rij["veld"] in PERSOONLIJK and rij["waarde"] and not value:
        return WEG
    return {"waarde": value}


def _regel(rij: Rij, wie: Kenmerken) -> Rij:
    new = {name: schone_foto(rij[name], wie) for name in ("waarden", "voorstel")}
    beside = ("sleutel", "let_op", "melding", "koppeling")
    new |= {name: schoon(rij[name], wie) for name in beside}
    new["cellen"] = _cellen(rij["cellen"], wie)
    if new["cellen"] != rij["cellen"]:  # a sentence may quote the beginning of a cell
        new["melding"] = _AANGEHAALD.sub(f"“{GEWIST}”", new["melding"])
        new["let_op"] = []
    return new


def _cellen(cellen: dict[str, str], wie: Kenmerken) -> dict[str, str]:
    """Take the person out of a row as it stood in a file.

    Where she stands in one cell, the others may hold her function or name: of a list of contacts
    her line goes, of a column of persons the whole cell.
    """
    if not any(wie.raakt(text) for text in cellen.values()):
        return cellen
    try:
        personal = persoonlijke_koppen(list(cellen))
    except BestandGeweigerd:
        personal = set(cellen)
    return {
        head: _cel(text, wie) if head in personal else wie.schoon(text)
        for head, text in cellen.items()
    }


def _cel(tekst: str, wie: Kenmerken) -> str:
    lines = tekst.split("\n")
    return "\n".join(line for line in lines if not wie.raakt(line)) if len(lines) > 1 else ""


def _aanmelding(rij: Rij, wie: Kenmerken) -> Rij:
    """Empty a request of this person; one that nobody judged yet is closed."""
    if not wie.is_van("", rij["email"], rij["telefoon"], rij["naam"]):
        return _per_kolom({name: rij[name] for name in (*AANMELDER, "toestemming")}, wie)
    new = {**dict.fromkeys(AANMELDER, ""), "toestemming": rij["toestemming"]}
    if rij["stand"] == Aanmelding.Stand.OPEN:
        new |= {"stand": Aanmelding.Stand.AFGEWEZEN, "behandeld_op": timezone.now()}
    return new


def _uitvoer(rij: Rij, wie: Kenmerken) -> Rij:
    """Blank the print of the person's row; its id stays, and "changed since" tells it is gone."""
    prints = rij["afdrukken"]
    return {
        "afdrukken": {
            name: "" if any(uuid in name for uuid in wie.uuids) else value
            for name, value in prints.items()
        }
    }


_OPEN_VELDEN = [name for name in VELDEN if name not in NAAM_VAN_DE_INGANG]
VAKKEN = (
    Vak(PersoonlijkeWaarde, _("geschiedenis van personen"), ("voor", "na"), _persoonlijk,
        ("wijziging__veld",)),
    Vak(Wijziging, _("geschiedenis van teksten"), ("voor", "na"), _wijziging, ("veld",),
        Q(veld="") | Q(veld__in=_OPEN_VELDEN)),
    Vak(Ronde, _("redenen in de geschiedenis"), ("bron", "reden")),
    Vak(Voorstel, _("voorstellen uit bronnen"), ("waarde",), _voorstel, ("veld",),
        levend=lambda sinds: Q(gemaakt__gte=sinds) | Q(besloten_op__gte=sinds)),
    Vak(Invoerregel, _("regels van ingelezen bestanden"),
        ("sleutel", "waarden", "voorstel", "melding", "let_op", "koppeling", "cellen"), _regel),
    Vak(Invoer, _("ingelezen bestanden"), ("bestand", "melding", "overgeslagen"),
        levend=_altijd),
    Vak(Melding, _("meldingen"),
        ("voorstel", "gezien", "tekst", "email", "besluit", "antwoord"),
        levend=lambda sinds: Q(stand=Melding.Stand.NIEUW) | Q(behandeld_op__gte=sinds)),
    Vak(Aanmelding, _("aanmeldingen voor een overleg"), (*AANMELDER, "toestemming"), _aanmelding,
        ("stand",), levend=lambda _sinds: Q(stand=Aanmelding.Stand.OPEN)),
    Vak(Bericht, _("verstuurde mails"), ("aan", "onderwerp", "fout"),
        levend=lambda sinds: Q(gestuurd_op__gte=sinds) | Q(stand=Bericht.Stand.TERUG)),
    Vak(Controle, _("vragen om controle"), ("aan",),
        levend=lambda sinds: Q(laatst_gestuurd_op__gte=sinds)),
    Vak(Uitvoer, _("meegenomen lijsten"), ("afdrukken",), _uitvoer),
    Vak(LogEntry, _("logboek van het beheer"), ("object_repr", "change_message")),
    Vak(Gebiedswijziging, _("geschiedenis van gebieden en woorden"),
        ("wie", "reden", "naam", "voor", "na")),
    Vak(Gebiedsronde, _("ingelezen gebieden"), ("wie", "bestand", "wijzigingen")),
    Vak(Wijk, _("teksten over wijken"), ("toelichting", "bron"), levend=_altijd),
)  # fmt: skip


def vergeet_afdrukken(ids: set[int]) -> int:
    """Forget the prints of decided proposals about persons of these entries.

    A print is made of the whole list, so nobody can tell whether the person was in it.
    """
    rows = Voorstel.objects.filter(organisatie__in=ids, veld__in=PERSOONLIJK)
    return rows.filter(waarde__has_key=AFDRUK).update(waarde={AFDRUK: ""})


_OVER_EEN_INGANG = {
    PersoonlijkeWaarde: "wijziging__organisatie_id",
    Voorstel: "organisatie_id",
    Invoerregel: "organisatie_id",
}


def ingangen_van(vak: Vak, keys: list[int]) -> Iterator[int]:
    """Give the entries of which these rows held persons."""
    path = _OVER_EEN_INGANG.get(vak.model)
    for portion in in_porties(keys if path else [], PORTIE):
        rows = vak.model._default_manager.filter(pk__in=portion)
        yield from (pk for pk in rows.values_list(path, flat=True) if pk is not None)
