"""The forms without an account: what is wrong, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaart.beeld.melding import waarde_in_woorden
from kaart.formulierwacht import WachtForm
from organisaties.formulier import Formulier, LeeftijdVeld, TekstVeld
from organisaties.foto import Foto
from organisaties.keuring import Geweigerd
from organisaties.meldbaar import MELDBAAR, STATUS, Meldbaar, Waarde, proef
from organisaties.models import Contact, Melding, Organisatie
from wijken.boom import boom
from wijken.models import Wijk

ANDERS = "anders"
MEESTE_TEKST = 1500  # what a report begins with; the rest is for what is added later
GEMIST = ("naam", "wat", "waar", "website", "telefoon")


def email_veld() -> forms.Field:
    """Ask for the reporter's own address; the one thing of these forms that may be personal."""
    return forms.EmailField(
        label=_("Uw e-mailadres (hoeft niet)"),
        help_text=_("Dan krijgt u antwoord. Ongeveer een maand later is uw adres bij ons weg."),
        required=False,
        max_length=Melding._meta.get_field("email").max_length,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "invalid": _("Dit is geen e-mailadres. Schrijf het zoals naam@voorbeeld.nl.")
        },
    )


def _kolom(model: Any, naam: str, label: str, hulp: str = "", **kwargs: Any) -> forms.Field:
    length = model._meta.get_field(naam).max_length
    return TekstVeld(label=label, max_length=length, help_text=hulp, **kwargs)


def _leeftijd(label: str) -> forms.Field:
    widget = forms.TextInput({"autocomplete": "off"})
    return LeeftijdVeld(label=label, required=False, widget=widget)


def _keuze(label: str, keuzes: Any) -> forms.Field:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", _("Weet ik niet")), *keuzes],
    )


_STANDEN = [
    (Organisatie.Status.GESTOPT.value, _("Gestopt: bestaat niet meer")),
    (Organisatie.Status.TIJDELIJK_GESLOTEN.value, _("Tijdelijk gesloten")),
]
_INVOER: dict[str, Callable[[], forms.Field]] = {
    "telefoon": lambda: _kolom(Contact, "telefoon", _("Nieuw nummer"), attrs={"inputmode": "tel"}),
    "email": lambda: _kolom(Contact, "email", _("Nieuw e-mailadres"), attrs={"inputmode": "email"}),
    "website": lambda: _kolom(
        Organisatie, "website", _("Nieuw webadres"), attrs={"inputmode": "url"}
    ),
    "straat": lambda: _kolom(Organisatie, "straat", _("Straat")),
    "huisnummer": lambda: _kolom(Organisatie, "huisnummer", _("Huisnummer")),
    "toevoeging": lambda: _kolom(Organisatie, "toevoeging", _("Toevoeging")),
    "postcode": lambda: TekstVeld(label=_("Postcode"), max_length=10),
    "plaats": lambda: _kolom(Organisatie, "plaats", _("Plaats")),
    "openingstijden": lambda: TekstVeld(
        label=_("Nieuwe tijden"),
        max_length=400,
        rijen=2,
        help_text=_("Zoals: ma 08:30-17:00; di t/m do 09:00-12:30."),
    ),
    "openingstijden_toelichting": lambda: _kolom(
        Organisatie, "openingstijden_toelichting", _("Toelichting op de tijden")
    ),
    "naam": lambda: _kolom(Organisatie, "naam", _("Nieuwe naam")),
    "samenvatting": lambda: _kolom(
        Organisatie, "samenvatting", _("Wat doen ze dan?"), _("In één zin."), rijen=3
    ),
    "kosten": lambda: _keuze(_("Wat kost het?"), Organisatie.Kosten.choices),
    "kosten_toelichting": lambda: _kolom(
        Organisatie, "kosten_toelichting", _("Toelichting op de kosten")
    ),
    "leeftijd_van": lambda: _leeftijd(_("Vanaf (jaar)")),
    "leeftijd_tot": lambda: _leeftijd(_("Tot (jaar)")),
    "status": lambda: _keuze(_("Hoe zit het?"), _STANDEN),
}


def invoer_van(deel: str) -> forms.Field:
    """Give the field in which people type this part of a proposal."""
    return _INVOER[deel]()


@dataclass(frozen=True)
class Rij:
    """One line of the form: what can be wrong, what stands there now, and where to type."""

    naam: str
    label: str
    nu: str
    aangekruist: bool
    velden: list[forms.BoundField]


