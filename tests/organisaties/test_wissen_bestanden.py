"""Uploaded files that wait: one that names the person goes, with its plan."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from organisaties.invoer import opslag
from organisaties.models import Contact, Gewist, Invoer, Invoerregel
from organisaties.wissen import vindplaatsen, wis
from organisaties.wissen.bestanden import MELDING
from tests.fabriek import maak
from tests.organisaties.wissenhulp import BLIJVER, EMAIL, NAAM, UUID, kanarie

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _map(settings, tmp_path):
    settings.INVOER_MAP = tmp_path
    maak(naam="De Zon", personen=[kanarie(), BLIJVER])


def bewaar(inhoud, soort=".csv", bron="tabel", stand="plan", naam="lijst.csv"):
    run = Invoer.objects.create(bron=bron, bestand=naam, stand=stand, opslag=f"{'a' * 8}{soort}")
    opslag.pad(run.opslag).write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
    Invoerregel.objects.create(invoer=run, nummer=1, lot="nieuw", waarden={"naam": "Een ander"})
    return run


def verzoek(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return wis(UUID, wie=None, reden=Gewist.Reden.VERZOEK)


def werkboek():
    book, file = Workbook(), BytesIO()
    book.active.append(["Naam", "E-mail"])
    book.active.append(["De Maan", EMAIL])
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "soort", "bron"),
    [
        (f"Naam;E-mail\nDe Maan;{EMAIL}\n", ".csv", "tabel"),
        (f"Naam\n{NAAM}\n".encode("cp1252"), ".csv", "tabel"),
        (f"Naam\n{NAAM}\n".encode("utf-16"), ".csv", "tabel"),
        (werkboek(), ".xlsx", "tabel"),
        (
            "BEGIN:VCARD\nVERSION:3.0\nFN:Kanarie de\n  Vogel\nORG:De Zon\nEND:VCARD\n",
            ".vcf",
            "vcard",
        ),
    ],
    ids=["csv", "windows", "utf-16", "xlsx", "vcard"],
)
def test_de_invoer_vervalt_met_het_bestand(inhoud, soort, bron, django_capture_on_commit_callbacks):
    run = bewaar(inhoud, soort, bron)
    assert "bestanden die nog ingelezen worden" in [
        p.wat for p in vindplaatsen(Contact.objects.get(uuid=UUID))
    ]
    report = verzoek(django_capture_on_commit_callbacks)
    run.refresh_from_db()
    assert (run.stand, run.opslag, run.melding) == ("vervallen", "", MELDING)
    assert not run.regels.exists()
    assert not list(opslag.pad("x").parent.iterdir())
    assert report.vindplaatsen[-1].namen == ("lijst.csv",)


@pytest.mark.parametrize("inhoud", ["Naam\nDe Maan\n", b"\x00\xff kapot", b""])
def test_een_bestand_zonder_haar_blijft(inhoud, django_capture_on_commit_callbacks):
    run = bewaar(inhoud)
    verzoek(django_capture_on_commit_callbacks)
    run.refresh_from_db()
    assert (run.stand, run.regels.count(), opslag.is_er_nog(run)) == ("plan", 1, True)


def test_het_bestand_gaat_pas_als_het_wissen_gelukt_is(django_capture_on_commit_callbacks):
    run = bewaar(f"Naam\n{NAAM}\n")
    with django_capture_on_commit_callbacks(execute=False):
        wis(UUID, wie=None, reden=Gewist.Reden.VERZOEK)
    assert opslag.pad(run.opslag).is_file()


def test_een_bestand_dat_naar_haar_heet_staat_zo_niet_in_het_verslag(
    django_capture_on_commit_callbacks,
):
    run = bewaar(f"Naam\n{NAAM}\n", naam="kanarie_de_vogel.csv")
    report = verzoek(django_capture_on_commit_callbacks)
    run.refresh_from_db()
    assert run.bestand == "(gewist).csv"
    assert report.vindplaatsen[-1].namen == ("(gewist).csv",)
