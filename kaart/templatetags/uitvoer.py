"""What the pages ask about lists to take along."""

from typing import Any

from django import template

from organisaties import rechten

register = template.Library()


@register.filter
def heeft_rol(user: Any) -> bool:
    """Whether this user has a role that counts now; without a user in the page: no."""
    return bool(user) and rechten.rol(user) != rechten.GEEN
