"""One returned message: which of our mails it is about, and why it did not arrive.

Delivery status notifications as in RFC 3464 and 6522, and the plain notes that older mail servers
write. Whatever the bytes, reading gives an answer; text of others is tidied before it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from enum import Enum
from itertools import islice
from uuid import UUID

MEESTE_BYTES = 2_000_000  # of one message; what matters stands at the beginning
LANGSTE = 1_000  # characters of a reason; the column holds 300
MEESTE_ADRESSEN = 10  # of a note that names its own servers as well
_UUID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)
_KENMERK = re.compile(r"^[ \t>]*message-id:\s*(<[^>\s]{1,200}>)", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ANTWOORD = re.compile(r"(?<![\d.])([45])\d\d(?=[ -])")  # of SMTP itself: 550 ...
_ADRES = re.compile(r"[^\s<>;,:\"()]{1,64}@[^\s<>;,:\"()]{1,190}")
_POSTBODE = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)


class Aard(Enum):
    """What kind of message it is, for the one who has to deal with it."""

    RETOUR = "retour"  # says that a mail did not arrive, for good or for now
    AUTOMATISCH = "automatisch"  # an absence notice, a receipt: nothing to do
    ANDERS = "anders"  # somebody wrote; left where it is


@dataclass(frozen=True)
class Retour:
    """``code`` is a status of RFC 3463 ("5.1.1"), or its first figure when no more is known."""

    aard: Aard
    kenmerken: tuple[UUID, ...] = ()
    adressen: tuple[str, ...] = ()
    code: str = ""
    reden: str = ""

    @property
    def blijvend(self) -> bool:
        """Whether another try makes no sense."""
        return self.code.startswith("5")


def lees_retour(raw: bytes) -> Retour:
    """Read one message."""
    message = message_from_bytes(raw[:MEESTE_BYTES])
    if statuses := list(_statussen(message)):
        return _uit_status(message, statuses)
    if _is_automatisch(message):
        return Retour(Aard.AUTOMATISCH)
    return _uit_tekst(message)


# --- RFC 3464 ------------------------------------------------------------------------------------


def _statussen(message: Message) -> Iterator[Message]:
    """Give the groups of fields about one recipient each."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        groups = part.get_payload()
        for group in groups if isinstance(groups, list) else []:
            if _veld(group, "Final-Recipient") or _veld(group, "Action"):
                yield group


def _uit_status(message: Message, statuses: list[Message]) -> Retour:
    """Take the worst that is said of any recipient; our mails have one."""
    failed = [s for s in statuses if _veld(s, "Action").lower() in ("failed", "delayed", "")]
    if not failed:  # delivered, relayed, expanded
        return Retour(Aard.AUTOMATISCH)
    worst = max(failed, key=lambda s: _code(_veld(s, "Status")))
    code = _code(_veld(worst, "Status")) or _code(_veld(worst, "Diagnostic-Code"))
    if _veld(worst, "Action").lower() == "delayed":
        code = code.replace("5", "4", 1) if code.startswith("5") else code
    reason = _veld(worst, "Diagnostic-Code").rpartition(";")[2]
    named = " ".join(_veld(worst, name) for name in ("Original-Recipient", "Final-Recipient"))
    marks = _kenmerken(message)
    return Retour(Aard.RETOUR, marks, _adressen(named), code or "4", _net(reason))


# --- plain notes ---------------------------------------------------------------------------------


def _is_automatisch(message: Message) -> bool:
    """Whether a machine answers (RFC 3834), and not a mail server that gives mail back."""
    said = _veld(message, "Auto-Submitted").lower()
    if said.startswith("auto-replied") or _veld(message, "X-Autoreply"):
        return not _van_postbode(message)
    return _veld(message, "Precedence").lower() in ("auto_reply", "vacation")


def _uit_tekst(message: Message) -> Retour:
    text = _tekst(message)
    marks = _kenmerken(message)
    named = _veld(message, "X-Failed-Recipients")
    if not (_van_postbode(message) or named):
        return Retour(Aard.ANDERS)
    code = _code(text) or ("5" if named else "")
    if not code:
        return Retour(Aard.ANDERS)
    return Retour(Aard.RETOUR, marks, _adressen(named or text), code, _net(_regel_met(code, text)))


def _van_postbode(message: Message) -> bool:
    return bool(_POSTBODE.search(_veld(message, "From"))) or _veld(message, "Return-Path") == "<>"


def _regel_met(code: str, text: str) -> str:
    """Give the line that says why."""
    found = _CODE if "." in code else _ANTWOORD
    return next((line for line in text.splitlines() if found.search(line)), "")


# --- small things --------------------------------------------------------------------------------


def _kenmerken(message: Message) -> tuple[UUID, ...]:
    """Find the Message-IDs of the returned mail: its headers come back, whole or as text."""
    texts = [_veld(part, "Message-ID") for part in message.walk() if part is not message]
    texts += [header for text in _teksten(message) for header in _KENMERK.findall(text)]
    found = (_UUID.search(text) for text in texts)
    return tuple(dict.fromkeys(UUID(match[1]) for match in found if match))


def _teksten(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() in ("text/plain", "text/rfc822-headers"):
            yield _inhoud(part)


def _tekst(message: Message) -> str:
    """Give what the server itself wrote: the first text."""
    return next(_teksten(message), "")


def _inhoud(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _veld(part: Message, naam: str) -> str:
    return " ".join(str(part.get(naam) or "").split())


def _code(text: str) -> str:
    if match := _CODE.search(text):
        return match[1]
    answer = _ANTWOORD.search(text)
    return answer[1] if answer else ""


def _adressen(text: str) -> tuple[str, ...]:
    """Name the first few addresses in a text."""
    found = (match[0].lower().rstrip(".") for match in _ADRES.finditer(text))
    return tuple(dict.fromkeys(islice(found, MEESTE_ADRESSEN)))


def _net(text: str) -> str:
    """Tidy a stranger's text: one line, without marks that show nothing or turn the line round."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:LANGSTE]).split())
