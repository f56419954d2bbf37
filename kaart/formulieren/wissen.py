"""Erasing a person: why, which rows elsewhere are the same person, and a tick to be sure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisaties.formulier import Formulier
from organisaties.models import Contact, Gewist


class WissenForm(Formulier):
    """``elders``: rows with the same mailbox that may be erased along; ``vast``: ticked first."""

    ook = forms.MultipleChoiceField(
        label=_("Deze contacten hebben hetzelfde e-mailadres. Kies wie ook deze persoon is."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reden = forms.ChoiceField(
        label=_("Waarom wist u deze persoon?"),
        choices=Gewist.Reden.choices,
        initial=Gewist.Reden.VERZOEK,
        widget=forms.RadioSelect,
    )
    zeker = forms.BooleanField(
        label=_("Ik heb gecontroleerd dat dit de juiste persoon is."),
        error_messages={"required": _("Zet eerst het vinkje. Wissen kan niet terug.")},
    )

    def __init__(self, *args: Any, elders: list[Contact], vast: list[str], **kwargs: Any) -> None:
        super().__init__(*args, initial={"ook": vast}, **kwargs)
        self.fields["ook"].choices = [(str(row.uuid), _in_woorden(row)) for row in elders]
        if not elders:
            del self.fields["ook"]

    def gekozen(self) -> list[str]:
        """Give the rows elsewhere that go along: as chosen, or as first proposed."""
        if self.is_bound and "ook" in self.fields:
            asked = set(self.data.getlist("ook"))
            return [uuid for uuid, _label in self.fields["ook"].choices if uuid in asked]
        return [] if self.is_bound else self.initial["ook"]


def _in_woorden(row: Contact) -> str:
    """Name a contact with where it stands."""
    name = row.naam or row.functie or str(row.get_vorm_display())
    where = row.organisatie or ", ".join(wijk.naam for wijk in row.wijken.all())
    kind = "" if row.vorm == Contact.Vorm.PERSOON else f", {row.get_vorm_display().lower()}"
    return f"{name} ({where}{kind})"
