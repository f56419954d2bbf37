"""What a visitor sees when something is wrong: a plain word and a way on."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views import defaults


@pytest.fixture
def request_():
    return RequestFactory().get("/ergens/")


@pytest.mark.django_db
def test_404_wijst_de_weg(client):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "Deze pagina is er niet" in page
    assert 'href="/wijken/"' in page


@pytest.mark.django_db
def test_403_zegt_voor_wie_de_pagina_is(request_):
    response = defaults.permission_denied(request_, PermissionDenied())
    assert response.status_code == 403
    assert "U mag deze pagina niet zien" in response.content.decode()


def test_400_en_500_hebben_geen_database_nodig(request_):
    bad = defaults.bad_request(request_, SuspiciousOperation())
    broken = defaults.server_error(request_)
    assert (bad.status_code, broken.status_code) == (400, 500)
    assert "Deze vraag begrijpen wij niet" in bad.content.decode()
    assert "Er ging iets mis" in broken.content.decode()


@pytest.mark.parametrize("naam", ["400.html", "500.html"])
def test_de_kale_foutpagina_is_een_hele_pagina(naam):
    page = render_to_string(naam)
    assert page.count("<h1") == 1
    assert 'href="/"' in page
    assert "stijl.css" in page


def test_een_foutpagina_zegt_niets_over_de_fout(request_):
    response = defaults.bad_request(request_, SuspiciousOperation("geheim detail"))
    assert "geheim" not in response.content.decode()
