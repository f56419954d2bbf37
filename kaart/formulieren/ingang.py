"""The form in which people keep an entry true, and that sees when two do so at once.

::

    form = IngangForm(request.POST, beeld=foto(organisatie), velden=...)
    if form.is_valid() and not form.botsingen(foto(organisatie)):
        bewerk(organisatie, form.wijzigingen(), ...)

The page carries a print of each part as it was shown (``gezien``, signed). So the form knows what
the user changed, and whether somebody else changed the same meanwhile; what nobody touched here is
never written. ``kaart.formulieren.bewaren`` does all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from organisaties.afdruk import afdruk
from organisaties.formulier import Formulier
from organisaties.foto import Foto
from organisaties.keuring import Geweigerd, keur, keur_geheel
from organisaties.leesbaar import Leesbaar
from organisaties.models import Organisatie, Ronde, Wijziging
from organisaties.verloop import door_wie

from .indeling import OPENBAAR, Blik, secties
from .onderdelen import Onderdeel

_ZOUT = "ingangformulier"
MIJN, NU = "mijn", "nu"


@dataclass(frozen=True)
class Stuk:
    """One part as the page shows it: its template, and its fields in the shape that it asks."""

    naam: str
    kop: str
    sjabloon: str
    velden: Any


class IngangForm(Formulier):
    """All that this editor may write of one entry.

    ``beeld`` is the entry as it is now; ``velden`` are the fields of the photograph that may be
    written: what is sent for any other is not read. Persons outside ``blik`` are not shown, and
    kept as they are.
    """

    gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        beeld: Foto,
        velden: frozenset[str],
        blik: Blik = OPENBAAR,
        opnieuw: IngangForm | None = None,
    ) -> None:
        super().__init__(data)
        self.beeld = beeld
        self.velden, self.blik = velden, blik
        self.secties = [(head, parts) for head, parts in secties(velden, blik) if parts]
        self.delen = {part.naam: part for _head, parts in self.secties for part in parts}
        self._gezien, self.kies = self._lees_gezien()
        shown = {name: part.toon(beeld) for name, part in self.delen.items()}
        if opnieuw is not None:
            self.kies = list(opnieuw.botsingen(beeld))
        self.fields["gezien"].initial = self._teken(shown)
        if opnieuw is not None:
            shown |= opnieuw.gewijzigd()
        self._namen: dict[str, list[str]] = {}
        for name, part in self.delen.items():
            fields = part.formuliervelden(shown[name], data)
            self._namen[name] = [n for n in fields if not n.endswith("-uuid")]
            self.fields |= fields
        self.fields |= {f"keuze-{name}": _keuzeveld(self.delen[name]) for name in self.kies}

    # --- what was shown, and what the user made of it --------------------------------------------

    def gewijzigd(self) -> dict[str, Any]:
        """Give the parts that the user changed, as sent."""
        sent = {name: part.lees(self.cleaned_data) for name, part in self.delen.items()}
        return {
            name: value
            for name, value in sent.items()
            if afdruk(value) != self._gezien.get(name)
            and self.cleaned_data.get(f"keuze-{name}") != NU
        }

    def wijzigingen(self) -> Foto:
        """Give the fields that the user changed, as a photograph has them."""
        found: Foto = {}
        for name, value in self.gewijzigd().items():
            new = self.delen[name].samen(value, self.beeld)
            found |= {n: v for n, v in new.items() if v != self.beeld.get(n)}
        return found

    def botsingen(self, nu: Foto) -> dict[str, tuple[Any, Any]]:
        """Name the parts that somebody else changed too: what stands there now, and the user's."""
        found = {}
        for name, value in self.gewijzigd().items():
            now = self.delen[name].toon(nu)
            if afdruk(now) not in (self._gezien.get(name), afdruk(value)):
                found[name] = (now, value)
        return found

    def opnieuw(self, nu: Foto) -> IngangForm:
        """Give the form for a second try: the user's work on what stands there now."""
        return IngangForm(None, beeld=nu, velden=self.velden, blik=self.blik, opnieuw=self)

    def _teken(self, shown: Mapping[str, Any]) -> str:
        prints = {name: afdruk(value) for name, value in shown.items()}
        return signing.dumps({"gezien": prints, "kies": self.kies}, salt=_ZOUT, compress=True)

    def _lees_gezien(self) -> tuple[dict[str, str], list[str]]:
        """Read what was shown; who sends nothing, or something of their own, has seen nothing.

        Then whatever differs from what stands there now is asked.
        """
        if not self.is_bound:
            return {}, []
        try:
            token = signing.loads(str(self.data.get("gezien") or ""), salt=_ZOUT)
        except signing.BadSignature:
            return {}, []
        return token["gezien"], [name for name in token["kies"] if name in self.delen]

    def open_keuzes(self) -> dict[str, tuple[Any, Any]]:
        """Give the parts that the user was asked to choose about, as in ``botsingen``."""
        parts = ((name, self.delen[name]) for name in self.kies)
        return {n: (part.toon(self.beeld), part.lees(self.cleaned_data)) for n, part in parts}

    # --- checks ----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        parts = [self.delen[name] for name in self.gewijzigd()]
        found = [fault for part in parts for fault in part.fouten(data)]
        found += [fault for part in parts for fault in part.fouten_tegen(data, self.beeld)]
        for field, text in found:
            self._meld(field, text)
        if not self.errors:
            self._keur(self.wijzigingen())
        return data

    def _keur(self, values: Foto) -> None:
        """Hold it to the rules of the write path, each fault at its field."""
        try:
            keur_geheel({**self.beeld, **keur(values)})
        except Geweigerd as error:
            self.meld(error)

    def meld(self, error: Geweigerd) -> None:
        """Show what the write path refused, each fault at its field."""
        for fault in error.fouten:
            self._meld(self._plek(fault.veld), fault.melding)

    def _plek(self, veld: str) -> str | None:
        """Name the form field where a fault of this field of the photograph is shown."""
        if veld in self.fields:
            return veld
        names = (self._namen[n] for n, part in self.delen.items() if veld in part.velden)
        return next((found[0] for found in names if found), None)

    def _meld(self, field: str | None, text: str) -> None:
        self.add_error(field if field in self.fields else None, text)

    # --- for the page ----------------------------------------------------------------------------

    def voor_pagina(self) -> list[tuple[str, list[Stuk]]]:
        """Give each heading with its parts."""
        return [(head, [self._stuk(part) for part in parts]) for head, parts in self.secties]

    def _stuk(self, part: Onderdeel) -> Stuk:
        fields = part.voor_pagina(self, self._namen[part.naam])
        return Stuk(part.naam, part.kop, part.sjabloon, fields)


