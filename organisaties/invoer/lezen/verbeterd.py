"""Whether a file holds the refused rows of an earlier one, mended.

Such a file is only a part of its source: what is missing from it has not vanished.
"""

from __future__ import annotations

from pathlib import Path

from organisaties.invoer.bron import BestandGeweigerd

from .tabel import open_tabel

REDEN = "Reden"  # the column that we put before refused rows; readers pass over it


def is_verbeterd(pad: Path) -> bool:
    """Look for our own column; a file that is no table is not one of ours."""
    try:
        return REDEN in open_tabel(pad).kop
    except BestandGeweigerd:
        return False
