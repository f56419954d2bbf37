"""A file on its way to a visitor."""

from __future__ import annotations

from collections.abc import Callable, Iterator


class Stroom:
    """Passes a file on, and says once how it ended: whole, or broken off by the visitor.

    It is said in ``close``, which a server calls after the last byte has gone: a log that has to
    wait for the database does not hold up the download.
    """

    def __init__(self, stukken: Iterator[bytes], na_afloop: Callable[[bool], None]) -> None:
        self._stukken = stukken
        self._na_afloop: Callable[[bool], None] | None = na_afloop
        self._heel = False

    def __iter__(self) -> Stroom:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._stukken)
        except StopIteration:
            self._heel = True
            raise

    def close(self) -> None:
        self._stukken.close()
        tell, self._na_afloop = self._na_afloop, None
        if tell:
            tell(self._heel)
