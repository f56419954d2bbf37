"""How the pages write telephone numbers, distances, names and addresses."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

import phonenumbers
from django import template
from django.utils.translation import gettext as _

from kaart.beeld.opsomming import opgesomd
from organisaties.models import Contact

register = template.Library()


@register.filter
def tel(number: str) -> str:
    """Write a number as a ``tel:`` address that also works from abroad.

    A short number (14070) stays as it is, and so does what cannot be read as a number.
    """
    digits = "".join(c for c in number if c in "+0123456789")
    try:
        parsed = phonenumbers.parse(number, "NL")
    except phonenumbers.NumberParseException:
        return f"tel:{digits}"
    if not digits.startswith(("0", "+")):
        return f"tel:{digits}"
    whole = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"tel:{whole}"


@register.filter
def afstand(km: float) -> str:
    """Metres rounded to tens below a kilometre, then kilometres with one decimal."""
    metres = round(km * 100) * 10
    if metres < 20:
        return _("op dezelfde plek")
    if metres < 1000:
        return _("%(n)d meter") % {"n": metres}
    return _("%(n)s km") % {"n": f"{km:.1f}".replace(".", ",")}


@register.filter
def met_telefoon(contacten: list[Contact]) -> str:
    """Give the first telephone number of these contacts; empty when there is none."""
    return next((c.telefoon for c in contacten if c.telefoon), "")


@register.filter
def met_email(contacten: list[Contact]) -> str:
    return next((c.email for c in contacten if c.email), "")


@register.filter
def zonder_https(url: str) -> str:
    """Write a web address as people read it."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")


@register.filter
def contactadres(contact: str, onderwerp: str = "") -> str:
    """Link to the address to report to: a mailbox or a page; empty when none is set."""
    if "@" not in contact:
        return contact if contact.startswith("https://") else ""
    subject = f"?subject={quote(str(onderwerp))}" if onderwerp else ""
    return f"mailto:{contact}{subject}"


@register.filter
def duizendtal(number: int) -> str:
    """Write a whole number with a point between thousands: 12.720."""
    return f"{number:,}".replace(",", ".")


@register.filter
def namen(rows: Iterable[Any]) -> str:
    """Join the names of these things, with "en" before the last."""
    return opgesomd([row.naam for row in rows])


@register.filter
def server(url: str) -> str:
    """Give the host of a web address."""
    return urlsplit(url).hostname or ""
