"""A cell as text: its blanks, its apostrophes, and how a sentence quotes it."""

from __future__ import annotations

_RAND = " \t\r\n\v\f\u00a0\u200b\ufeff"
GEEN = frozenset({"", "-", "--", ".", "geen", "nvt", "n.v.t.", "n.v.t", "onbekend", "null"})
LANGSTE_CEL = 300  # what is longer is no address, number or name


def kaal(text: str) -> str:
    """Take off blanks at the ends and a pair of apostrophes around the whole; '' is empty.

    A single apostrophe in front stays: 's-Gravenhage and 't Hummeltje are written so.
    """
    text = text.strip(_RAND)
    if text[:1] == "'" == text[-1:]:
        return text[1:-1].strip(_RAND)
    return text


def regel(text: str) -> str:
    """Give the text on one line, with one blank between words."""
    text = kaal(text)
    if text.isprintable() and "  " not in text:  # as good as all of them: worth the look
        return text
    return " ".join(text.split())


def kort(text: str) -> str:
    """Quote a value in a sentence: printable and not too long."""
    plain = "".join(c if c.isprintable() else " " for c in text[:60])
    return f"“{plain if len(text) <= 60 else plain.rstrip() + '…'}”"


def leeg(text: str) -> bool:
    """Whether this says that there is nothing: empty, "-", "n.v.t.", "geen"."""
    return kaal(text).casefold() in GEEN
