"""The weekly refresh: each source on its own, a report to coordinators, a clear end."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command

from organisaties.models import Gebruiker, Organisatie
from tests.organisaties.lrkregels import regel, schrijf
from tests.standin import fout, standin

pytestmark = pytest.mark.django_db


@pytest.fixture
def lrk(tmp_path):
    rows = [regel(lrk_id=str(n), actuele_naam_oko=f"Opvang {n}") for n in range(100, 115)]
    return schrijf(tmp_path / "lrk.csv", rows)


@pytest.fixture
def coordinator():
    user = Gebruiker.objects.create_user("coordinator@example.nl", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_organisatie"))
    Gebruiker.objects.create_user("bezoeker@example.nl")
    return user


def ververs(settings, capsys, *args, **bronnen):
    """Run it; gives how it ended and what it said."""
    settings.VERVERS_BRONNEN = [(code, str(place)) for code, place in bronnen.items()]
    try:
        call_command("ververs", *args)
    except SystemExit as end:
        return end.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_proef_schrijft_niet_en_schrijf_wel(settings, capsys, lrk):
    code, out = ververs(settings, capsys, lrk=lrk)
    assert (code, Organisatie.objects.count()) == (0, 0)
    assert "15 nieuw" in out
    code, out = ververs(settings, capsys, "--schrijf", lrk=lrk)
    assert (code, Organisatie.objects.count()) == (0, 15)
    assert "(doorgevoerd)" in out


def test_coordinatoren_krijgen_het_verslag_elk_apart(
    settings, capsys, lrk, coordinator, mailoutbox
):
    ververs(settings, capsys, "--schrijf", lrk=lrk)
    assert [mail.to for mail in mailoutbox] == [["coordinator@example.nl"]]
    assert "15 nieuw" in mailoutbox[0].body


def test_zonder_mail(settings, capsys, lrk, coordinator, mailoutbox):
    ververs(settings, capsys, "--zonder-mail", lrk=lrk)
    assert mailoutbox == []


def test_een_onbereikbare_bron_houdt_de_andere_niet_tegen(
    settings, capsys, lrk, coordinator, mailoutbox
):
    with standin({"/duo.csv": fout(404)}) as server:
        code, out = ververs(settings, capsys, "--schrijf", duo=f"{server.url}/duo.csv", lrk=lrk)
    assert code == 1
    assert Organisatie.objects.count() == 15
    assert "MISLUKT" in out
    assert "1 van 2 bronnen mislukt" in mailoutbox[0].subject


def test_een_verdachte_bron_wordt_niet_doorgevoerd(settings, capsys, lrk):
    ververs(settings, capsys, "--schrijf", lrk=lrk)
    schrijf(lrk, [regel(lrk_id="100", actuele_naam_oko="Opvang 100")])
    code, out = ververs(settings, capsys, "--schrijf", lrk=lrk)
    assert code == 1
    assert "Meer dan de helft" in out
    assert not Organisatie.objects.exclude(verdwenen_op=None).exists()


def test_een_verkeerd_bestand_is_een_mislukking(settings, capsys, tmp_path):
    (tmp_path / "leeg.csv").write_bytes(b"")
    code, out = ververs(settings, capsys, lrk=tmp_path / "leeg.csv")
    assert code == 1
    assert "MISLUKT" in out


@pytest.mark.parametrize(("code", "zin"), [("lkr", "kennen we niet"), ("tabel", "geen bestand of")])
def test_een_verkeerde_instelling_wordt_gezegd(settings, capsys, code, zin):
    end, out = ververs(settings, capsys, **{code: ""})
    assert end == 1
    assert zin in out


def test_zonder_instelling_is_er_niets_te_doen(settings):
    settings.VERVERS_BRONNEN = []
    with pytest.raises(CommandError, match="VERVERS_BRONNEN"):
        call_command("ververs")


def test_gebieden_gaan_ook_mee(settings, capsys, tmp_path):
    (tmp_path / "gebieden.geojson").write_text("geen json")
    code, out = ververs(settings, capsys, gebieden=tmp_path / "gebieden.geojson")
    assert code == 1
    assert "Gebieden" in out
    assert "MISLUKT" in out


def test_een_verslag_dat_niet_weg_kan_wordt_gezegd_en_de_rest_staat(
    settings, capsys, lrk, coordinator
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    code, _ = ververs(settings, capsys, "--schrijf", lrk=lrk)
    assert code == 1
    assert Organisatie.objects.count() == 15
