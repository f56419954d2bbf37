"""The mail that the site sends: one way out, and what became of it.

Texts are templates in ``templates/mail/``; their first line is the subject, a blank line follows.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.text import Truncator

from organisaties.models import Bericht, Controle

logger = logging.getLogger("kaart.mail")


def verstuur(
    soort: str,
    aan: str,
    sjabloon: str,
    context: dict[str, Any],
    controles: Iterable[Controle] = (),
) -> Bericht:
    """Send one mail and keep that it was sent; a refusal is kept too and raises nothing.

    ``sjabloon`` is the name of a file in ``templates/mail/``, without ``.txt``. Called outside a
    transaction: a mail cannot be taken back, and a slow server must not hold a lock.
    """
    subject, text = _tekst(sjabloon, context)
    row = Bericht.objects.create(soort=soort, aan=aan, onderwerp=subject[:200])
    row.controles.set(controles)
    message = EmailMessage(subject, text, to=[aan], headers=_koppen(row))
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("mail %s niet verstuurd: %s", row.uuid, type(error).__name__)
        row.stand = Bericht.Stand.GEWEIGERD
        row.fout = Truncator(_reden(error)).chars(300)
        row.save(update_fields=["stand", "fout"])
    return row


def volledig_adres(pad: str) -> str:
    """Write a path of the site as an address that works in a mail."""
    return f"{settings.KAART['adres']}{pad}"


def kenmerk(row: Bericht) -> str:
    """Give the Message-ID by which a returned mail is known again."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{row.uuid}@{domain}>"


def _reden(error: SMTPException | OSError) -> str:
    """Say what went wrong: "550 ..." when the server refused this address, else what it was.

    Only an answer about the address or the mail itself begins with its code.
    """
    if isinstance(error, SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPDataError):
        code, text = error.smtp_code, error.smtp_error
    else:
        return f"mailserver: {error or type(error).__name__}"
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return f"{code} {' '.join(words.split())}"


def _koppen(row: Bericht) -> dict[str, str]:
    """Say that no human typed this, so that nobody's absence notice comes back."""
    return {"Message-ID": kenmerk(row), "Auto-Submitted": "auto-generated"}


def _tekst(sjabloon: str, context: dict[str, Any]) -> tuple[str, str]:
    whole = render_to_string(f"mail/{sjabloon}.txt", {**context, "KAART": settings.KAART})
    subject, _, text = whole.strip().partition("\n")
    return " ".join(subject.split()), text.strip() + "\n"