@dataclass(frozen=True)
class Botsing:
    """A part that two people changed: what stands there now, by whom and when, and one's own."""

    naam: str
    kop: str
    nu: str
    mijn: str
    ronde: Ronde | None
    door: str
    keuze: forms.BoundField


def botsingen_in_woorden(
    organisatie: Organisatie, form: IngangForm, botsingen: Mapping[str, tuple[Any, Any]]
) -> tuple[Botsing, ...]:
    """Write the conflicts out for the form that is shown again; a fixed number of queries."""
    reader = Leesbaar()
    rounds = _laatste_rondes(organisatie)
    found = []
    for name, (now, own) in botsingen.items():
        part = form.delen[name]
        texts = [part.woorden(deel, reader) or _("(leeg)") for deel in (now, own)]
        last = max((rounds[v] for v in part.velden if v in rounds), key=_nummer, default=None)
        by = door_wie(last, noem=form.blik.noem) if last else ""
        found.append(Botsing(name, part.kop, *texts, last, by, form[f"keuze-{name}"]))
    return tuple(found)


def _laatste_rondes(organisatie: Organisatie) -> dict[str, Ronde]:
    """Give the last round that wrote each field."""
    rows = Wijziging.objects.filter(organisatie=organisatie).exclude(veld="")
    last = rows.order_by().values("veld").annotate(laatste=Max("ronde")).values("laatste")
    found = rows.filter(ronde__in=last).select_related("ronde__wie").order_by("ronde_id")
    return {row.veld: row.ronde for row in found.defer("voor", "na")}


def _nummer(ronde: Ronde) -> int:
    return ronde.pk


def _keuzeveld(part: Onderdeel) -> forms.Field:
    return forms.ChoiceField(
        label=_("Wat moet er staan bij “%s”?") % part.kop,
        choices=[(NU, _l("Wat er nu staat")), (MIJN, _l("Wat ik schreef"))],
        widget=forms.RadioSelect,
        error_messages={"required": _l("Kies wat er moet staan.")},
    )
