"""``python -m tests.bench.geheugen PAD``: the peak memory of one answer, in a process of its own.

Idle is after the page has been shown once, so that code, areas and counts are in memory already.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bench.meten import verbruik
from tests.bench.vragen import antwoord

_WARM = ("/", "{pad}?wijk=houtwijk&ondersteuning=spraak-taal&soort=cjg")


def _stand(naam: str) -> int:
    """A line of the process's own status, in kB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{naam}:"):
            return int(line.split()[1])
    raise LookupError(naam)


def main(pad: str) -> None:
    for warm in _WARM:
        verbruik(antwoord(warm.format(pad=pad)))
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # start the peak anew
    idle = _stand("VmRSS")
    verbruik(antwoord(pad))
    print(json.dumps({"piek_mb": round((_stand("VmHWM") - idle) / 1024, 1)}))


if __name__ == "__main__":
    main(sys.argv[1])
