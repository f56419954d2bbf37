"""The parts of the form of an entry: how each shows its fields of the photograph and reads them.

A part (``Onderdeel``) stands for fields that are shown, compared and chosen as one: a text, an
address, the hours of a week. What it shows and reads is a plain value (its ``deel``), so that two
editors' work can be compared, whatever else the photograph holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from organisaties.foto import Foto
from organisaties.leeftijd import leeftijd_in_woorden
from organisaties.leesbaar import Leesbaar, label
from organisaties.velden.basis import nette_tekst

Fouten = Iterator[tuple[str, str]]  # name of a form field, and what is wrong with it


class Onderdeel:
    """One part. ``naam`` is its key; ``velden`` the fields of the photograph it stands for."""

    sjabloon = "bewerken/deel/onderdeel.html"

    def __init__(self, naam: str, velden: tuple[str, ...] = ()) -> None:
        self.naam = naam
        self.velden = velden or (naam,)

    @property
    def kop(self) -> str:
        return label(self.naam)

    def toon(self, beeld: Foto) -> Any:
        """Give what the form shows of a photograph."""
        raise NotImplementedError

    def formuliervelden(self, deel: Any, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:
        """Give the form's fields with what they show; ``data`` when something was sent."""
        raise NotImplementedError

    def lees(self, data: Mapping[str, Any]) -> Any:
        """Read the part from clean form data."""
        raise NotImplementedError

    def samen(self, deel: Any, nu: Foto) -> Foto:
        """Give the fields as they become, from what stands there now and what was sent."""
        raise NotImplementedError

    def fouten(self, data: Mapping[str, Any]) -> Fouten:  # noqa: ARG002 -- for who overrides it
        """Say what is wrong between the fields of a part that was changed."""
        return iter(())

    def fouten_tegen(self, data: Mapping[str, Any], beeld: Foto) -> Fouten:  # noqa: ARG002
        """Say what is wrong beside what stands there now."""
        return iter(())

    def voor_pagina(self, form: forms.Form, namen: list[str]) -> Any:
        """Give the form's fields in the shape that the template of the part asks."""
        return [form[name] for name in namen]

    def woorden(self, deel: Any, leesbaar: Leesbaar) -> str:
        """Write the part as one text."""
        return leesbaar.tekst(self.naam, deel)


class Enkel(Onderdeel):
    """One field of the photograph, one field of the form."""

    def __init__(self, naam: str, maak: Callable[[], forms.Field]) -> None:
        super().__init__(naam)
        self.maak = maak

    def toon(self, beeld: Foto) -> Any:
        return _als_formulier(beeld.get(self.naam))

    def formuliervelden(self, deel: Any, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:  # noqa: ARG002
        field = self.maak()
        field.initial = deel
        return {self.naam: field}

    def lees(self, data: Mapping[str, Any]) -> Any:
        return _als_formulier(data.get(self.naam))

    def samen(self, deel: Any, nu: Foto) -> Foto:
        return {self.naam: nu.get(self.naam) if deel == self.toon(nu) else deel}


class Verwijzing(Enkel):
    """A choice from a list that may be left open: kept as None, an empty text in the form."""

    def toon(self, beeld: Foto) -> Any:
        return beeld.get(self.naam) or ""


class Regel(Enkel):
    """A text on one line: a browser's field of one line holds no line ends."""

    def toon(self, beeld: Foto) -> Any:
        return " ".join((beeld.get(self.naam) or "").split())

    def lees(self, data: Mapping[str, Any]) -> Any:
        return " ".join((data.get(self.naam) or "").split())


class Groep(Onderdeel):
    """Fields that only mean something together, such as an address."""

    def __init__(self, naam: str, kop: str, delen: dict[str, Callable[[], forms.Field]]) -> None:
        super().__init__(naam, tuple(delen))
        self.delen, self._kop = delen, kop

    @property
    def kop(self) -> str:
        return self._kop

    def toon(self, beeld: Foto) -> Any:
        return {name: _kaal(beeld.get(name)) for name in self.delen}

    def formuliervelden(self, deel: Any, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:  # noqa: ARG002
        fields = {name: make() for name, make in self.delen.items()}
        for name, field in fields.items():
            field.initial = deel[name]
        return fields

    def lees(self, data: Mapping[str, Any]) -> Any:
        return {name: _kaal(data.get(name)) for name in self.delen}

    def samen(self, deel: Any, nu: Foto) -> Foto:
        now = self.toon(nu)
        return {n: nu.get(n) if value == now[n] else value for n, value in deel.items()}

    def woorden(self, deel: Any, leesbaar: Leesbaar) -> str:
        return " ".join(leesbaar.tekst(name, value) for name, value in deel.items() if value)


class Leeftijd(Groep):
    """From and to, in months; to is exclusive."""

    def fouten(self, data: Mapping[str, Any]) -> Fouten:
        van, tot = data.get("leeftijd_van"), data.get("leeftijd_tot")
        if van is not None and tot is not None and van >= tot:
            yield "leeftijd_tot", _("“Tot” is hoger dan “van”: tot 4 betekent dat 4 niet meer kan.")

    def woorden(self, deel: Any, leesbaar: Leesbaar) -> str:  # noqa: ARG002
        return leeftijd_in_woorden(deel["leeftijd_van"], deel["leeftijd_tot"])


def _als_formulier(value: Any) -> Any:
    """Give a value as the form knows it: a text tidied, words in one order."""
    if isinstance(value, list):
        return sorted(value)
    return nette_tekst(value) if isinstance(value, str) else value


def _kaal(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value
