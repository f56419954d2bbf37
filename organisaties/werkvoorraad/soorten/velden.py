"""Entries that miss what a visitor needs: how to reach them, how to get in, for which ages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisaties.formulier import Formulier, LeeftijdVeld
from organisaties.models import Contact, Gebruiker, Organisatie, Overleg, Toegang
from organisaties.telefoon import telefoon

from .. import schrijfwerk
from ..soort import Ingangwerk, Item, Knop, Onbekend, Opdracht, echte
from ..wegen import bellen, wijzigen

BEWAAR = Knop("bewaar", gettext_lazy("Bewaar"), rustig=False)


class Ontbrekend(Ingangwerk):
    """Entries without one thing, with a form for exactly that."""

    zin: ClassVar[Any]

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        rows = self.rijen(sleutels)
        phones = bellen(row.pk for row in rows)
        return [
            self.item(
                row,
                self.zin,
                knoppen=[BEWAAR],
                formulier=self.vorm(row.pk),
                wegen=wijzigen(row),
                bel=phones.get(row.pk, ""),
            )
            for row in rows
        ]

    def doe(self, item: Item, opdracht: Opdracht) -> str:
        if opdracht.doe != BEWAAR.doe:
            raise Onbekend(opdracht.doe)
        self.vul_aan(item.organisatie, self.ingevuld(item, opdracht), opdracht.wie)
        return _("%s is aangevuld.") % item.titel

    def vul_aan(self, row: Organisatie, values: dict[str, Any], wie: Gebruiker) -> None:
        raise NotImplementedError


class ContactForm(Formulier):
    telefoon = forms.CharField(
        label=gettext_lazy("Telefoonnummer"), required=False, max_length=25,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(label=gettext_lazy("E-mailadres"), required=False)

    def clean_telefoon(self) -> str:
        return telefoon(self.cleaned_data["telefoon"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Vul een telefoonnummer of een e-mailadres in."))
        return data


class GeenContact(Ontbrekend):
    """No general number or mailbox, and no person to reach. Of consultations those that run."""

    slug = "geen-contact"
    naam = gettext_lazy("Geen telefoon of e-mail")
    uitleg = gettext_lazy("Bezoekers kunnen deze plek niet bereiken.")
    zin = gettext_lazy("Er is geen telefoonnummer en geen e-mailadres.")
    formulierklasse = ContactForm

    def open(self) -> QuerySet[Organisatie]:
        reached = Contact.objects.aanwezig().exclude(telefoon="", email="")
        rows = echte().filter(Q(overleg=None) | Q(overleg__staat=Overleg.Staat.LOOPT))
        known = reached.filter(organisatie__isnull=False).order_by()
        return rows.exclude(pk__in=known.values("organisatie"))

    def vul_aan(self, row: Organisatie, values: dict[str, Any], wie: Gebruiker) -> None:
        schrijfwerk.voeg_contact_toe(row, wie, **values)


class ToegangForm(Formulier):
    toegang = forms.MultipleChoiceField(
        label=gettext_lazy("Hoe komt iemand hier binnen?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["toegang"].choices = _toegangen


def _toegangen() -> list[tuple[str, str]]:
    return list(Toegang.objects.values_list("slug", "naam"))


class GeenToegang(Ontbrekend):
    """Neither a way in nor a route in words. Consultations are not for visitors to get in."""

    slug = "geen-toegang"
    naam = gettext_lazy("Niet bekend hoe u er binnenkomt")
    uitleg = gettext_lazy("Bezoekers weten niet of zij een verwijzing nodig hebben.")
    zin = gettext_lazy("Er staat niet bij hoe iemand hier binnenkomt.")
    formulierklasse = ToegangForm

    def open(self) -> QuerySet[Organisatie]:
        rows = echte().filter(overleg=None, route_ouder="", route_professional="")
        known = Organisatie.toegang.through.objects.values("organisatie")
        return rows.exclude(pk__in=known)

    def items(self, sleutels: Sequence[int]) -> list[Item]:
        """Read the choices once for all forms of the page."""
        found, choices = super().items(sleutels), _toegangen()
        for item in found:
            item.formulier.fields["toegang"].choices = choices
        return found

    def vul_aan(self, row: Organisatie, values: dict[str, Any], wie: Gebruiker) -> None:
        schrijfwerk.schrijf(row, {"toegang": values["toegang"]}, wie, "toegang aangevuld")


class LeeftijdForm(Formulier):
    van = LeeftijdVeld(
        label=gettext_lazy("Vanaf (jaar)"),
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld 0, 2,5 of 6 maanden."),
    )
    tot = LeeftijdVeld(label=gettext_lazy("Tot (jaar)"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        low, high = data.get("van"), data.get("tot")
        if low is None and high is None:
            raise forms.ValidationError(_("Vul een leeftijd in, bijvoorbeeld vanaf 0 tot 4."))
        if low is not None and high is not None and low >= high:
            raise forms.ValidationError(_("De leeftijd “vanaf” moet lager zijn dan “tot”."))
        return data


class GeenLeeftijd(Ontbrekend):
    """Neither bound of the ages. Consultations have none."""

    slug = "geen-leeftijd"
    naam = gettext_lazy("Leeftijd niet bekend")
    uitleg = gettext_lazy("Deze plek komt bij elke leeftijd in de lijst, ook als dat niet klopt.")
    zin = gettext_lazy("Er staat niet bij voor welke leeftijd dit is.")
    formulierklasse = LeeftijdForm

    def open(self) -> QuerySet[Organisatie]:
        return echte().filter(overleg=None, leeftijd_van=None, leeftijd_tot=None)

    def vul_aan(self, row: Organisatie, values: dict[str, Any], wie: Gebruiker) -> None:
        months = {f"leeftijd_{name}": values[name] for name in ("van", "tot")}
        schrijfwerk.schrijf(row, months, wie, "leeftijd aangevuld")
