"""Reading returned mail: which mail of ours, for good or for now, and what is left alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisaties.berichten import verstuur
from organisaties.controles import teruggekomen
from organisaties.controles.retour import lees_postvak
from organisaties.controles.retour.bericht import Aard, lees_retour
from organisaties.models import Bericht

Stand = Bericht.Stand


@pytest.fixture
def postvak(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def gestuurd(db):
    return Bericht.objects.create(soort="controle", aan="info@example.nl", onderwerp="klopt dit?")


def leg(postvak, tekst, naam="1.M1.host", map_="new"):
    raw = tekst if isinstance(tekst, bytes) else tekst.encode()
    (postvak / map_ / naam).write_bytes(raw)


def dsn(bericht=None, *, actie="failed", status="5.1.1", aan="info@example.nl", meer=""):
    """A delivery status notification; with ``bericht`` the headers of that mail come back."""
    back = f"Message-ID: <{bericht.uuid}@example.nl>" if bericht else "Subject: iets"
    return f"""From: MAILER-DAEMON@mx.example.nl
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=g
MIME-Version: 1.0

--g
Content-Type: text/plain

Sorry.
--g
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.nl

Final-Recipient: rfc822; {aan}
Action: {actie}
Status: {status}
Diagnostic-Code: smtp; 550 {status} Mailbox gone
{meer}
--g
Content-Type: text/rfc822-headers

{back}
To: {aan}
--g--
"""


POSTFIX_OUD = """From: MAILER-DAEMON@mx.example.nl (Mail Delivery System)
Subject: Undelivered Mail

I could not deliver your message.

<{aan}>: host mx.example.nl said: 550 5.1.1 User unknown

--- The message: ---
Message-ID: <{uuid}@example.nl>
"""
EXIM = """From: Mail Delivery System <Mailer-Daemon@mx.example.nl>
X-Failed-Recipients: {aan}
Auto-Submitted: auto-replied
Subject: Mail delivery failed

A message that you sent could not be delivered:
  {aan}
    Unrouteable address
