"""Memory per content version: work out once, keep while the content stays the same.

Who writes does so inside `zonder_onthouden()`: what is worked out between the first write and
`ophogen()` would otherwise be remembered under the old version, and stay when the write is undone.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from wijken import versie

P = ParamSpec("P")
R = TypeVar("R")

GROOTTE = 256
_alle: list["PerVersie"] = []
_schrijft: ContextVar[bool] = ContextVar("schrijft", default=False)


class PerVersie(Generic[P, R]):
    """A function that remembers its answers for the current content version only.

    Arguments must be positional and hashable; at most `GROOTTE` answers are kept, the oldest goes
    first. Answers are shared between threads, so they must never be changed by who gets them.
    Before there is a version ("0-leeg") nothing is remembered: nobody then counts the changes.
    """

    def __init__(self, functie: Callable[P, R]) -> None:
        self._functie = functie
        self._slot = Lock()
        self._versie = versie.LEEG
        self._antwoorden: OrderedDict[tuple[Hashable, ...], R] = OrderedDict()
        update_wrapper(self, functie)
        _alle.append(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs:
            raise TypeError("Een functie met geheugen kent alleen argumenten op volgorde.")
        nu = versie.huidige()
        with self._slot:
            if nu == self._versie and args in self._antwoorden:
                return self._antwoorden[args]
        with versie.vastgehouden(nu):
            antwoord = self._functie(*args)
        self._onthoud(nu, args, antwoord)
        return antwoord

    def _onthoud(self, nu: str, args: tuple[Hashable, ...], antwoord: R) -> None:
        # A write may have passed while we were working: then the answer is nobody's version.
        if nu == versie.LEEG or _schrijft.get() or versie.uit_database() != nu:
            return
        with self._slot:
            if nu != self._versie:
                self._versie, self._antwoorden = nu, OrderedDict()
            self._antwoorden[args] = antwoord
            if len(self._antwoorden) > GROOTTE:
                self._antwoorden.popitem(last=False)

    def vergeet(self) -> None:
        """Drop every answer; for tests."""
        with self._slot:
            self._versie, self._antwoorden = versie.LEEG, OrderedDict()


def per_versie(functie: Callable[P, R]) -> PerVersie[P, R]:
    """Remember the answers of `functie` for the current content version."""
    return PerVersie(functie)


@contextmanager
def zonder_onthouden() -> Iterator[None]:
    """Remember nothing new inside; answers that are remembered already are still given."""
    teken = _schrijft.set(True)
    try:
        yield
    finally:
        _schrijft.reset(teken)


def vergeet_alles() -> None:
    """Drop what every function remembers; for tests."""
    for functie in _alle:
        functie.vergeet()
