"""What every test stands on: areas and vocabularies, loaded once; memory wiped in between."""

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from organisaties.invoer.inhoud import laad_vocabulaire
from wijken.geheugen import vergeet_alles
from wijken.laden import laad_gebieden

# How long an example takes says something of the machine: timed limits belong in the bench.
hypothesis.settings.register_profile("rustig", deadline=None)
hypothesis.settings.load_profile("rustig")

ECHT = str(settings.DATABASES["default"]["NAME"])
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # slow on purpose else
settings.TWEEDE_FACTOR_VERPLICHT = False  # the tests of signing in ask it
settings.WHITENOISE_AUTOREFRESH = True  # else every client of a test looks at all static files
settings.KAART["geocoder"] = ""  # no test asks the real one; those of the geocoder bring their own


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Areas and words stand in the test database before the first test.

    Without a test that asks for a database none is made, and the real one must not be filled.
    """
    if str(connection.settings_dict["NAME"]) == ECHT:
        return
    with django_db_blocker.unblock():
        laad_gebieden()
        laad_vocabulaire()


@pytest.fixture(autouse=True)
def _vergeet():
    vergeet_alles()
    yield
    vergeet_alles()
