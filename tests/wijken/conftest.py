"""The loaded areas of Den Haag, and the full source data where it is at hand."""

from pathlib import Path

import pytest
from django.conf import settings

from wijken.boom import Boom, boom
from wijken.geheugen import vergeet_alles
from wijken.laden import laad_gebieden


@pytest.fixture(autouse=True)
def _leeg_geheugen():
    """Start and end without remembered areas: a rolled-back test must not leave any behind."""
    vergeet_alles()
    yield
    vergeet_alles()


@pytest.fixture
def gebieden(db) -> Boom:
    laad_gebieden()
    return boom()


@pytest.fixture
def brongegevens() -> Path:
    """Folder of the full source data, which lies beside the project and may be absent."""
    map_ = Path(settings.BASE_DIR).parent / "shared" / "data"
    if not map_.is_dir():
        pytest.skip("De volledige brongegevens (../shared/data) zijn er niet: niet vergeleken.")
    return map_
