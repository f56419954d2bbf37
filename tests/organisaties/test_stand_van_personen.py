"""Who left or was hidden is not brought back by a list, a proposal or a merge."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from organisaties.dubbelen.samenvoegen import voeg_samen
from organisaties.foto import foto
from organisaties.invoer import taak
from organisaties.invoer.voorstellen import neem_over
from organisaties.models import Contact, Ronde, Voorstel
from organisaties.schrijven import ronde
from tests.fabriek import gebruiker, maak, persoon

from .tabelbestand import FORMATEN, als_bestand

pytestmark = pytest.mark.django_db
DAG = "2026-10-01"
STANDEN = pytest.mark.parametrize("stand", ["vertrokken_op", "herinnerd_op", "verborgen_op"])


def wijzig(row, **anders):
    """Change every person of an entry, as somebody did meanwhile."""
    people = [{**person, **anders} for person in foto(row)["personen"]]
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({row.pk: {"personen": people}})


def lees_tabel_in(data, settings, tmp_path):
    settings.INVOER_IN_EIGEN_PROCES, settings.INVOER_MAP = False, tmp_path / "invoer"
    invoer = taak.nieuw("tabel", SimpleUploadedFile("lijst.csv", data), wie=None)
    taak.start(invoer, taak.TOEPASSEN, None)


@STANDEN
def test_een_oudere_tabel_brengt_niemand_terug(settings, tmp_path, stand):
    row = maak(personen=[persoon("publiek", functie="Coach")])
    before = foto(row)
    wijzig(row, **{stand: DAG})
    before["personen"][0]["functie"] = "Directeur"
    data = als_bestand([{**before, "id": str(row.uuid)}], FORMATEN[0])
    lees_tabel_in(data, settings, tmp_path)
    [person] = foto(row)["personen"]
    assert person["functie"] == "Directeur", "the rest of the row is taken"
    assert person[stand] == DAG


def test_een_tabel_mag_wel_zeggen_dat_iemand_weg_is(settings, tmp_path):
    row = maak(personen=[persoon("publiek")])
    beeld = foto(row)
    beeld["personen"][0]["vertrokken_op"] = DAG
    data = als_bestand([{**beeld, "id": str(row.uuid)}], FORMATEN[0])
    lees_tabel_in(data, settings, tmp_path)
    assert foto(row)["personen"][0]["vertrokken_op"] == DAG


def test_een_voorstel_dat_bleef_liggen_brengt_niemand_terug():
    row = maak(personen=[persoon("publiek")])
    people = [{**person, "functie": "Directeur"} for person in foto(row)["personen"]]
    wijzig(row, vertrokken_op=DAG)
    proposal = Voorstel.objects.create(organisatie=row, bron="lrk", veld="personen", waarde=people)
    neem_over(proposal, gebruiker("beheerder"))
    [person] = foto(row)["personen"]
    assert (person["functie"], person["vertrokken_op"]) == ("Directeur", DAG)


@pytest.mark.parametrize("weg_bij", [0, 1])
def test_samenvoegen_houdt_wie_bij_een_van_beide_vertrok(weg_bij):
    rows = [maak(naam="Een", personen=[persoon("publiek")]) for _ in range(2)]
    wijzig(rows[weg_bij], vertrokken_op=DAG)
    voeg_samen(*rows, {"personen": "beide"})
    assert [p["vertrokken_op"] for p in foto(rows[0])["personen"]] == [DAG]
    assert Contact.objects.count() == 1
