"""The forms of signing in, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmEmailVerificationCodeForm, LoginForm, SignupForm
from allauth.account.forms import ConfirmLoginCodeForm as LoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kaart.formulierwacht import WachtForm, geen_webadres
from organisaties.accounts import ruim_onbevestigd, vul_aan
from organisaties.formulier import Formulier, TekstVeld
from organisaties.models import Gebruiker

LANG = Gebruiker._meta.get_field("werkplek").max_length


class AanmeldForm(Formulier, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Uw e-mailadres")


class AanvraagForm(WachtForm, SignupForm):
    """Asks for an account; whether the address is known already is never said."""

    naam = TekstVeld(
        label=_("Uw naam"),
        max_length=LANG,
        required=True,
        validators=[geen_webadres],
        attrs={"autocomplete": "name"},
    )
    werkplek = TekstVeld(
        label=_("Waar werkt u?"),
        help_text=_("De naam van uw organisatie, en wat u daar doet."),
        max_length=LANG,
        required=True,
        validators=[geen_webadres],
        attrs={"autocomplete": "organization"},
    )
    field_order = ("naam", "werkplek", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Uw e-mailadres van uw werk")
        self.fields["email"].help_text = _("Naar dit adres sturen we een code.")

    def clean_email(self) -> str:
        ruim_onbevestigd()
        return super().clean_email()

    def signup(self, request: HttpRequest, user: Gebruiker) -> None:  # noqa: ARG002 -- allauth's
        vul_aan(user, self.cleaned_data["naam"], self.cleaned_data["werkplek"])


class CodeInvoer(Formulier):
    """A code of digits: the phone shows its number keys."""

    uitleg = _("Acht cijfers. U hoeft het streepje niet te typen.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = self.uitleg
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}


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
