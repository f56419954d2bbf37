"""What every answer carries, and what production refuses."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db
BEZOEK = ["/", "/wijken/", "/wijken/houtwijk/", "/over/", "/punten.json", "/beheer/login/"]


@pytest.mark.parametrize("adres", BEZOEK)
def test_elk_antwoord_heeft_een_streng_beleid(client, adres):
    policy = client.get(adres)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    for loose in ("unsafe-inline", "unsafe-eval", "*", "http:"):
        assert loose not in policy


@pytest.mark.parametrize("adres", BEZOEK)
def test_elk_antwoord_heeft_de_vaste_koppen(client, adres):
    answer = client.get(adres)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("adres", BEZOEK[:5])
def test_een_bezoeker_krijgt_geen_cookie(client, adres):
    assert client.get(adres).cookies == {}


@pytest.mark.parametrize("adres", BEZOEK[:5])
@pytest.mark.parametrize("methode", ["post", "put", "delete", "patch"])
def test_een_pagina_is_alleen_te_lezen(client, adres, methode):
    assert getattr(client, methode)(adres).status_code in (403, 405)


def start(**env):
    """Read the settings in a process of its own; gives what it complained about."""
    environment = {**os.environ, "PRODUCTIE": "1", "DEBUG": "0", "SECRET_KEY": "s" * 60, **env}
    code = "import kaart.settings"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stderr


def test_productie_start_met_een_eigen_sleutel():
    assert start() == ""


@pytest.mark.parametrize("env", [{"DEBUG": "1"}, {"SECRET_KEY": settings.DEMO_KEY}])
def test_productie_weigert_de_proefinstellingen(env):
    assert "ImproperlyConfigured" in start(**env)
