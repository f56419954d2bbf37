"""Answers meant for one person: kept by no cache and shown by no search engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

KLOPT_NIET = 400  # what was filled in cannot be
BOTST = 409  # somebody else was first

View = Callable[..., HttpResponse]


def niet_bewaren(view: View) -> View:
    """Let no cache keep what this view answers, and no search engine show it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store, private"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return wrapped
