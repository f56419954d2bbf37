"""The loaded areas of Den Haag, an empty map, and the full source data where it is at hand."""

from pathlib import Path

import pytest
from django.conf import settings

from wijken.boom import Boom, boom
from wijken.laden import laad_gebieden
from wijken.models import Buurt, Gemeente, Inhoudsversie, Kerncijfer, Postcode, Stadsdeel, Wijk


@pytest.fixture
def gebieden(db) -> Boom:
    laad_gebieden()
    return boom()


@pytest.fixture
def leeg(db) -> None:
    """Take away every area and the version, as on the first day."""
    Wijk.objects.update(deel_van=None)
    for model in (Kerncijfer, Postcode, Buurt, Wijk, Stadsdeel, Gemeente, Inhoudsversie):
        model.objects.all().delete()


@pytest.fixture
def brongegevens() -> Path:
    """Folder of the full source data, which lies beside the project and may be absent."""
    map_ = Path(settings.BASE_DIR).parent / "shared" / "data"
    if not map_.is_dir():
        pytest.skip("De volledige brongegevens (../shared/data) zijn er niet: niet vergeleken.")
    return map_
