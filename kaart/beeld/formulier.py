"""The form as the page shows it: what was typed, what is wrong, and the options with counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kaart.beeld.vraag import Facet, Optie, facetten
from organisaties.filter import OrganisatieFilter
from organisaties.models import Groep
from wijken.geheugen import per_versie

TEKSTVELDEN = ("q", "bij", "straal", "leeftijd", "sorteer", "overleg")
STRALEN = ("1", "2", "5", "10")
LABELS = {
    "q": _l("Wat zoekt u?"),
    "bij": _l("Uw postcode"),
    "straal": _l("Hoe ver weg?"),
    "leeftijd": _l("Leeftijd van het kind"),
}
LANGSTE = 200  # of what was typed and refused: enough to recognise it


@dataclass(frozen=True)
class Veld:
    """One field with a single value, as typed."""

    naam: str
    label: str
    waarde: str = ""
    fouten: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Stadsdeelgroep:
    """A stadsdeel with its wijken; ``geheel`` is None for wijken that have no stadsdeel."""

    naam: str
    geheel: Optie | None
    wijken: list[Optie]

    @property
    def aantal_aan(self) -> int:
        return sum(optie.aan for optie in (self.geheel, *self.wijken) if optie)


@dataclass(frozen=True)
class Formulier:
    """All fields of one question, ready for the template."""

    vraag: OrganisatieFilter
    facetten: list[Facet]

    @cached_property
    def facet(self) -> dict[str, Facet]:
        return {facet.naam: facet for facet in self.facetten}

    @cached_property
    def veld(self) -> dict[str, Veld]:
        return {name: _veld(self.vraag, name) for name in TEKSTVELDEN}

    @property
    def lijstfilters(self) -> list[Facet]:
        """The filters that are a plain list; place and kind have a shape of their own."""
        return [self.facet[name] for name in ("doelgroep", "toegang", "kosten", "taal")]

    @property
    def aantal_aan(self) -> int:
        """How many choices are on in the panel; search words and place stand outside it."""
        return sum(f.aantal_aan for f in self.facetten) + bool(self.veld["leeftijd"].waarde)

    @property
    def fout_in_paneel(self) -> bool:
        """Whether the panel must stand open, because what is wrong would be hidden in it."""
        return bool(self.veld["leeftijd"].fouten) or any(f.fouten for f in self.facetten)

    @property
    def plaats_aan(self) -> int:
        return self.facet["stadsdeel"].aantal_aan + self.facet["wijk"].aantal_aan

    @cached_property
    def stadsdelen(self) -> list[Stadsdeelgroep]:
        whole = {o.keuze.naam: o for o in self.facet["stadsdeel"].opties}
        groups = dict(self.facet["wijk"].groepen)
        names = [*whole, *(name for name in groups if name not in whole)]
        return [Stadsdeelgroep(n, whole.get(n), groups.get(n, [])) for n in names]

    @cached_property
    def soorten(self) -> list[tuple[str, str, list[Optie]]]:
        """Slug and name of each group of kinds, with its options."""
        names = groepnamen()
        return [(slug, names[slug], options) for slug, options in self.facet["soort"].groepen]

    @property
    def stralen(self) -> list[tuple[str, str]]:
        """Distances to choose from, and the typed one when it is another."""
        typed = self.veld["straal"].waarde
        values = [*STRALEN, *([typed] if typed and typed not in STRALEN else [])]
        return [(v, _("%(km)s km") % {"km": v.replace(".", ",")}) for v in values]

    @property
    def volgordes(self) -> Iterable[tuple[str, str]]:
        """Orders that fit the question: distance only when there is a place."""
        choices = self.vraag.filters["sorteer"].field.choices
        return [(v, t) for v, t in choices if v != "afstand" or self.veld["bij"].waarde]

    @property
    def fouten(self) -> list[tuple[str, str, list[str]]]:
        """Anchor, name and messages of each field that was refused, in the order of the form."""
        errors = self.vraag.errors
        refused = [name for name in self.vraag.filters if name in errors]
        return [(anker(name), label(self.vraag, name), list(errors[name])) for name in refused]


def formulier(vraag: OrganisatieFilter) -> Formulier:
    return Formulier(vraag, facetten(vraag))


def anker(name: str) -> str:
    """Where an error message leads: the field, or the heading of its list of options."""
    if name in TEKSTVELDEN:
        return "veld-q" if name == "overleg" else f"veld-{name}"  # a consultation has no field
    return "facet-waar" if name in ("wijk", "stadsdeel") else f"facet-{name}"


def label(vraag: OrganisatieFilter, name: str) -> str:
    """Name a field as the page does: with a question where that is friendlier than a name."""
    return str(LABELS.get(name) or vraag.filters[name].label)


def _veld(vraag: OrganisatieFilter, name: str) -> Veld:
    errors = list(vraag.errors.get(name, []))
    typed = vraag.data.get(name, "").replace("\x00", "")
    return Veld(name, label(vraag, name), typed[:LANGSTE] if errors else typed, errors)


@per_versie
def groepnamen() -> dict[str, str]:
    return dict(Groep.objects.values_list("slug", "naam"))
