"""The municipality's own sign-on (OpenID Connect), when the settings name one.

The address decides: a verified one signs into the account that has it, a new one goes through the
same rule as anybody. Who needs a second factor needs ours, whatever the other side asked.
"""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from requests import RequestException

from organisaties.accounts import bevestig_adres
from organisaties.models import Gebruiker


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Know only what the settings name; none when they name nothing."""
        if not settings.OIDC_SERVER:
            return []
        return super().list_apps(request, provider, client_id)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Take the other side's word for an address that it verified; without one, stop."""
        if sociallogin.is_existing:
            _neem_bevestiging_over(sociallogin)
        elif not sociallogin.email_addresses:
            page = render(request, "socialaccount/authentication_error.html", status=401)
            raise ImmediateHttpResponse(page)

    def save_user(
        self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None
    ) -> Gebruiker:
        user = sociallogin.user
        user.first_name, user.last_name = user.get_full_name(), ""
        user.werkplek = settings.OIDC_NAAM
        return super().save_user(request, sociallogin, form)


def _neem_bevestiging_over(sociallogin: SocialLogin) -> None:
    user = sociallogin.user
    if any(row.verified and row.email.lower() == user.email for row in sociallogin.email_addresses):
        bevestig_adres(user)


@require_POST
@never_cache
def aanmelden(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the other side; only to sign in, never to tie two accounts together."""
    try:
        provider: Any = get_adapter(request).get_provider(request, provider_id)
        return provider.redirect(request, "login", get_next_redirect_url(request))
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, OAuth2Error):
        return render(request, "socialaccount/authentication_error.html", status=503)
