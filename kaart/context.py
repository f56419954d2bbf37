"""What every template knows about this installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def kaart(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 -- signature of a context processor
    return {"KAART": settings.KAART, "VERSIE": settings.VERSIE}
