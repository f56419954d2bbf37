"""Signed links in mail: whoever holds one may do one thing to one row, until it expires.

A link names its purpose, so that one for confirming cannot be used for changing. It changes nothing
by itself: GET shows, POST does, so a mail scanner that opens every link confirms nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

GELDIG = timedelta(days=60)


class LinkFout(ValueError):  # noqa: N818 -- reads as what it is, in Dutch
    """The link is not ours, or was changed on its way."""


class LinkVerlopen(LinkFout):
    """The link was ours, but too long ago."""


def teken(doel: str, kenmerk: str) -> str:
    """Give the last part of an address that proves that we sent it."""
    return signing.TimestampSigner(salt=f"link:{doel}").sign_object(kenmerk, compress=False)


def lees(doel: str, token: str, *, geldig: timedelta = GELDIG) -> str:
    """Give what was signed for this purpose. Raises ``LinkVerlopen`` or ``LinkFout``."""
    signer = signing.TimestampSigner(salt=f"link:{doel}")
    try:
        return str(signer.unsign_object(token, max_age=geldig))
    except signing.SignatureExpired:
        raise LinkVerlopen(doel) from None
    except (signing.BadSignature, ValueError):
        raise LinkFout(doel) from None
