"""Who may see what: the one place that decides. Pages, exports and API all ask here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organisaties.models import Contact

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker


def zichtbaarheden(gebruiker: Gebruiker | AnonymousUser) -> list[str]:
    """Say which visibilities of contact persons this user may see.

    Staff see persons only with the right to look at contacts: an account for a task of its own,
    such as opening hours, has no business with them. General numbers and mailboxes are public
    and are not asked about here.
    """
    if gebruiker.is_staff and gebruiker.has_perm("organisaties.view_contact"):
        return list(Contact.Zichtbaarheid.values)
    return [Contact.Zichtbaarheid.PUBLIEK]


def personen_voor(
    gebruiker: Gebruiker | AnonymousUser, rijen: list[dict[str, Any]] | None
) -> list[dict[str, Any]]:
    """Pick the contact persons of a photograph that this user may see in the management site.

    There even public persons are for those who may look at contacts.
    """
    if not gebruiker.has_perm("organisaties.view_contact"):
        return []
    seen = zichtbaarheden(gebruiker)
    return [row for row in rijen or [] if row["zichtbaarheid"] in seen]
