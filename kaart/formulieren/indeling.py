"""Which parts the form of an entry has, in which order, and how each is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organisaties.formulier import LeeftijdVeld, PostcodeVeld
from organisaties.models import Contact, Organisatie
from organisaties.woorden import Keuze, keuzes
from wijken.models import Gemeente

from .invoervelden import JaNeeVeld, WebadresVeld
from .onderdelen import Enkel, Groep, Leeftijd, Onderdeel, Regel, Verwijzing
from .rijen import Contactrijen, Personen
from .tijden import Uren, Wachttijd

Maak = Callable[[], forms.Field]


@dataclass(frozen=True)
class Blik:
    """Through whose eyes: the visibilities of persons that are shown, and who reports a wait.

    ``noem``: whether colleagues are named by their address, as staff may see.
    """

    ziet: Collection[str] = (Contact.Zichtbaarheid.PUBLIEK,)
    door: str = ""
    noem: bool = False


OPENBAAR = Blik()


def secties(velden: frozenset[str], blik: Blik) -> Iterator[tuple[str, list[Onderdeel]]]:
    """Give each heading with those of its parts that may be written."""
    for head, parts in _alles(blik):
        yield head, [part for part in parts if velden.issuperset(part.velden)]


def _alles(blik: Blik) -> list[tuple[str, list[Onderdeel]]]:
    return [
        (_("Naam en soort"), _wie()),
        (_("Wat kunnen ouders hier doen?"), _wat()),
        (_("Hoe bereiken mensen u?"), _bereik()),
        (_("Wanneer is het open?"), [
            Uren("openingstijden"),
            Regel("openingstijden_toelichting", _tekst(
                "openingstijden_toelichting", _("Toelichting op de openingstijden"),
                _("Bijvoorbeeld: niet in de schoolvakanties."))),
        ]),
        (_("Hoe lang moeten mensen wachten?"), [Wachttijd("wachttijden", blik.door)]),
        (_("Hoe komen mensen binnen?"), _binnen()),
        (_("Contactpersonen"), [Personen("personen", blik.ziet)]),
    ]  # fmt: skip


def _wie() -> list[Onderdeel]:
    return [
        Regel("naam", _tekst("naam", _("Naam"), verplicht=True)),
        Enkel("soort", partial(_keuze, _("Soort"), _soorten, leeg=False)),
        Enkel("status", partial(
            _keuze, _("Status"), lambda: list(Organisatie.Status.choices), leeg=False)),
    ]  # fmt: skip


def _wat() -> list[Onderdeel]:
    return [
        Regel("samenvatting", _tekst(
            "samenvatting", _("In één zin"), _("Wat doet u, en voor wie?"))),
        Enkel("omschrijving", _tekst(
            "omschrijving", _("Wat kunt u hier doen?"),
            _("Schrijf korte zinnen, alsof u het aan een ouder vertelt."), regels=5)),
        Enkel("voor_professionals", _tekst(
            "voor_professionals", _("Aanbod voor professionals"),
            _("Wat kunnen collega’s van andere organisaties bij u doen?"), regels=3)),
        Enkel("ondersteuning", partial(_vinkjes, _("Helpt bij"), "ondersteuning")),
        Enkel("doelgroepen", partial(_vinkjes, _("Voor wie"), "doelgroep")),
        Leeftijd("leeftijd", _("Leeftijd van de kinderen"), {
            "leeftijd_van": partial(
                LeeftijdVeld, label=_("Vanaf (jaar)"), required=False,
                help_text=_("Bijvoorbeeld 0, 2,5 of 6 maanden.")),
            "leeftijd_tot": partial(
                LeeftijdVeld, label=_("Tot (jaar)"), required=False,
                help_text=_("“Tot 4” betekent: een kind van 4 kan hier niet meer komen.")),
        }),
        Enkel("talen", partial(_vinkjes, _("Talen van medewerkers"), "taal")),
        Enkel("tolk_mogelijk", partial(JaNeeVeld, label=_("Kan er een tolk komen?"))),
    ]  # fmt: skip


def _bereik() -> list[Onderdeel]:
    return [
        Contactrijen("contacten"),
        Enkel("website", partial(
            WebadresVeld, label=_("Website"), required=False, max_length=_langst("website"))),
        Groep("adres", _("Adres"), {
            "straat": _tekst("straat", _("Straat")),
            "huisnummer": _tekst("huisnummer", _("Huisnummer")),
            "toevoeging": _tekst("toevoeging", _("Toevoeging"), _("Bijvoorbeeld A of 2.")),
            "postcode": partial(
                PostcodeVeld, label=_("Postcode"), required=False, max_length=7,
                help_text=_("Bijvoorbeeld 2552 AB.")),
            "plaats": _tekst("plaats", _("Plaats")),
        }),
        Verwijzing("wijk", partial(
            _keuze, _("Wijk, met de hand gekozen"), _wijken,
            hulp=_("Laat leeg als er een adres is: dan volgt de wijk daaruit."))),
        Enkel("werkgebied", partial(_werkgebied, _("Werkt in"))),
    ]  # fmt: skip


def _binnen() -> list[Onderdeel]:
    stap = _("Schrijf elke stap op een eigen regel.")
    return [
        Enkel("toegang", partial(_vinkjes, _("Toegang"), "toegang")),
        Enkel("route_ouder", _tekst(
            "route_ouder", _("Zo komt u binnen (ouder)"), stap, regels=4)),
        Enkel("route_professional", _tekst(
            "route_professional", _("Zo verwijst u (professional)"), stap, regels=4)),
        Enkel("kosten", partial(
            _keuze, _("Kosten"), lambda: list(Organisatie.Kosten.choices))),
        Regel("kosten_toelichting", _tekst(
            "kosten_toelichting", _("Toelichting op de kosten"))),
    ]  # fmt: skip


# --- kinds of fields ----------------------------------------------------------------------------


def _tekst(
    naam: str, label: str, hulp: str = "", *, regels: int = 0, verplicht: bool = False
) -> Maak:
    widget = forms.Textarea(attrs={"rows": regels}) if regels else forms.TextInput
    return partial(
        forms.CharField,
        label=label,
        help_text=hulp,
        required=verplicht,
        max_length=_langst(naam),
        widget=widget,
    )


def _langst(naam: str) -> int:
    return Organisatie._meta.get_field(naam).max_length


def _keuze(
    label: str, opties: Callable[[], list[Any]], *, leeg: bool = True, hulp: str = ""
) -> forms.Field:
    choices = [("", _("Niet bekend")), *opties()] if leeg else opties()
    return forms.ChoiceField(label=label, choices=choices, required=not leeg, help_text=hulp)


def _vinkjes(label: str, lijst: str) -> forms.Field:
    choices = [(k.slug, capfirst(k.naam)) for k in keuzes(lijst)]
    return _meerkeuze(label, choices)


def _werkgebied(label: str) -> forms.Field:
    """All areas that an entry can serve, from large to small."""
    cities = [(f"gemeente:{g.code}", g.naam) for g in Gemeente.objects.all()]
    choices = [
        (_("Gemeente"), cities),
        (_("Stadsdeel"), [(f"stadsdeel:{k.slug}", k.naam) for k in keuzes("stadsdeel")]),
        (_("Wijk"), [(f"wijk:{k.slug}", k.naam) for k in keuzes("wijk")]),
    ]
    return _meerkeuze(label, choices)


def _meerkeuze(label: str, choices: list[Any]) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _soorten() -> list[Any]:
    return [(k.slug, k.naam) for k in keuzes("soort")]


def _wijken() -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for word in keuzes("wijk"):
        groups.setdefault(_groep(word), []).append((word.slug, word.naam))
    return list(groups.items())


def _groep(word: Keuze) -> str:
    return word.groep or _("Anders")
