"""The forms of signing in, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmEmailVerificationCodeForm, LoginForm, SignupForm
from allauth.account.forms import ConfirmLoginCodeForm as LoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kaart.formulierwacht import WachtForm
from organisaties.accounts import ruim_onbevestigd, vul_aan
from organisaties.keuring import zonder_stuurtekens
from organisaties.models import Gebruiker

LANG = Gebruiker._meta.get_field("werkplek").max_length


class EigenInvoer:
    """Gives every field our class, and no example text that vanishes when somebody types."""

    fields: dict[str, forms.Field]
    errors: Any

    def stel_in(self) -> None:
        for field in self.fields.values():
            attrs = field.widget.attrs
            attrs.pop("placeholder", None)
            attrs["class"] = "invoer"


class AanmeldForm(EigenInvoer, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Uw e-mailadres")
        self.stel_in()


class AanvraagForm(EigenInvoer, WachtForm, SignupForm):
    """Asks for an account; whether the address is known already is never said."""

    naam = forms.CharField(label=_("Uw naam"), max_length=LANG)
    werkplek = forms.CharField(
        label=_("Waar werkt u?"),
        help_text=_("De naam van uw organisatie, en wat u daar doet."),
        max_length=LANG,
    )
    field_order = ("naam", "werkplek", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Uw e-mailadres van uw werk")
        self.fields["email"].help_text = _("Naar dit adres sturen we een code.")
        self.fields["naam"].widget.attrs["autocomplete"] = "name"
        self.fields["werkplek"].widget.attrs["autocomplete"] = "organization"
        self.stel_in()

    def clean_naam(self) -> str:
        return self._tekst("naam")

    def clean_werkplek(self) -> str:
        return self._tekst("werkplek")

    def _tekst(self, name: str) -> str:
        """Refuse what cannot be read, and an address in a name: it would end up in our mail."""
        text = " ".join(self.cleaned_data[name].split())
        try:
            zonder_stuurtekens(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        if "://" in text or "www." in text.lower():
            raise forms.ValidationError(_("Schrijf hier geen webadres."))
        return text

    def clean_email(self) -> str:
        ruim_onbevestigd()
        return super().clean_email()

    def signup(self, request: HttpRequest, user: Gebruiker) -> None:  # noqa: ARG002 -- allauth's
        vul_aan(user, self.cleaned_data["naam"], self.cleaned_data["werkplek"])


class CodeInvoer(EigenInvoer):
    """A code of digits: the phone shows its number keys."""

    uitleg = _("Acht cijfers. U hoeft het streepje niet te typen.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = self.uitleg
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}
        self.stel_in()


class AanmeldcodeForm(CodeInvoer, LoginCodeForm):
    """The code that was mailed to somebody who signs in."""


class AanvraagcodeForm(CodeInvoer, ConfirmEmailVerificationCodeForm):
    """The code that was mailed to somebody who asks for an account."""


class TweedeStapForm(CodeInvoer, AuthenticateForm):
    uitleg = _("Zes cijfers uit uw app, of een van uw herstelcodes.")


class OpnieuwForm(CodeInvoer, ReauthenticateForm):
    uitleg = _("Zes cijfers uit uw app, of een van uw herstelcodes.")


class AanzetForm(CodeInvoer, ActivateTOTPForm):
    uitleg = _("De zes cijfers die uw app nu laat zien.")
