"""How allauth does things here: no passwords, mail in our words, and who is led where."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from kaart.accounts.sterk import is_sterk
from kaart.accounts.toegang import met_volgende
from organisaties.accounts import laat_toe_op_domein
from organisaties.models import Gebruiker
from organisaties.rechten import vraagt_tweede_factor

logger = logging.getLogger("kaart.mail")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet. Kijk de code in uw mail nog eens na."),
        "too_many_login_attempts": _(
            "U hebt het te vaak geprobeerd. Wacht een paar minuten en vraag dan een nieuwe code."
        ),
        "rate_limited": _("Dat ging te snel. Wacht een paar minuten en probeer het opnieuw."),
        "account_inactive": _("Dit account is uitgezet. Vraag de beheerder wat er is."),
        "email_taken": _("Met dit e-mailadres kunt u geen account aanvragen."),
    }

    def is_safe_url(self, url: str) -> bool:
        """Lead only to pages of this site itself, whatever other names it answers to."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send from our templates; when the mail server fails, say so and let the page stand."""
        known = {"email": email, "KAART": settings.KAART, "adres": settings.KAART["adres"]}
        message = self.render_mail(
            template_prefix, email, known | context, headers={"Auto-Submitted": "auto-generated"}
        )
        try:
            message.send()
        except (SMTPException, OSError) as error:
            logger.warning("aanmeldmail niet verstuurd: %s", type(error).__name__)
            text = _("Het versturen van de mail lukte niet. Probeer het over een paar minuten.")
            messages.error(self.request, text)

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def login(self, request: HttpRequest, user: Gebruiker) -> None:
        """Let in by domain first, so that the session begins with the role that follows."""
        laat_toe_op_domein(user)
        super().login(request, user)
        if vraagt_tweede_factor(user):
            request.session.set_expiry(settings.SESSIE_STAF)

    def post_login(self, request: HttpRequest, user: Gebruiker, **kwargs: Any) -> HttpResponse:
        answer = super().post_login(request, user, **kwargs)
        if not vraagt_tweede_factor(user) or is_sterk(request, user):
            return answer
        target = answer.headers.get("Location", "")
        return HttpResponseRedirect(met_volgende("tweede_stap", target))

    # Nobody has a password here, so the second factor is the only thing to ask again.

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002
        return is_mfa_enabled(context.request.user)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [way for way in ways if way["id"] == "mfa_reauthenticate"]
