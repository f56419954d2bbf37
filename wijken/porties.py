"""Many things, a portion at a time: neither memory nor an ``IN (...)`` grows with their number."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_porties(items: Iterable[T], grootte: int) -> Iterator[list[T]]:
    """Cut in lists of at most ``grootte``; the last may be shorter, none is empty."""
    rest = iter(items)
    while portie := list(islice(rest, grootte)):
        yield portie
