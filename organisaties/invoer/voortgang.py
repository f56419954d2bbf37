"""How far a run is: a small file beside the uploads, since an apply is one transaction.

Nobody else sees what a transaction has written so far, so the progress cannot stand in the
database. A thread writes the file every second, also when the work itself has nothing to tell; when
the time in it stands still, the process is gone.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from django.conf import settings
from django.utils.translation import gettext as _

from organisaties.models import Invoer

Stand = Invoer.Stand
# Where a run that was busy goes when it breaks off, so that it can be tried again.
TERUG = {Stand.LEZEN: Stand.MISLUKT, Stand.TOEPASSEN: Stand.PLAN, Stand.HERSTELLEN: Stand.TOEGEPAST}
SLAG = 1.0  # seconds between two signs of life
STIL = 60.0  # seconds without one: the process is gone


@dataclass(frozen=True)
class Voortgang:
    """``totaal`` is 0 when nobody knows; ``tijd`` is the last sign of life, seconds since 1970."""

    gedaan: int = 0
    totaal: int = 0
    fase: str = ""
    tijd: float = 0.0
    pid: int = 0
    machine: str = ""

    @property
    def leeft(self) -> bool:
        if time.time() - self.tijd > STIL:
            return False
        return self.machine != socket.gethostname() or not self.pid or _bestaat(self.pid)


def _bestaat(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's: then it is certainly there
        return True
    return True


def _pad(invoer: Invoer) -> Path:
    return Path(settings.INVOER_MAP) / f"invoer-{invoer.pk}.json"


def lees(invoer: Invoer) -> Voortgang:
    """Read how far a run is; nothing at all when there is no such file or it is unreadable."""
    try:
        return Voortgang(**json.loads(_pad(invoer).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Voortgang()


def schrijf(invoer: Invoer, stand: Voortgang) -> None:
    """Write the file in one go, so that a reader never sees half of it."""
    target = _pad(invoer)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    apart = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}.nieuw")
    apart.write_text(json.dumps(asdict(stand)), encoding="utf-8")
    apart.replace(target)


def begin(invoer: Invoer, fase: str) -> None:
    """Say that a run is about to start; its process will tell the rest."""
    schrijf(invoer, Voortgang(fase=fase, tijd=time.time()))


def vergeet(invoer: Invoer) -> None:
    _pad(invoer).unlink(missing_ok=True)


def loopt(invoer: Invoer) -> bool:
    """Whether a process is at work for this run."""
    return invoer.stand in Invoer.BEZIG and lees(invoer).leeft


def zet_terug(invoer: Invoer) -> None:
    """Put a run of which the process died back to where it can be tried again.

    An apply or an undo that did not come to its end has written nothing.
    """
    for during, after in TERUG.items():
        stopped = Invoer.objects.filter(pk=invoer.pk, stand=during)
        stopped.update(stand=after, melding=_("Dit is onderweg gestopt."))
    vergeet(invoer)


class Hartslag:
    """Keeps the file fresh while the work goes on; takes it away when the work is done.

    ``teller`` is asked every second for what the work does not tell by itself.
    """

    def __init__(self, invoer: Invoer, fase: str, totaal: int = 0) -> None:
        self.invoer, self.fase, self.totaal = invoer, fase, totaal
        self.gedaan = 0
        self.teller: Callable[[], int] = lambda: 0
        self._klaar = threading.Event()
        self._draad = threading.Thread(target=self._sla, daemon=True)

    def zet(self, gedaan: int) -> None:
        self.gedaan = gedaan

    def __enter__(self) -> Hartslag:
        self._schrijf()
        self._draad.start()
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        self._klaar.set()
        self._draad.join()
        vergeet(self.invoer)

    def _sla(self) -> None:
        while not self._klaar.wait(SLAG):
            self._schrijf()

    def _schrijf(self) -> None:
        """Write how far it is; a full disk must not end the work, which then only looks stopped."""
        done = self.gedaan + self.teller()
        most = max(self.totaal, done) if self.totaal else 0
        state = Voortgang(done, most, self.fase, time.time(), os.getpid(), socket.gethostname())
        try:
            schrijf(self.invoer, state)
        except OSError:
            return