class MeldingForm(WachtForm):
    """What is wrong about one entry: what stands there now, with room for what is right.

    Shows general contact details only, whoever looks; persons are no part of it.
    """

    def __init__(self, *args: Any, beeld: Foto, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beeld = beeld
        self.fields["wat"] = forms.MultipleChoiceField(
            label=_("Wat klopt er niet?"),
            required=False,
            choices=[*((m.naam, m.label) for m in MELDBAAR.values()), (ANDERS, _("Iets anders"))],
            error_messages={"invalid_choice": _("Kies uit de lijst.")},
        )
        for naam, deel in self._delen():
            self.fields[f"{naam}-{deel}"] = invoer_van(deel)
        self.fields["tekst"] = TekstVeld(
            label=_("Vertel wat er niet klopt (hoeft niet als u hierboven iets invult)"),
            max_length=MEESTE_TEKST,
            rijen=4,
        )
        self.fields["email"] = email_veld()

    @staticmethod
    def _delen() -> Iterator[tuple[str, str]]:
        for thing in MELDBAAR.values():
            if thing.naam != STATUS:  # a tick is enough
                yield from ((thing.naam, deel) for deel in thing.vraagt)

    @property
    def rijen(self) -> list[Rij]:
        ticked = self["wat"].value() or []
        return [self._rij(thing, ticked) for thing in MELDBAAR.values() if thing.naam != STATUS]

    def _rij(self, thing: Meldbaar, ticked: list[str]) -> Rij:
        bound = [self[f"{thing.naam}-{deel}"] for deel in thing.vraagt]
        wrong = any(field.errors or (self.is_bound and field.value()) for field in bound)
        now = waarde_in_woorden(thing.naam, thing.lees(self.beeld))
        return Rij(thing.naam, str(thing.label), now, wrong or thing.naam in ticked, bound)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["voorstel"] = proposal = self._voorstel(data)
        ticked = data.get("wat") or []
        if ANDERS in ticked and not data.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", _("Schrijf op wat er niet klopt."))
        elif not (proposal or data.get("tekst") or self.errors):
            self.add_error("wat", _("Kruis aan wat er niet klopt, of schrijf het op."))
        self._keur(proposal)
        return data

    def _voorstel(self, data: dict[str, Any]) -> dict[str, Waarde]:
        ticked = data.get("wat") or []
        found = {naam: self._ingevuld(thing, data) for naam, thing in MELDBAAR.items()}
        if STATUS in ticked:
            found[STATUS] = {"status": Organisatie.Status.GESTOPT.value}
        return {naam: value for naam, value in found.items() if value or naam in ticked}

    def _ingevuld(self, thing: Meldbaar, data: dict[str, Any]) -> Waarde:
        """Give the parts that were filled in and say something else than what stands there."""
        now = thing.lees(self.beeld)
        given = {deel: data.get(f"{thing.naam}-{deel}") for deel in thing.vraagt}
        return {d: v for d, v in given.items() if v not in (None, "") and v != now[d]}

    def _keur(self, proposal: dict[str, Waarde]) -> None:
        try:
            proef(self.beeld, proposal)
        except Geweigerd as error:
            for fault in error.fouten:
                self.add_error(self._veld_van(fault.veld, proposal), fault.melding)

    @staticmethod
    def _veld_van(naam: str, proposal: dict[str, Waarde]) -> str:
        return f"{naam}-{next(iter(proposal[naam]))}" if proposal.get(naam) else "wat"


class GestoptForm(WachtForm):
    """What is wrong about an entry that has stopped: nothing of it is shown any more, so words."""

    tekst = TekstVeld(
        label=_("Vertel wat er niet klopt"),
        max_length=MEESTE_TEKST,
        rijen=4,
        required=True,
        error_messages={"required": _("Schrijf op wat er niet klopt.")},
    )
    email = email_veld()

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "voorstel": {}}


class MissenForm(WachtForm):
    """A place that is not on the map."""

    naam = TekstVeld(label=_("Hoe heet de plek?"), max_length=200)
    wat = TekstVeld(
        label=_("Wat kun je er doen, en voor wie?"),
        max_length=500,
        rijen=3,
        help_text=_("Bijvoorbeeld: een speelgroep voor peuters."),
    )
    waar = TekstVeld(
        label=_("Waar is het?"), max_length=200, help_text=_("Een straat of gebouw is genoeg.")
    )
    website = TekstVeld(label=_("Website"), max_length=300, attrs={"inputmode": "url"})
    telefoon = TekstVeld(label=_("Telefoonnummer"), max_length=25, attrs={"inputmode": "tel"})
    wijk = forms.ChoiceField(label=_("In welke wijk?"), required=False)
    tekst = TekstVeld(label=_("Wilt u nog iets kwijt?"), max_length=MEESTE_TEKST, rijen=3)
    email = email_veld()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted((node.naam, slug) for slug, node in boom().wijk_op_slug.items())
        options = [(slug, naam) for naam, slug in names]
        self.fields["wijk"].choices = [("", _("Weet ik niet")), *options]

    def clean_wijk(self) -> Wijk | None:
        slug = self.cleaned_data["wijk"]
        return Wijk.objects.filter(slug=slug).first() if slug else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["voorstel"] = {name: data[name] for name in GEMIST if data.get(name)}
        said = any(data.get(name) for name in ("naam", "wat", "tekst"))
        if not said and not self.errors:
            self.add_error("naam", _("Schrijf op hoe de plek heet of wat u mist."))
        for name in ("website", "telefoon"):
            self._keur(name, data.get(name) or "")
        return data

    def _keur(self, naam: str, text: str) -> None:
        try:
            MELDBAAR[naam].schrijf({}, {naam: text})
        except ValueError as error:
            self.add_error(naam, str(error))


class AanvulForm(Formulier):
    """A word added to a report that waits."""

    tekst = TekstVeld(
        label=_("Wilt u er nog iets bij zetten?"),
        max_length=500,
        rijen=3,
        required=True,
        error_messages={"required": _("Schrijf eerst op wat u erbij wilt zetten.")},
    )
