"""Importing the childcare register: plan and apply against bare csv and upserts.

Each round starts with no entries at all: first the limit twice (insert, then update), then the
product: plan, apply, and the plan of the same file once more. Two files: every row is of our
municipality (the hard case), and a national file of which one row in fifty is ours.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench import invoer_kaal
from tests.bench.kaal import Kaal
from tests.bench.meten import Meting, klok

AANTAL = int(os.environ.get("BENCH_LRK", "32000"))
RONDES = 3
PIEK_MB = 250  # in all, code and all: for a small server
GEMEENTE = "0518"
EEN_OP = 50  # rows of a national file for each one of ours
PLAN, NOGMAALS, TOEPASSEN = "LRK: plan", "LRK: plan, nogmaals", "LRK: toepassen"
LANDELIJK, LEZEN = "LRK: plan, landelijk", "LRK: alleen lezen"
DOELEN = {PLAN: 4.0, NOGMAALS: 4.0, TOEPASSEN: 6.0, LANDELIJK: None, LEZEN: None}
_BLIJFT = ("soort", "groep", "ondersteuning", "doelgroep", "toegang", "taal", "gebruiker")
Tijden = dict[str, list[tuple[float, float]]]


def metingen(kaal: Kaal, wanted: str = "") -> Iterator[Meting]:
    """Measure what has this word in its name; every line comes from the same rounds."""
    with TemporaryDirectory(prefix="kaart-bench-") as folder:
        ours, national = _bestanden(Path(folder))
        times: Tijden = defaultdict(list)
        for _ in range(RONDES):
            _ronde(kaal, ours, national, times)
        peak = _piek(ours)
        for naam, doel in DOELEN.items():
            if wanted in naam:
                file = ours if naam in (PLAN, NOGMAALS, TOEPASSEN) else national
                yield _meting(naam, doel, times[naam], file, peak if naam == TOEPASSEN else None)
    maak_leeg()


def _bestanden(folder: Path) -> tuple[Path, Path]:
    from tests.organisaties.lrkregels import lrk_bestand, schrijf  # noqa: PLC0415

    ours = lrk_bestand(folder / "ons.csv", AANTAL, gemeente=GEMEENTE)
    other = lrk_bestand(folder / "ander.csv", AANTAL, zaad=2, gemeente="0599")
    rows = zip(invoer_kaal.lees(ours), invoer_kaal.lees(other), strict=True)
    mixed = (own if n % EEN_OP == 0 else theirs for n, (own, theirs) in enumerate(rows))
    return ours, schrijf(folder / "landelijk.csv", mixed)


def _ronde(kaal: Kaal, ours: Path, national: Path, times: Tijden) -> None:
    first, again = _kaal_twee_keer(kaal, ours)
    limit = _inhoud(kaal)
    maak_leeg()
    run, plan = _duur(lambda: plan_van(ours))
    _, apply = _duur(lambda: pas_toe(run))
    assert _inhoud(kaal) == limit, (_inhoud(kaal), limit)
    empty, second = _duur(lambda: plan_van(ours))
    assert not any(n for lot, n in empty.tellingen.items() if lot != "ongewijzigd"), empty.tellingen
    times[PLAN].append((plan, first))
    times[TOEPASSEN].append((apply, first))
    times[NOGMAALS].append((second, again))
    first, _ = _kaal_twee_keer(kaal, national)
    maak_leeg()
    times[LANDELIJK].append((_duur(lambda: plan_van(national))[1], first))
    csv = _duur(lambda: invoer_kaal.tel_regels(national))[1]
    times[LEZEN].append((_duur(lambda: lees_alleen(national))[1], csv))
    maak_leeg()


def _kaal_twee_keer(kaal: Kaal, pad: Path) -> tuple[float, float]:
    maak_leeg()
    _, first = _duur(lambda: invoer_kaal.voer_in(kaal, pad, GEMEENTE))
    _, again = _duur(lambda: invoer_kaal.voer_in(kaal, pad, GEMEENTE))
    return first, again


def _inhoud(kaal: Kaal) -> dict[str, int]:
    """Count what both sides must have made: entries, and everything that hangs on them."""
    tables = [t for t in _tabellen() if "organisatie" in t.removeprefix("organisaties_")]
    tables += ["organisaties_sleutel", "organisaties_contact", "organisaties_werkgebied"]
    counts = {t: kaal.rijen(f"SELECT COUNT(*) FROM {t}")[0][0] for t in tables}
    belongs = "SELECT COUNT(koepel_id), COUNT(lat), COUNT(kindplaatsen), COUNT(leeftijd_tot)"
    (filled,) = kaal.rijen(f"{belongs} FROM organisaties_organisatie")
    return counts | {"gevuld": filled}


def _meting(
    naam: str, doel: float | None, times: list[tuple[float, float]], file: Path, peak: float | None
) -> Meting:
    mine, bare = (statistics.median(side) * 1000 for side in zip(*times, strict=True))
    return Meting(
        naam, AANTAL, round(mine, 1), round(bare, 1), round(mine / bare, 2), doel, RONDES,
        file.stat().st_size, peak, PIEK_MB if peak else None,
    )  # fmt: skip


def _duur(work: Callable[[], Any]) -> tuple[Any, float]:
    gc.collect()
    time = klok()
    start = time()
    answer = work()
    return answer, time() - start


# --- The product ----------------------------------------------------------------------------------


def plan_van(pad: Path) -> Any:
    from organisaties.invoer.bron import lees  # noqa: PLC0415 -- settings must stand first
    from organisaties.invoer.bronnen import BRONNEN  # noqa: PLC0415
    from organisaties.invoer.plan import maak_plan  # noqa: PLC0415

    return maak_plan(lees(BRONNEN["lrk"], pad))


def pas_toe(invoer: Any) -> None:
    from organisaties.invoer import toepassen  # noqa: PLC0415

    toepassen.pas_toe(invoer)


def lees_alleen(pad: Path) -> None:
    from organisaties.invoer.bron import Verslag  # noqa: PLC0415
    from organisaties.invoer.bronnen import BRONNEN  # noqa: PLC0415

    for _ in BRONNEN["lrk"].lees(pad, Verslag()):
        pass


def maak_leeg() -> None:
    """Take out all entries, plans and history; words, areas and users stay."""
    from django.core.management.color import no_style  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from wijken import versie  # noqa: PLC0415

    flush = connection.ops.sql_flush(no_style(), _tabellen())
    connection.ops.execute_sql_flush(flush)
    versie.ophogen()


def _tabellen() -> list[str]:
    from django.apps import apps  # noqa: PLC0415

    models = apps.get_app_config("organisaties").get_models(include_auto_created=True)
    names = (m._meta.db_table for m in models if m._meta.model_name not in _BLIJFT)
    return sorted(n for n in names if not n.startswith("organisaties_gebruiker"))


# --- Memory ---------------------------------------------------------------------------------------


def _piek(pad: Path) -> float:
    """Peak memory in MB, in all, of a fresh process that plans and applies."""
    maak_leeg()
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.invoer", str(pad)],
        capture_output=True, text=True, check=True, env=os.environ,
    )  # fmt: skip
    return json.loads(run.stdout)["piek_mb"]


def main(pad: str) -> None:
    import django  # noqa: PLC0415

    from tests.bench.geheugen import _stand  # noqa: PLC0415

    django.setup()
    pas_toe(plan_van(Path(pad)))
    print(json.dumps({"piek_mb": round(_stand("VmHWM") / 1024, 1)}))


if __name__ == "__main__":
    main(sys.argv[1])
