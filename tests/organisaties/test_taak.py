"""The process that reads, applies or undoes: one at a time, and safe to try again when it died."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from organisaties.invoer import opslag, taak, voortgang
from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.voortgang import Hartslag, Voortgang
from organisaties.models import Gebruiker, Invoer, Organisatie
from tests.organisaties.invoerhulp import bestand, bewaard, gebruik

pytestmark = pytest.mark.django_db
Stand = Invoer.Stand
AAP, NOOT = ("a", "Aap", "gratis"), ("b", "Noot", "betaald")


@pytest.fixture(autouse=True)
def _register(monkeypatch, settings, tmp_path):
    gebruik(monkeypatch, settings, tmp_path)


@pytest.fixture
def wie():
    return Gebruiker.objects.create_superuser("baas@example.nl")


def nieuw(*rijen, wie=None):
    return taak.nieuw("register", bestand(*rijen), wie=wie)


def breekt(*_args, **_kwargs):
    raise RuntimeError("stuk")


def gestorven(invoer, stand):
    """A run of which the process is gone: its last sign of life was an hour ago."""
    Invoer.objects.filter(pk=invoer.pk).update(stand=stand)
    voortgang.schrijf(invoer, Voortgang(5, 10, "Bezig", time.time() - 3600))
    invoer.refresh_from_db()


def test_lezen_doorvoeren_terugdraaien(wie, settings):
    run = nieuw(AAP, NOOT, wie=wie)
    assert (run.stand, run.wie, run.bestand) == (Stand.PLAN, wie, "register.csv")
    assert bewaard(settings) == [run.opslag]
    taak.start(run, taak.TOEPASSEN, wie)
    assert (run.stand, run.ronde.wie, run.opslag) == (Stand.TOEGEPAST, wie, "")
    assert bewaard(settings) == []
    taak.start(run, taak.TERUGDRAAIEN, wie)
    assert run.stand == Stand.TERUGGEDRAAID
    assert not Organisatie.objects.exists()


def test_de_naam_op_schijf_is_nooit_die_van_de_gebruiker(settings):
    run = taak.nieuw("register", bestand(AAP, naam="../../etc/x.csv"), wie=None)
    assert bewaard(settings) == [run.opslag]
    assert run.opslag.removesuffix(".csv").isalnum()
    assert opslag.pad("../../etc/passwd").parent == settings.INVOER_MAP


@pytest.mark.parametrize(
    ("naam", "rijen", "reden"),
    [("x.pdf", (AAP,), "deze soort"), ("leeg.csv", None, "leeg"), ("groot.csv", (AAP,), "groter")],
)
def test_wat_niet_kan_wordt_niet_bewaard(settings, naam, rijen, reden):
    if naam == "groot.csv":
        settings.INVOER_MAX_MB = 0
    upload = bestand(*(rijen or ()), naam=naam)
    upload.size = upload.size if rijen else 0
    with pytest.raises(BestandGeweigerd, match=reden):
        taak.nieuw("register", upload, wie=None)
    assert not Invoer.objects.exists()
    assert bewaard(settings) == []


def test_een_fout_bestand_mislukt_met_de_reden_en_blijft_niet(settings):
    run = taak.nieuw("register", bestand(AAP, kop=("iets", "heel", "anders")), wie=None)
    assert (run.stand, run.melding) == (Stand.MISLUKT, "De kolom sleutel ontbreekt.")
    assert (run.opslag, bewaard(settings)) == ("", [])


def test_een_onverwachte_fout_laat_alles_zoals_het_was(monkeypatch, caplog):
    run = nieuw(AAP)
    monkeypatch.setattr("organisaties.invoer.taak.pas_toe", breekt)
    taak.start(run, taak.TOEPASSEN)
    assert run.stand == Stand.PLAN
    assert "Er is niets veranderd. Probeer het opnieuw." in run.melding
    assert "stuk" in caplog.text
    monkeypatch.setattr("organisaties.invoer.taak.maak_plan", breekt)
    taak.start(run, taak.LEZEN)
    assert (run.stand, run.regels.count(), opslag.is_er_nog(run)) == (Stand.MISLUKT, 0, True)


def test_opnieuw_lezen_begint_met_een_schone_lei():
    run = nieuw(AAP, NOOT)
    taak.start(run, taak.LEZEN)
    assert (run.stand, run.regels.count()) == (Stand.PLAN, 2)


@pytest.mark.parametrize("naam", [taak.TOEPASSEN, taak.TERUGDRAAIEN])
def test_wie_twee_keer_klikt_begint_een_keer(naam):
    run = nieuw(AAP)
    Invoer.objects.update(stand=Stand.TOEPASSEN)
    voortgang.begin(run, "Bezig")
    with pytest.raises(taak.NietNu, match="al bezig"):
        taak.start(run, naam)
    with pytest.raises(taak.NietNu, match="al bezig"):
        taak.hervat(Invoer.objects.get())


def test_wat_al_gedaan_is_kan_niet_nog_eens():
    run = nieuw(AAP)
    taak.start(run, taak.TOEPASSEN)
    with pytest.raises(taak.NietNu, match="kan nu niet meer"):
        taak.start(run, taak.TOEPASSEN)
    assert Organisatie.objects.count() == 1


@pytest.mark.parametrize(
    ("tijdens", "wordt"),
    [
        (Stand.LEZEN, Stand.MISLUKT),
        (Stand.TOEPASSEN, Stand.PLAN),
        (Stand.HERSTELLEN, Stand.TOEGEPAST),
    ],
)
def test_na_een_gestorven_proces_kan_het_opnieuw(tijdens, wordt):
    run = nieuw(AAP)
    gestorven(run, tijdens)
    assert not voortgang.loopt(run)
    taak.hervat(run)
    assert (run.stand, run.melding) == (wordt, "Dit is onderweg gestopt.")


def test_een_proces_dat_weg_is_valt_meteen_op():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    here = Voortgang(tijd=time.time(), pid=child.pid, machine=os.uname().nodename)
    assert not here.leeft
    assert Voortgang(tijd=time.time(), pid=os.getpid(), machine=os.uname().nodename).leeft
    assert Voortgang(tijd=time.time(), pid=child.pid, machine="elders").leeft


def test_de_hartslag_slaat_ook_als_het_werk_niets_vertelt(monkeypatch):
    monkeypatch.setattr(voortgang, "SLAG", 0.01)
    run = nieuw(AAP)
    with Hartslag(run, "Bezig", 10) as heart:
        heart.zet(4)
        heart.teller = lambda: 2
        deadline = time.monotonic() + 5
        while voortgang.lees(run).gedaan != 6 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert (voortgang.lees(run).gedaan, voortgang.lees(run).totaal) == (6, 10)
    assert voortgang.lees(run) == Voortgang()


@pytest.mark.parametrize("inhoud", ["", "{", "[]", '{"wat": 1}'])
def test_een_kapotte_stand_telt_als_geen_stand(settings, inhoud):
    run = nieuw(AAP)
    (settings.INVOER_MAP / f"invoer-{run.pk}.json").write_text(inhoud)
    assert voortgang.lees(run) == Voortgang()


def test_een_eigen_proces_krijgt_nummers_en_vaste_woorden(settings, monkeypatch, wie):
    settings.INVOER_IN_EIGEN_PROCES = True
    asked = []

    class Proces:
        def __init__(self, command, **kwargs):
            asked.append((command, kwargs))

        def wait(self):
            return 0

    monkeypatch.setattr(taak.subprocess, "Popen", Proces)
    run = nieuw(AAP, wie=wie)
    manage = str(django_settings.BASE_DIR / "manage.py")
    words = ["voer_uit", str(run.pk), "lezen", "--wie", str(wie.pk)]
    assert asked[0][0] == [sys.executable, manage, *words]
    assert asked[0][1]["start_new_session"]
    assert (run.stand, voortgang.loopt(run)) == (Stand.LEZEN, True)
    call_command("voer_uit", run.pk, "lezen", wie=wie.pk)
    run.refresh_from_db()
    assert run.stand == Stand.PLAN


def test_een_server_die_geen_proces_kan_beginnen_zegt_dat(settings, monkeypatch):
    settings.INVOER_IN_EIGEN_PROCES = True

    def vol(*_args, **_kwargs):
        raise OSError("vol")

    monkeypatch.setattr(taak.subprocess, "Popen", vol)
    run = nieuw(AAP)
    assert run.stand == Stand.MISLUKT
    assert "kon hier niet aan beginnen" in run.melding


def test_de_opdracht_doet_alleen_wat_wacht():
    run = nieuw(AAP)
    with pytest.raises(CommandError, match="wacht hier niet op"):
        call_command("voer_uit", run.pk, "toepassen")
    with pytest.raises(CommandError, match="is er niet"):
        call_command("voer_uit", 0, "lezen")


def test_opruimen_gooit_weg_wat_niemand_afmaakte(settings):
    old, fresh = nieuw(AAP, ("x", "", "")), nieuw(NOOT)
    done = nieuw(("c", "Mies", ""), ("x", "", ""))
    taak.start(done, taak.TOEPASSEN)
    Invoer.objects.exclude(pk=fresh.pk).update(gemaakt=timezone.now() - timedelta(days=31))
    stray = settings.INVOER_MAP / "zwerver.csv"
    stray.write_text("x")
    os.utime(stray, (0, 0))
    assert opslag.ruim_op() == 1
    old.refresh_from_db()
    assert (old.stand, old.opslag, old.regels.count()) == (Stand.VERVALLEN, "", 0)
    assert bewaard(settings) == [fresh.opslag]
    assert [row.lot for row in done.regels.all()] == ["nieuw"]


@pytest.mark.parametrize(
    ("tijdens", "wordt", "over"),
    [
        (Stand.LEZEN, Stand.MISLUKT, 0),
        (Stand.TOEPASSEN, Stand.VERVALLEN, 0),
        (Stand.HERSTELLEN, Stand.TOEGEPAST, 1),
    ],
)
def test_opruimen_laat_niets_eeuwig_bezig(settings, tijdens, wordt, over):
    run = nieuw(AAP, ("x", "", ""))
    gestorven(run, tijdens)
    Invoer.objects.update(gemaakt=timezone.now() - timedelta(days=31))
    opslag.ruim_op()
    run.refresh_from_db()
    assert (run.stand, run.regels.count(), bewaard(settings)) == (wordt, over, [])


def test_opruimen_laat_met_rust_wie_nog_bezig_is(settings):
    run = nieuw(AAP)
    Invoer.objects.update(stand=Stand.LEZEN, gemaakt=timezone.now() - timedelta(days=31))
    voortgang.begin(run, "Bezig")
    assert opslag.ruim_op() == 0
    run.refresh_from_db()
    assert (run.stand, opslag.is_er_nog(run)) == (Stand.LEZEN, True)


def test_opruimen_struikelt_niet_over_een_bestand_dat_net_weg_is(settings):
    nieuw(AAP)
    (settings.INVOER_MAP / "zwerver.csv").symlink_to(settings.INVOER_MAP / "weg")
    assert opslag.ruim_op() == 0


def test_de_stand_op_schijf_is_altijd_heel(settings):
    run = nieuw(AAP)
    voortgang.schrijf(run, Voortgang(1, 2, "Bezig"))
    file = settings.INVOER_MAP / f"invoer-{run.pk}.json"
    assert json.loads(file.read_text())["gedaan"] == 1
    assert not list(settings.INVOER_MAP.glob("*.nieuw"))
