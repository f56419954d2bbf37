"""What every test stands on: areas and vocabularies, loaded once; memory wiped in between."""

import pytest

from organisaties.invoer.inhoud import laad_vocabulaire
from wijken.geheugen import vergeet_alles
from wijken.laden import laad_gebieden


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Areas and words stand in the test database before the first test."""
    with django_db_blocker.unblock():
        laad_gebieden()
        laad_vocabulaire()


@pytest.fixture(autouse=True)
def _vergeet():
    vergeet_alles()
    yield
    vergeet_alles()
