"""The pages of the second factor that allauth does not lead to by itself."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kaart.accounts.sterk import heeft_tweede_factor, is_sterk
from kaart.accounts.toegang import met_volgende

VERDER = "na_tweede_stap"  # in the session: the page that asked for the second factor


@login_required
@never_cache
def tweede_stap(request: HttpRequest) -> HttpResponse:
    """Lead to setting the second factor up, or to using it; back to ``next`` after that."""
    target = get_next_redirect_url(request) or reverse("mijn")
    if is_sterk(request, request.user):
        return HttpResponseRedirect(target)
    if heeft_tweede_factor(request.user):
        return redirect(met_volgende("mfa_reauthenticate", target))
    request.session[VERDER] = target
    return redirect("mfa_activate_totp")


class Aanzetten(ActivateTOTPView):
    """Set up the second factor. A code was just given, so the session counts as strong at once."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        row = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        record_authentication(
            self.request,
            self.request.user,
            "mfa",
            id=row.pk,
            type=row.type,
            reauthenticated=True,
        )
        return answer


class Herstelcodes(ViewRecoveryCodesView):
    """Show the recovery codes; right after setting up, with the way on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "verder": self.request.session.get(VERDER, reverse("mijn"))}


@login_required
def al_aangemeld(request: HttpRequest) -> HttpResponse:
    """Stand in for the page of addresses, which we do not have."""
    return HttpResponseRedirect(get_login_redirect_url(request))


aanzetten = never_cache(Aanzetten.as_view())
herstelcodes = never_cache(login_required(Herstelcodes.as_view()))
