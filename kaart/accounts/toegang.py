"""Pages for who signed in: anonymous visitors go to signing in, others need the right.

One order everywhere: what asks the method stands outside, what asks the right inside.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from kaart.antwoord import niet_bewaren
from organisaties.rechten import Handeling, mag

View = Callable[..., HttpResponse]


def wie_mag(handeling: Handeling) -> Callable[[View], View]:
    """Let in who may do this; a session without the second factor is led to it (middleware).

    What such a page says is for this one person: it is kept nowhere.
    """

    def decorator(view: View) -> View:
        @login_required
        @niet_bewaren
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not mag(request.user, handeling):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapped

    return decorator


def met_volgende(naam: str, doel: str) -> str:
    """Give the address of this page, with where to go after it (``?next=``)."""
    return f"{reverse(naam)}?{urlencode({'next': doel})}"
