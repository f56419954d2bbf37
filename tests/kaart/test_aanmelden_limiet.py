"""Too often is refused with a friendly page, counted by all workers together."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from kaart.limiet import mag_nog
from tests.kaart.aanmelden import account, vraag_aan, vraag_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vers():
    cache.clear()


def test_te_vaak_aanmelden_geeft_een_vriendelijke_pagina(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    for number in range(2):
        assert vraag_code(client, f"{number}@example.nl").status_code == 302
        client.post(reverse("account_logout"))
    page = vraag_code(client, "drie@example.nl")
    assert page.status_code == 429
    assert "Even wachten" in page.content.decode()
    assert len(mail.outbox) == 2


def test_te_vaak_aanvragen_ook(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "1/h/ip"}
    vraag_aan(client, "een@example.nl")
    assert vraag_aan(client, "twee@example.nl").status_code == 429


@pytest.mark.parametrize("bekend", [True, False])
def test_een_adres_krijgt_drie_codes_per_minuut_wie_er_ook_vraagt(client, bekend):
    """Each time another browser: the count is by address, in the cache that workers share."""
    if bekend:
        account("professional", "wie@example.nl")
    for _ in range(3):
        assert vraag_code(type(client)(), "Wie@example.nl").status_code == 302
    page = vraag_code(type(client)(), "wie@example.nl")
    assert "te vaak geprobeerd" in page.content.decode()
    assert len(mail.outbox) == 3


def test_de_teller_staat_in_de_gedeelde_opslag(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_onze_eigen_limieten_staan_er_nog(settings):
    assert {"melding", "aanmelding", "adres_tonen", "volgen"} <= set(settings.ACCOUNT_RATE_LIMITS)


def test_een_verzonnen_afzender_helpt_niet(client, settings):
    """X-Forwarded-For counts only for as many proxies as the settings name."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    url = reverse("account_login")
    client.post(url, {"login": "a@example.nl"}, headers={"X-Forwarded-For": "10.0.0.1"})
    client.post(reverse("account_logout"))
    again = client.post(url, {"login": "b@example.nl"}, headers={"X-Forwarded-For": "10.0.0.2"})
    assert again.status_code == 429


def test_achter_een_eigen_proxy_telt_ieder_voor_zich(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    for address in ("10.0.0.1", "10.0.0.2"):
        answer = client.post(
            reverse("account_login"),
            {"login": "a@example.nl"},
            headers={"X-Forwarded-For": f"1.1.1.1, {address}"},
        )
        assert answer.status_code == 302
        client.post(reverse("account_logout"))


def test_als_de_mailserver_weigert_zegt_de_pagina_dat(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    account("professional", "wie@example.nl")
    pages = [vraag_code(type(client)(), a) for a in ("wie@example.nl", "niemand@example.nl")]
    assert [page.status_code for page in pages] == [302, 302]
    fresh = type(client)()
    vraag_code(fresh, "wie@example.nl")
    page = fresh.get(reverse("account_confirm_login_code"))
    assert "versturen van de mail lukte niet" in page.content.decode()


def test_een_limiet_overleeft_duizend_andere_namen(settings, rf):
    """The cache is shared with all else that counts; what it throws away would start anew."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "melding": "1/h/ip"}
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    request = rf.post("/")
    assert mag_nog(request, "melding")
    assert not mag_nog(request, "melding")
    for number in range(1_000):
        cache.set(f"ander-{number}", number, 3_600)
    assert not mag_nog(request, "melding")