"""


# --- for good ------------------------------------------------------------------------------------


def test_een_melding_met_ons_kenmerk_vindt_de_mail_ook_na_doorsturen(postvak, gestuurd):
    leg(postvak, dsn(gestuurd, aan="doorgestuurd@elders.example.nl"))
    assert lees_postvak(postvak).teruggekomen == 1
    assert teruggekomen().get().fout == "5.1.1 550 5.1.1 Mailbox gone"


def test_zonder_kenmerk_is_het_de_laatste_mail_aan_dat_adres(postvak, gestuurd):
    last = Bericht.objects.create(soort="controle", aan="Info@example.nl", onderwerp="nog eens")
    leg(postvak, dsn())
    assert lees_postvak(postvak).teruggekomen == 1
    assert teruggekomen().get() == last


@pytest.mark.parametrize("vorm", [POSTFIX_OUD, EXIM])
def test_een_gewone_brief_van_een_mailserver_wordt_ook_begrepen(postvak, gestuurd, vorm):
    leg(postvak, vorm.format(aan="info@example.nl", uuid=gestuurd.uuid))
    assert lees_postvak(postvak).teruggekomen == 1
    assert teruggekomen().get() == gestuurd


def test_twee_keer_dezelfde_melding_verandert_niets(postvak, gestuurd):
    leg(postvak, dsn(gestuurd))
    leg(postvak, dsn(gestuurd, status="5.2.1"), naam="2.M2.host")
    assert lees_postvak(postvak).teruggekomen == 2
    assert teruggekomen().get().fout.startswith("5.1.1")


def test_wat_een_mailprogramma_al_verplaatste_wordt_gelezen_en_wat_gezien_is_niet(
    postvak, gestuurd
):
    leg(postvak, dsn(gestuurd), naam="1.M1.host:2,F", map_="cur")
    leg(postvak, dsn(gestuurd), naam="2.M2.host:2,S", map_="cur")
    assert lees_postvak(postvak).teruggekomen == 1
    assert {p.name for p in (postvak / "cur").iterdir()} == {"1.M1.host:2,FS", "2.M2.host:2,S"}
    assert lees_postvak(postvak).teruggekomen == 0


# --- for now, or nothing -------------------------------------------------------------------------


@pytest.mark.parametrize(("actie", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"),
                                               ("delayed", "5.4.1")])  # fmt: skip
def test_wat_later_nog_kan_lukken_wordt_alleen_opgeschreven(postvak, gestuurd, actie, status):
    leg(postvak, dsn(gestuurd, actie=actie, status=status))
    assert lees_postvak(postvak).later == 1
    gestuurd.refresh_from_db()
    assert gestuurd.stand == Stand.VERSTUURD
    assert gestuurd.fout.startswith("4.")
    assert not teruggekomen()


@pytest.mark.parametrize("tekst", [
    "From: balie@example.nl\nAuto-Submitted: auto-replied (vacation)\n\nIk ben er niet. 550 5.1.1",
    "From: balie@example.nl\nPrecedence: vacation\n\nIk ben er niet.",
])  # fmt: skip
def test_een_afwezigheidsbericht_doet_niets_en_is_afgehandeld(postvak, gestuurd, tekst):
    leg(postvak, tekst)
    assert lees_postvak(postvak).automatisch == 1
    assert not teruggekomen()
    assert not list((postvak / "new").iterdir())


def test_een_bericht_van_aankomst_is_geen_weigering(postvak, gestuurd):
    leg(postvak, dsn(gestuurd, actie="delivered", status="2.0.0"))
    assert lees_postvak(postvak).automatisch == 1
    assert not teruggekomen()


# --- left alone ----------------------------------------------------------------------------------


def test_wie_zelf_schrijft_blijft_in_het_postvak(postvak, gestuurd):
    leg(postvak, "From: balie@example.nl\n\nWij zijn verhuisd. Bel 070 550 5.1.1")
    assert lees_postvak(postvak).anders == 1
    assert len(list((postvak / "new").iterdir())) == 1


def test_een_melding_over_een_mail_van_een_ander_blijft_in_het_postvak(postvak, gestuurd):
    leg(postvak, dsn(aan="vreemd@example.org"))
    assert lees_postvak(postvak).onbekend == 1
    assert len(list((postvak / "new").iterdir())) == 1


def test_een_bestand_dat_niet_te_lezen_is_houdt_de_rest_niet_op(postvak, gestuurd, monkeypatch):
    leg(postvak, "stuk", naam="1.stuk")
    leg(postvak, dsn(gestuurd), naam="2.goed")

    def lees(raw):
        if raw == b"stuk":
            raise ValueError
        return lees_retour(raw)

    monkeypatch.setattr("organisaties.controles.retour.postvak.lees_retour", lees)
    count = lees_postvak(postvak)
    assert (count.onleesbaar, count.teruggekomen) == (1, 1)
    assert [p.name for p in (postvak / "new").iterdir()] == ["1.stuk"]


# --- any bytes -----------------------------------------------------------------------------------

KOPPEN = st.sampled_from([
    b"Content-Type: multipart/report; boundary=g\n", b"Content-Type: message/delivery-status\n",
    b"Content-Type: message/rfc822\n", b"Content-Transfer-Encoding: base64\n", b"--g\n", b"\n",
    b"Final-Recipient: rfc822; \xff@\n", b"Status: 5.1.1\n", b"Action: failed\n",
    b"Message-ID: <\n", b"From: =?utf-8?b?\xff?= mailer-daemon\n", b"Auto-Submitted: \x00\n",
    b"X-Failed-Recipients: a@b\n", b"Content-Type: text/plain; charset=\xff\n",
])  # fmt: skip


@given(st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(KOPPEN, st.binary(max_size=20)), max_size=25).map(b"".join),
))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_welke_bytes_ook_er_komt_een_antwoord(raw):
    seen = lees_retour(raw)
    assert isinstance(seen.aard, Aard)
    assert seen.reden.isprintable()


@given(st.binary(max_size=60))
@settings(max_examples=40, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
def test_welke_melding_ook_de_reden_past_in_de_database(gestuurd, tmp_path, raw):
    for name in ("new", "cur"):
        (tmp_path / name).mkdir(exist_ok=True)
    Bericht.objects.filter(pk=gestuurd.pk).update(stand=Stand.VERSTUURD, fout="")
    text = dsn(gestuurd).encode().replace(b"Mailbox gone", raw + b"x" * 400)
    leg(tmp_path, text)
    count = lees_postvak(tmp_path)
    assert count.onleesbaar == 0
    gestuurd.refresh_from_db()
    assert len(gestuurd.fout) <= 300


def test_een_mail_zonder_kenmerk_weet_van_verstuur_welke_hij_is(db, postvak, mailoutbox):
    sent = verstuur("controle", "weg@example.nl", "controle_wachttijd", {"ingangen": []})
    leg(postvak, dsn(sent))
    assert lees_postvak(postvak).teruggekomen == 1
