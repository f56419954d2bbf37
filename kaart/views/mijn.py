"""``/mijn/``: what somebody may do here, and where."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kaart.accounts.sterk import heeft_tweede_factor
from kaart.antwoord import niet_bewaren
from organisaties.accounts import wachtenden, zet_weekbericht
from organisaties.rechten import Handeling, mag, rol, vraagt_tweede_factor


@require_safe
@login_required
@niet_bewaren
def mijn(request: HttpRequest) -> HttpResponse:
    return render(request, "mijn/mijn.html", _pagina(request.user))


@require_POST
@login_required
def weekbericht(request: HttpRequest) -> HttpResponse:
    """Turn the weekly mail on or off."""
    wanted = request.POST.get("weekbericht") == "aan"
    zet_weekbericht(request.user, aan=wanted)
    text = _("U krijgt het weekbericht.") if wanted else _("U krijgt het weekbericht niet meer.")
    messages.success(request, text)
    return redirect("mijn")


def _pagina(user: Any) -> dict[str, Any]:
    lets_in = mag(user, Handeling.TOELATEN)
    return {
        "rol": rol(user),
        "ingangen": user.organisaties.order_by("naam"),
        "werkt_in": [*user.stadsdelen.all(), *user.wijken.all()],
        "wachtenden": wachtenden().count() if lets_in else 0,
        "laat_toe": lets_in,
        "tweede_factor_nodig": vraagt_tweede_factor(user),
        "heeft_tweede_factor": heeft_tweede_factor(user),
    }
