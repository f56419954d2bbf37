"""The mail against a real server on loopback: taken, refused, out of reach, silent, returned."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisaties.berichten import kenmerk
from organisaties.controles import teruggekomen
from organisaties.models import Bericht, Controle
from tests.mailserver import mailserver, stille_server, vrije_poort

from .vraaghulp import later, met_postvak, stuur, vraag

pytestmark = pytest.mark.django_db
Stand = Bericht.Stand


@pytest.fixture
def smtp(settings):
    """Send through SMTP to this port on loopback."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = "127.0.0.1", False, 5
    settings.DEFAULT_FROM_EMAIL = "Sociale Kaart <kaart@example.nl>"

    def naar(poort):
        settings.EMAIL_PORT = poort

    return naar


@pytest.fixture
def postvak(tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_een_mail_komt_aan_met_ons_kenmerk(smtp):
    row = met_postvak(naam="Café De Boom")
    with mailserver() as server:
        smtp(server.poort)
        assert stuur().verstuurd == 1
    [sent] = server.post
    bericht = Bericht.objects.get()
    assert sent["To"] == "info@example.nl"
    assert sent["Message-ID"] == kenmerk(bericht) == f"<{bericht.uuid}@example.nl>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Subject"] == "Klopt dit nog? Café De Boom"
    assert "Café De Boom" in sent.get_content()
    assert vraag(row).pogingen == 1


def test_een_geweigerd_adres_telt_niet_als_gevraagd_en_komt_op_de_lijst(smtp):
    good, gone = met_postvak(), met_postvak("weg@example.nl")
    with mailserver(weigert={"weg@example.nl": "550 5.1.1 User unknown"}) as server:
        smtp(server.poort)
        done = stuur()
        assert (done.verstuurd, done.geweigerd, done.storing) == (1, 1, "")
        assert stuur().geweigerd == 0, "not tried again before somebody looked"
    assert (vraag(good).pogingen, vraag(gone).pogingen) == (1, 0)
    assert [(b.aan, b.stand, b.fout) for b in teruggekomen()] == [
        ("weg@example.nl", Stand.GEWEIGERD, "550 5.1.1 User unknown")
    ]


def test_ook_wie_na_de_hele_mail_nee_zegt_weigert(smtp):
    row = met_postvak()
    with mailserver(na_data="554 5.7.1 Refused as spam") as server:
        smtp(server.poort)
        assert stuur().geweigerd == 1
    assert vraag(row).pogingen == 0
    assert teruggekomen().get().fout == "554 5.7.1 Refused as spam"


def test_wat_nu_even_niet_kan_wordt_de_volgende_keer_opnieuw_geprobeerd(smtp):
    row = met_postvak()
    with mailserver(weigert={"info@example.nl": "451 4.7.1 Try again later"}) as server:
        smtp(server.poort)
        assert stuur().geweigerd == 1
    assert teruggekomen().get().fout.startswith("451")
    with mailserver() as server:
        smtp(server.poort)
        assert stuur().verstuurd == 1
    assert vraag(row).pogingen == 1
    assert not teruggekomen(), "the newest try stands for the earlier one"


def test_zonder_mailserver_stopt_de_ronde_na_drie_keer(smtp, capsys):
    rows = [met_postvak(f"p{n}@example.nl") for n in range(5)]
    smtp(vrije_poort())
    with pytest.raises(SystemExit):
        call_command("vraag_controle", "--verstuur")
    assert "de mailserver neemt niets aan" in capsys.readouterr().err
    assert Bericht.objects.filter(stand=Stand.GEWEIGERD).count() == 3
    assert sum(c.pogingen for c in Controle.objects.all()) == 0
    with mailserver() as server:
        smtp(server.poort)
        assert stuur().verstuurd == len(rows)


def test_een_server_die_zwijgt_houdt_ons_niet_op(smtp, settings):
    row = met_postvak()
    settings.EMAIL_TIMEOUT = 0.2
    with stille_server() as poort:
        smtp(poort)
        assert stuur().geweigerd == 1
    assert vraag(row).pogingen == 0
    assert "timed out" in teruggekomen().get().fout


def test_een_mail_die_terugkomt_komt_op_de_lijst_en_wordt_niet_herhaald(smtp, postvak, settings):
    met_postvak()
    with mailserver() as server:
        smtp(server.poort)
        stuur()
        (postvak / "new" / "1.M1.host").write_bytes(teruggestuurd(server.post[0]))
        call_command("lees_teruggekomen_mail", str(postvak))
        [back] = teruggekomen()
        assert (back.aan, back.stand) == ("info@example.nl", Stand.TERUG)
        assert back.fout == "5.1.1 550 5.1.1 <info@example.nl>: User unknown"
        later(settings.CONTROLE_HERINNER_DAGEN)
        assert stuur().verstuurd == 0
    assert [p.name for p in (postvak / "cur").iterdir()] == ["1.M1.host:2,S"]
    assert not list((postvak / "new").iterdir())


def teruggestuurd(mail):
    """A delivery status notification as a mail server makes it, about this mail (RFC 3464)."""
    return f"""From: MAILER-DAEMON@mx.example.nl
To: kaart@example.nl
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

This is the mail system. Your message could not be delivered.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.nl
Arrival-Date: Sun, 22 Nov 2026 04:00:00 +0100

Final-Recipient: rfc822; info@example.nl
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <info@example.nl>: User unknown

--grens
Content-Type: message/rfc822

{mail.as_string()}
--grens--
""".encode()


def test_zonder_map_of_met_een_gewone_map_zegt_de_opdracht_wat_er_moet(tmp_path, settings):
    settings.MAIL_TERUG_MAP = ""
    with pytest.raises(CommandError, match="MAIL_TERUG_MAP"):
        call_command("lees_teruggekomen_mail")
    settings.MAIL_TERUG_MAP = str(tmp_path)
    with pytest.raises(CommandError, match="geen postvak"):
        call_command("lees_teruggekomen_mail")
    with pytest.raises(CommandError, match="geen postvak"):
        call_command("lees_teruggekomen_mail", str(Path(tmp_path) / "bestaat-niet"))
