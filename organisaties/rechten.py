"""Who may see what: the one place that decides. Pages, exports and API all ask here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organisaties.models import Contact

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker


def zichtbaarheden(gebruiker: Gebruiker | AnonymousUser) -> list[str]:
    """The visibilities of contact persons that this user may see.

    General numbers and mailboxes are public and are not asked about here.
    """
    if gebruiker.is_authenticated and gebruiker.is_staff:
        return list(Contact.Zichtbaarheid.values)
    return [Contact.Zichtbaarheid.PUBLIEK]
