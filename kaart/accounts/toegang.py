"""Pages for who signed in: anonymous visitors go to signing in, others need the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from organisaties.rechten import Handeling, mag

View = Callable[..., HttpResponse]


def wie_mag(handeling: Handeling) -> Callable[[View], View]:
    """Let in who may do this; a session without the second factor is led to it (middleware)."""

    def decorator(view: View) -> View:
        @login_required
        @never_cache
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not mag(request.user, handeling):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapped

    return decorator
