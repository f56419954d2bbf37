"""What the pages ask about who signed in."""

from pathlib import Path
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.conf import settings

from organisaties.rechten import Handeling, mag

register = template.Library()


@register.filter(name="mag")
def mag_filter(user: Any, handeling: str) -> bool:
    """Whether this user may do this: ``{% if user|mag:"WERKVOORRAAD" %}``."""
    return mag(user, Handeling[handeling])


@register.simple_tag
def mail_in_bestand() -> str:
    """Name the folder that mail goes to when it goes to files: a page may then say so."""
    if settings.PRODUCTIE or "smtp" in settings.EMAIL_BACKEND:
        return ""
    folder = Path(settings.EMAIL_FILE_PATH)
    if folder.is_relative_to(settings.BASE_DIR):
        folder = folder.relative_to(settings.BASE_DIR)
    return f"{folder}/"


@register.simple_tag(takes_context=True)
def eigen_aanmelddienst(context: dict[str, Any]) -> Any:
    """Give the municipality's own sign-on, when the settings name one."""
    return next(iter(get_adapter().list_apps(context["request"])), None)
