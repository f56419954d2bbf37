"""``/mijn/``: what somebody may do here, and where."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kaart.accounts.sterk import heeft_tweede_factor
from organisaties.accounts import wachtenden
from organisaties.rechten import Handeling, mag, rol, vraagt_tweede_factor


@require_safe
@login_required
@never_cache
def mijn(request: HttpRequest) -> HttpResponse:
    return render(request, "mijn/mijn.html", _pagina(request.user))


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
