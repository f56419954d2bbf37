"""The parts that are lists: ways to reach an entry, and its persons.

Without JavaScript no row can be added on the page, so there are always empty ones to fill in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from organisaties.foto import Foto
from organisaties.grond import GRONDVRAAG, GrondInvoer
from organisaties.invoer.gewist import gewiste
from organisaties.leesbaar import Leesbaar
from organisaties.models import Contact
from organisaties.telefoon import telefoon
from organisaties.velden.basis import als_uuid
from organisaties.velden.contacten import DAGEN

from .onderdelen import Fouten, Onderdeel

Rij = dict[str, Any]
MEESTE = 60  # rows of one list that are read from what was sent
_CIJFERS = re.compile(r"[0-9].*[0-9].*[0-9]")
_VELDNAMEN = {
    "naam": _l("Naam"),
    "functie": _l("Functie"),
    "rol": _l("Rol in het netwerk"),
    "email": _l("E-mailadres"),
    "telefoon": _l("Telefoon"),
    "zichtbaarheid": _l("Wie mag dit zien?"),
    "grondslag": GRONDVRAAG,
}


class Contactrijen(Onderdeel):
    """General numbers and mailboxes, a row each; who empties a row takes it away."""

    sjabloon = "bewerken/deel/contacten.html"
    kolommen = ("naam", "email", "telefoon")
    minstens = 3

    def toon(self, beeld: Foto) -> list[Rij]:
        return [self._deel(row) for row in beeld.get(self.naam) or [] if self.mee(row)]

    def mee(self, row: Rij) -> bool:  # noqa: ARG002 -- persons look at the row
        """Whether the form shows this row."""
        return True

    def _deel(self, row: Mapping[str, Any]) -> Rij:
        texts = {name: " ".join((row.get(name) or "").split()) for name in self.kolommen}
        return {"uuid": row.get("uuid") or "", **texts, "telefoon": telefoon(texts["telefoon"])}

    def formuliervelden(self, deel: Any, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for place, row in enumerate(self._rijen(deel, data)):
            for name, field in self._velden_van_rij(row).items():
                field.initial = row.get(name, field.initial)
                fields[f"{self.naam}-{place}-{name}"] = field
        return fields

    def _rijen(self, deel: list[Rij], data: Mapping[str, Any] | None) -> list[Rij]:
        if data is None:
            return [*deel, *({} for _ in range(self._leeg(len(deel))))]
        places = self._plaatsen(data)
        uuids = (data.get(f"{self.naam}-{n}-uuid") for n in range(max(places, default=-1) + 1))
        return [{"uuid": str(uuid or "")} for uuid in uuids]

    def _leeg(self, aantal: int) -> int:
        """How many empty rows to show beside those that are filled in."""
        return max(self.minstens - aantal, 0)

    def _velden_van_rij(self, row: Rij) -> dict[str, forms.Field]:  # noqa: ARG002
        return {
            "uuid": forms.CharField(required=False, widget=forms.HiddenInput),
            **{name: _kolomveld(name) for name in self.kolommen},
        }

    def lees(self, data: Mapping[str, Any]) -> list[Rij]:
        rows = (self._gestuurd(data, place) for place in self._plaatsen(data))
        return [row for row in rows if row["uuid"] or _gevuld(row)]

    def _plaatsen(self, data: Mapping[str, Any]) -> list[int]:
        numbers = {_nummer(key) for key in data if key.startswith(f"{self.naam}-")}
        return sorted(n for n in numbers if n is not None)

    def _gestuurd(self, data: Mapping[str, Any], place: int) -> Rij:
        sent = {n: data.get(f"{self.naam}-{place}-{n}") for n in ("uuid", *self.kolommen)}
        return self._deel(sent)

    def samen(self, deel: list[Rij], nu: Foto) -> Foto:
        """Mend the rows that were shown, keep the others as they are, and add the new ones."""
        current = nu.get(self.naam) or []
        sent = {row["uuid"]: row for row in deel if row["uuid"]}
        merged = [self._bijgewerkt(row, sent.get(row["uuid"])) for row in current]
        known = {row["uuid"] for row in current}
        new = [row for row in deel if row["uuid"] not in known and not self._weg(row)]
        added = [self._nieuw(row) for row in self._zonder_gewiste(new)]
        return {self.naam: [*(row for row in merged if row is not None), *added]}

    def _bijgewerkt(self, row: Rij, sent: Rij | None) -> Rij | None:
        if sent is None or not self.mee(row) or sent == self._deel(row):
            return row
        if self._weg(sent):
            return None
        return {**row, **{name: sent[name] for name in self.kolommen}}

    def _weg(self, row: Rij) -> bool:
        return not _gevuld(row)

    def _zonder_gewiste(self, rows: list[Rij]) -> list[Rij]:
        return rows

    def _nieuw(self, row: Rij) -> Rij:
        return {name: row[name] for name in self.kolommen}

    def fouten(self, data: Mapping[str, Any]) -> Fouten:
        for place in self._plaatsen(data):
            row = self._gestuurd(data, place)
            yield from ((f"{self.naam}-{place}-{n}", text) for n, text in self._keur_rij(row))

    def _keur_rij(self, row: Rij) -> Fouten:
        if row["telefoon"] and not _CIJFERS.search(row["telefoon"]):
            yield "telefoon", _("Schrijf een telefoonnummer in cijfers, zoals 070-123 45 67.")

    def voor_pagina(self, form: forms.Form, namen: list[str]) -> list[list[forms.BoundField]]:
        """Give the fields row by row, the hidden key of a row last."""
        found: dict[int, list[forms.BoundField]] = defaultdict(list)
        for name in namen:
            found[_nummer(name) or 0].append(form[name])
        return [[*fields, form[f"{self.naam}-{n}-uuid"]] for n, fields in sorted(found.items())]

    def woorden(self, deel: list[Rij], leesbaar: Leesbaar) -> str:
        return leesbaar.tekst(self.naam, [row for row in deel if not self._weg(row)])


class Personen(Contactrijen):
    """Contact persons: only those that the editor may see; the others stay as they are.

    Who writes a row says that it is right today. Who left is no longer shown.
    """

    sjabloon = "bewerken/deel/personen.html"
    kolommen = ("naam", "functie", "rol", "email", "telefoon", "zichtbaarheid", "grondslag")
    minstens = 2

    def __init__(self, naam: str, ziet: Collection[str]) -> None:
        super().__init__(naam)
        self.ziet = ziet

    def mee(self, row: Rij) -> bool:
        return row["zichtbaarheid"] in self.ziet and not row.get("vertrokken_op")

    def _leeg(self, aantal: int) -> int:  # noqa: ARG002
        return self.minstens

    def _velden_van_rij(self, row: Rij) -> dict[str, forms.Field]:
        fields = super()._velden_van_rij(row)
        if row.get("uuid"):
            fields["weg"] = forms.BooleanField(label=_("Weghalen van de kaart"), required=False)
        return fields

    def _gestuurd(self, data: Mapping[str, Any], place: int) -> Rij:
        row = super()._gestuurd(data, place)
        row["zichtbaarheid"] = row["zichtbaarheid"] or Contact.Zichtbaarheid.COORDINATOREN.value
        return {**row, "weg": True} if data.get(f"{self.naam}-{place}-weg") else row

    def _weg(self, row: Rij) -> bool:
        return bool(row.get("weg"))

    def _bijgewerkt(self, row: Rij, sent: Rij | None) -> Rij | None:
        new = super()._bijgewerkt(row, sent)
        return new if new is None or new is row else {**new, **_vandaag()}

    def _zonder_gewiste(self, rows: list[Rij]) -> list[Rij]:
        """Leave out who was erased while the form was open: an old page brings nobody back."""
        gone = gewiste(row["uuid"] for row in rows)
        return [row for row in rows if str(als_uuid(row["uuid"])) not in gone]

    def _nieuw(self, row: Rij) -> Rij:
        return {**super()._nieuw(row), **_vandaag()}

    def _keur_rij(self, row: Rij) -> Fouten:
        if self._weg(row) or not (row["uuid"] or _gevuld(row)):
            return
        yield from super()._keur_rij(row)
        if not row["naam"] and not row["functie"]:
            yield "naam", _("Vul een naam of functie in, of haal deze persoon weg.")
        if not row["uuid"] and not row["grondslag"]:
            text = _("Vul in waarom wij deze gegevens mogen bewaren, of kies een grond.")
            yield "grondslag", text

    def fouten_tegen(self, data: Mapping[str, Any], beeld: Foto) -> Fouten:
        """Keep a ground that was there, and one person for each row: history knows whom by it."""
        before = {row["uuid"]: row for row in beeld.get(self.naam) or []}
        for place in self._plaatsen(data):
            row = self._gestuurd(data, place)
            was = before.get(row["uuid"])
            if was is None or self._weg(row):
                continue
            wider = row["zichtbaarheid"] != was["zichtbaarheid"]
            if not row["grondslag"] and (was["grondslag"] or wider):
                text = _("Vul in waarom wij deze gegevens mogen bewaren, of kies een grond.")
                yield f"{self.naam}-{place}-grondslag", text
            if _iemand_anders(was, row):
                yield f"{self.naam}-{place}-naam", IEMAND_ANDERS


IEMAND_ANDERS = _l(
    "Is dit iemand anders? Haal de oude persoon weg met het vinkje, en vul de nieuwe in bij een "
    "lege persoon."
)


def _iemand_anders(was: Rij, row: Rij) -> bool:
    """Whether both the name and the mailbox are another's: then it is no correction."""
    shared = set(was["naam"].casefold().split()) & set(row["naam"].casefold().split())
    known = was["naam"] and was["email"] and row["naam"] and row["email"]
    return bool(known) and not shared and was["email"].casefold() != row["email"].casefold()


def _kolomveld(name: str) -> forms.Field:
    column = Contact._meta.get_field(name)
    if name == "zichtbaarheid":
        return forms.ChoiceField(
            label=_VELDNAMEN[name],
            choices=Contact.Zichtbaarheid.choices,
            initial=Contact.Zichtbaarheid.COORDINATOREN.value,
            required=False,
        )
    kind = forms.EmailField if name == "email" else forms.CharField
    extra = {"widget": GrondInvoer} if name == "grondslag" else {}
    return kind(label=_VELDNAMEN[name], required=False, max_length=column.max_length, **extra)


def _nummer(key: str) -> int | None:
    match = re.fullmatch(r"[a-z]+-([0-9]{1,3})-[a-z]+", key)
    number = int(match[1]) if match else MEESTE
    return number if number < MEESTE else None


def _gevuld(row: Rij) -> bool:
    """Whether somebody filled this row in; whom it is shown to is always filled in."""
    return any(v for name, v in row.items() if name not in ("uuid", "zichtbaarheid", "weg"))


def _vandaag() -> Rij:
    """Who writes about a person today has confirmed it."""
    return {**dict.fromkeys(DAGEN), "bevestigd_op": timezone.localdate().isoformat()}
