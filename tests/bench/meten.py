"""Stopwatch and scales: interleaved rounds with medians, and the peak memory of one answer."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from time import perf_counter, process_time
from typing import Any

SECONDEN = 4.0  # how long one piece of work is measured, both sides together
RONDES = (5, 200)  # but at least and at most so many rounds


@dataclass(frozen=True)
class Meting:
    """Medians in milliseconds of the product and of the limit, and their ratio."""

    werk: str
    aantal: int
    ms: float
    kaal_ms: float
    verhouding: float
    doel: float | None
    rondes: int
    bytes: int
    piek_mb: float | None = None
    piek_doel: float | None = None

    @property
    def gehaald(self) -> bool | None:
        aims = ((self.verhouding, self.doel), (self.piek_mb, self.piek_doel))
        met = [value <= aim for value, aim in aims if value is not None and aim is not None]
        return all(met) if met else None

    def als_json(self) -> dict[str, Any]:
        return {**asdict(self), "gehaald": self.gehaald}


def klok() -> Callable[[], float]:
    """Processor time where all work is done in this process, so that neighbours weigh less.

    A database server works outside it: then the clock on the wall.
    """
    from django.db import connection  # noqa: PLC0415 -- settings must stand first

    return process_time if connection.vendor == "sqlite" else perf_counter


def meet(product: Callable[[], int], kaal: Callable[[], int]) -> tuple[float, float, int, int]:
    """Median milliseconds of both, in turns after a warm round; rounds; bytes of the product."""
    time = klok()
    size = product()
    kaal()
    expected = _duur(product, time) + _duur(kaal, time)
    rounds = max(RONDES[0], min(RONDES[1], round(SECONDEN / expected)))
    gc.collect()
    times = [(_duur(product, time), _duur(kaal, time)) for _ in range(rounds)]
    mine, bare = zip(*times, strict=True)
    return statistics.median(mine) * 1000, statistics.median(bare) * 1000, rounds, size


def _duur(work: Callable[[], int], time: Callable[[], float]) -> float:
    start = time()
    work()
    return time() - start


def verbruik(delen: Iterable[bytes]) -> int:
    """Read a streamed answer to its end and keep nothing of it."""
    return sum(len(deel) for deel in delen)


def piek(pad: str) -> float:
    """Peak memory in MB above idle of a fresh process that gives one answer."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.geheugen", pad],
        capture_output=True, text=True, check=True, env=os.environ,
    )  # fmt: skip
    return json.loads(run.stdout)["piek_mb"]
