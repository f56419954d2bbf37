"""Nobody learns from signing in or signing up whether an address has an account here."""

import re
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from tests.kaart.aanmelden import ANDERE, account, typ, vraag_aan, vraag_code

pytestmark = pytest.mark.django_db
ADRESSEN = {"bekend": "bekend@example.nl", "onbekend": "onbekend@example.nl",
            "uitgezet": "uitgezet@example.nl"}  # fmt: skip


@pytest.fixture(autouse=True)
def _accounts():
    cache.clear()
    account("professional", ADRESSEN["bekend"])
    account("professional", ADRESSEN["uitgezet"], is_active=False)


def zonder_eigens(page, email):
    """The page without what differs for each visit: the address itself and the signed values."""
    text = page.content.decode().replace(email, "ADRES")
    return re.sub(r'(value|name)="[^"]{20,}"', "", text)


def verloop(client, stappen):
    return [(answer.status_code, answer.get("Location"), zonder_eigens(answer, email))
            for answer, email in stappen]  # fmt: skip


def aanmelden(client, email):
    code = reverse("account_confirm_login_code")
    steps = [vraag_code(client, email), client.get(code)]
    steps += [typ(client, ANDERE) for _ in range(3)] + [client.get(code)]
    return verloop(client, [(step, email) for step in steps])


def aanvragen(client, email):
    code = reverse("account_email_verification_sent")
    steps = [vraag_aan(client, email), client.get(code)]
    steps += [typ(client, ANDERE, "account_email_verification_sent") for _ in range(3)]
    return verloop(client, [(step, email) for step in [*steps, client.get(code)]])


@pytest.mark.parametrize("wat", [aanmelden, aanvragen])
@pytest.mark.parametrize("wie", ["bekend", "uitgezet"])
def test_een_bekend_adres_krijgt_hetzelfde_als_een_onbekend(client_maker, wat, wie):
    known = wat(client_maker(), ADRESSEN[wie])
    assert known == wat(client_maker(), ADRESSEN["onbekend"])


@pytest.fixture
def client_maker(client):
    return type(client)


@pytest.mark.parametrize("wie", ADRESSEN)
@pytest.mark.parametrize("wat", [vraag_code, vraag_aan])
def test_er_gaat_altijd_een_mail(client, wat, wie):
    """So that the time it takes says nothing, and the owner of the address knows."""
    wat(client, ADRESSEN[wie])
    assert [message.to for message in mail.outbox] == [[ADRESSEN[wie]]]


@pytest.mark.parametrize(("wie", "heeft"), [("bekend", True), ("onbekend", False),
                                            ("uitgezet", False)])  # fmt: skip
def test_alleen_een_bruikbaar_account_krijgt_een_code(client, wie, heeft):
    vraag_code(client, ADRESSEN[wie])
    assert bool(re.search(r"\d{4}-\d{4}", mail.outbox[0].body)) is heeft


def test_aanvragen_met_een_bekend_adres_maakt_geen_account_en_geeft_geen_code(client):
    vraag_aan(client, ADRESSEN["bekend"])
    assert "al een account" in mail.outbox[0].body
    assert not re.search(r"\d{4}-\d{4}", mail.outbox[0].body)


def test_het_duurt_ongeveer_even_lang(client_maker):
    """Coarse on purpose: a factor, over the best of a few, on a machine that does other things."""

    def best(email):
        times = []
        for _ in range(5):
            cache.clear()
            start = time.perf_counter()
            vraag_code(client_maker(), email)
            times.append(time.perf_counter() - start)
        return min(times)

    known, unknown = best(ADRESSEN["bekend"]), best(ADRESSEN["onbekend"])
    assert max(known, unknown) < 4 * min(known, unknown)
