"""``make bench``: the product against hand-written SQL, as ratios measured in one run.

``BENCH_AANTALLEN`` gives other sizes ("2000,20000") and ``BENCH_LRK`` the number of rows to import,
``BENCH_WERK`` measures only the work with that word in its name, ``DATABASE_URL`` measures on
PostgreSQL, and ``BENCH_JSON`` names the file that takes the figures. A missed aim is marked, never
an error: times are not tests.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.bench.klad import klad

AANTALLEN = (2_000, 20_000)


def main() -> int:
    sizes = [int(n) for n in os.environ.get("BENCH_AANTALLEN", "").split(",") if n] or AANTALLEN
    with klad():
        import django  # noqa: PLC0415 -- the environment stands only inside the block

        django.setup()
        logging.disable(logging.INFO)  # a line for every export would bury the table
        metingen = [rij for size in sizes for rij in _op_grootte(size)] + _invoer()
        figures = {"omgeving": _omgeving(), "metingen": [m.als_json() for m in metingen]}
    if path := os.environ.get("BENCH_JSON"):
        Path(path).write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


def _op_grootte(size: int) -> list[Any]:
    from tests.bench.controle import controleer  # noqa: PLC0415
    from tests.bench.vullen import kale_verbinding, vul  # noqa: PLC0415
    from tests.bench.werk import lijst  # noqa: PLC0415

    wanted = os.environ.get("BENCH_WERK", "")
    if not (asked := [werk for werk in lijst() if wanted in werk.naam]):
        return []
    start = perf_counter()
    vul(size)
    kaal = kale_verbinding()
    controleer(kaal)
    print(f"\n{size} ingangen, gevuld in {perf_counter() - start:.0f} s")
    _toon_kop()
    return [_toon(werk.meet(kaal, size)) for werk in asked]


def _invoer() -> list[Any]:
    """Last, because it empties the database."""
    from tests.bench import invoer  # noqa: PLC0415
    from tests.bench.vullen import kale_verbinding, maak_klaar  # noqa: PLC0415

    wanted = os.environ.get("BENCH_WERK", "")
    if not any(wanted in naam for naam in invoer.DOELEN):
        return []
    maak_klaar()
    print(f"\nInvoer van {invoer.AANTAL} regels")
    _toon_kop()
    return [_toon(m) for m in invoer.metingen(kale_verbinding(), wanted)]


def _toon_kop() -> None:
    print(f"{'':30}{'product':>10}{'kaal':>10}{'x':>7}{'doel':>6}{'kB':>8}{'piek MB':>9}")


def _toon(m: Any) -> Any:
    mark = "" if m.gehaald is None else "  gehaald" if m.gehaald else "  GEMIST"
    doel = "" if m.doel is None else f"{m.doel:g}"
    peak = "" if m.piek_mb is None else f"{m.piek_mb:.1f}"
    times = f"{m.ms:>7.2f} ms{m.kaal_ms:>7.2f} ms{m.verhouding:>7.2f}"
    print(f"{m.werk:30}{times}{doel:>6}{m.bytes / 1000:>8.0f}{peak:>9}{mark}", flush=True)
    return m


def _omgeving() -> dict[str, str]:
    from django import get_version  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    version = connection.get_database_version()
    return {
        "python": platform.python_version(),
        "django": get_version(),
        "database": f"{connection.vendor} {'.'.join(map(str, version))}",
        "platform": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cpu",
    }


if __name__ == "__main__":
    sys.exit(main())
