"""The moderator's forms: decide on a report field by field, or make an entry of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaart.beeld.melding import waarde_in_woorden
from kaart.formulieren.melding import invoer_van
from organisaties.afdruk import afdruk
from organisaties.formulier import Formulier, TekstVeld
from organisaties.foto import Foto
from organisaties.keuring import Geweigerd
from organisaties.meldbaar import MELDBAAR, Waarde, pas_toe
from organisaties.meldingen import TEKST
from organisaties.models import Melding, Organisatie, Soort

OVER, NIET = "over", "niet"
STANDAARD = {
    "aangepast": _("Dank u wel. Wij hebben het aangepast."),
    "nagevraagd": _("Dank u wel. Wij vroegen het na bij de organisatie."),
    "onbevestigd": _("Dank u wel. Wij konden dit niet bevestigen. Daarom laten wij het zo staan."),
}
_EIGEN = 1500  # characters of an answer in own words, beside the ready-made sentence


class AntwoordForm(Formulier):
    """What the reporter gets to read."""

    standaard = forms.ChoiceField(
        label=_("Antwoord aan de melder"),
        required=False,
        choices=[("", _("Geen vaste zin")), *STANDAARD.items()],
    )
    eigen = TekstVeld(
        label=_("In uw eigen woorden"),
        max_length=_EIGEN,
        rijen=3,
        help_text=_("De melder leest dit. Noem geen namen van anderen."),
    )

    @property
    def antwoord(self) -> str:
        chosen = STANDAARD.get(self.cleaned_data.get("standaard") or "", "")
        return "\n\n".join(t for t in (str(chosen), self.cleaned_data.get("eigen") or "") if t)


@dataclass(frozen=True)
class Vergelijking:
    """One thing that was reported: what stands there, what was seen and what was proposed."""

    naam: str
    label: str
    nu: str
    gezien: str
    voorstel: str
    gewijzigd: bool
    uitgeklapt: bool
    oordeel: forms.BoundField
    velden: list[forms.BoundField]


class BeoordeelForm(AntwoordForm):
    """Take over or not, for each thing; ``beeld`` is the entry as it is now, None when gone."""

    gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, melding: Melding, beeld: Foto | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.melding, self.beeld = melding, beeld or {}
        self.namen = [name for name in MELDBAAR if name in melding.voorstel] if beeld else []
        self.nu = {name: MELDBAAR[name].lees(self.beeld) for name in self.namen}
        for name in self.namen:
            self._voeg_toe(name)
        if not self.namen:
            self.fields[f"oordeel-{TEKST}"] = _oordeel(_("Wat hebt u ermee gedaan?"), _VERWERKT)
        self.nu_gezien = afdruk([self.nu, melding.tekst, melding.organisatie_id])

    def _voeg_toe(self, naam: str) -> None:
        thing = MELDBAAR[naam]
        self.fields[f"oordeel-{naam}"] = _oordeel(thing.label)
        proposed = {**self.nu[naam], **self.melding.voorstel[naam]}
        for deel in thing.delen:
            field = invoer_van(deel)
            field.initial = proposed[deel]
            self.fields[f"{naam}-{deel}"] = field

    @property
    def rijen(self) -> list[Vergelijking]:
        return [self._rij(name) for name in self.namen]

    def _rij(self, naam: str) -> Vergelijking:
        thing, seen = MELDBAAR[naam], self.melding.gezien.get(naam)
        proposal = self.melding.voorstel[naam]
        return Vergelijking(
            naam,
            str(thing.label),
            waarde_in_woorden(naam, self.nu[naam]),
            waarde_in_woorden(naam, seen),
            waarde_in_woorden(naam, {**(seen or {}), **proposal}) if proposal else "",
            seen is not None and seen != self.nu[naam],
            thing.vrij or not proposal or bool(self[f"oordeel-{naam}"].errors),
            self[f"oordeel-{naam}"],
            [self[f"{naam}-{deel}"] for deel in thing.delen],
        )

    @property
    def teksten(self) -> forms.BoundField:
        return self[f"oordeel-{TEKST}"]

    @property
    def besluit(self) -> dict[str, bool]:
        asked = self.namen or [TEKST]
        return {name: self.cleaned_data.get(f"oordeel-{name}") == OVER for name in asked}

    @property
    def als(self) -> dict[str, Waarde]:
        """Give what to write of the things that are taken over."""
        return {name: self._ingevuld(name) for name in self.namen if self.besluit[name]}

    def _ingevuld(self, naam: str) -> Waarde:
        thing = MELDBAAR[naam]
        return {deel: self.cleaned_data.get(f"{naam}-{deel}") for deel in thing.delen}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("gezien") != self.nu_gezien:
            raise forms.ValidationError(
                _("Intussen is hier iets gewijzigd. Kijk nog een keer, en bewaar dan opnieuw."),
                code="intussen",
            )
        for naam, value in self.als.items():
            self._keur(naam, value)
        return data

    def _keur(self, naam: str, value: Waarde) -> None:
        if not self.melding.voorstel[naam] and value == self.nu[naam]:
            self.add_error(f"oordeel-{naam}", _("Vul in wat het moet worden."))
            return
        try:
            pas_toe(self.beeld, {naam: value})
        except Geweigerd as error:
            self.meld(error)

    def meld(self, error: Geweigerd) -> None:
        """Put what cannot be written at its field."""
        for fault in error.fouten:
            known = f"oordeel-{fault.veld}" if fault.veld in self.namen else None
            self.add_error(known, fault.melding)


_OORDEEL = [(OVER, _("Overnemen")), (NIET, _("Niet overnemen"))]
_VERWERKT = [(OVER, _("Ik heb het verwerkt")), (NIET, _("Ik doe er niets mee"))]


def _oordeel(label: str, keuzes: list[tuple[str, str]] = _OORDEEL) -> forms.Field:
    return forms.ChoiceField(
        label=label,
        choices=keuzes,
        widget=forms.RadioSelect,
        error_messages={"required": _("Maak hier een keuze.")},
    )


class IngangUitMeldingForm(AntwoordForm):
    """The beginning of an entry: the rest follows on its own page."""

    field_order = ("naam", "soort", "samenvatting", "website", "telefoon")
    naam = TekstVeld(label=_("Naam"), max_length=200, required=True)
    soort = forms.ModelChoiceField(
        label=_("Soort"),
        queryset=Soort.objects.none(),
        to_field_name="slug",
        empty_label=_("Kies een soort"),
    )
    samenvatting = TekstVeld(label=_("In één zin"), max_length=250, rijen=2)
    website = TekstVeld(label=_("Website"), max_length=300)
    telefoon = TekstVeld(label=_("Telefoonnummer"), max_length=25)

    def __init__(self, *args: Any, melding: Melding, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="ingang_%s", **kwargs)  # stands beside another form
        self.melding = melding
        self.fields["soort"].queryset = Soort.objects.select_related("groep")
        said = melding.voorstel
        self.initial = {name: said.get(name, "") for name in ("naam", "website", "telefoon")}
        self.initial["samenvatting"] = said.get("wat", "")[:250]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.velden: Foto = {}
        for name in ("naam", "samenvatting", "website", "telefoon"):
            self._neem(name, data.get(name) or "")
        return data

    def _neem(self, naam: str, text: str) -> None:
        try:
            self.velden |= pas_toe(_LEEG, {naam: {naam: text}}) if text else {}
        except Geweigerd as error:
            self.add_error(naam, error.fouten[0].melding)

    def foto(self) -> Foto:
        """Give the concept; what the reporter said beside it goes along, for who finishes it."""
        said = self.melding.voorstel
        extra = [said.get("wat", ""), f"{_('Waar:')} {said['waar']}" if said.get("waar") else ""]
        return {
            **self.velden,
            "soort": self.cleaned_data["soort"].slug,
            "omschrijving": "\n\n".join(text for text in extra if text),
            "wijk": self.melding.wijk.slug if self.melding.wijk else None,
            "bron": str(_("Melding van een bezoeker")),
        }


# Passes the check on the whole, so that only what is filled in is judged.
_LEEG: Foto = {"naam": "-", "soort": "-", "status": Organisatie.Status.CONCEPT.value}
