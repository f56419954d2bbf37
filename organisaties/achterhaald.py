"""Somebody was first: what a person looked at is no longer so. Nothing was written."""

from __future__ import annotations


class Achterhaald(Exception):  # noqa: N818 -- the Dutch word for what happened
    """What was asked no longer fits what stands there; look again.

    Each place has its own kind, for what it can say about it; a page that does many things catches
    them all.
    """
