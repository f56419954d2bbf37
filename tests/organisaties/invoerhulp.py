"""A small register of our own, and the steps of bringing in its file."""

import csv

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisaties.invoer import taak
from organisaties.invoer.bron import BestandGeweigerd, Bron, Rij
from organisaties.invoer.bronnen import BRONNEN
from organisaties.models import Organisatie

KOP = ("sleutel", "naam", "kosten")


def lees(pad, verslag):
    with pad.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        if not set(KOP) <= set(rows.fieldnames or ()):
            raise BestandGeweigerd("De kolom sleutel ontbreekt.")
        for number, row in enumerate(rows, 2):
            if row["sleutel"] == "ander":
                verslag.overgeslagen["andere gemeente"] += 1
                continue
            values = {"naam": row["naam"], "soort": "kinderdagverblijf", "status": "gepubliceerd"}
            wrong = "" if row["naam"] else "naam: deze is leeg. Vul de naam in."
            note = (f"kosten hersteld: {row['kosten']}",) if row["kosten"] == "gratis" else ()
            yield Rij(
                number,
                row["sleutel"],
                {**values, "kosten": row["kosten"]},
                melding=wrong,
                cellen=row,
                let_op=note,
            )


REGISTER = Bron("register", "Een register", lees, uitleg="Voor de proef.", plaatst=False)


def gebruik(monkeypatch, settings, tmp_path):
    """Make the register a source, run in place, and keep uploads in a place of their own."""
    monkeypatch.setitem(BRONNEN, REGISTER.code, REGISTER)
    settings.INVOER_IN_EIGEN_PROCES = False
    settings.INVOER_MAP = tmp_path / "invoer"


def tabel(*rijen, kop=KOP):
    lines = [kop, *rijen]
    return "\n".join(";".join(line) for line in lines).encode()


def bestand(*rijen, naam="register.csv", kop=KOP):
    return SimpleUploadedFile(naam, tabel(*rijen, kop=kop))


def upload(client, upload_, bron="register", **meer):
    data = {"bron": bron, "bestand": upload_, **meer}
    return client.post(reverse("admin:organisaties_invoer_add"), data, follow=True)


def lees_in(*rijen, wie=None):
    """Read a file as far as the plan, without a page."""
    return taak.nieuw(REGISTER.code, bestand(*rijen), wie=wie)


def voer_door(*rijen, wie=None):
    """Read a file and apply it, without a page."""
    invoer = lees_in(*rijen, wie=wie)
    taak.start(invoer, taak.TOEPASSEN, wie)
    return invoer


def doe(client, invoer, actie, **data):
    """Press a button on the page of a run."""
    url = reverse(f"admin:organisaties_invoer_{actie}", args=[invoer.pk])
    answer = client.post(url, data, follow=True)
    invoer.refresh_from_db()
    return answer


def bladzijde(client, invoer, vraag=""):
    url = reverse("admin:organisaties_invoer_change", args=[invoer.pk])
    return client.get(url + vraag).content.decode()


def ingang(sleutel):
    return Organisatie.objects.get(sleutels__bron="register", sleutels__sleutel=sleutel)


def bewaard(settings):
    """The files that are kept."""
    return sorted(path.name for path in settings.INVOER_MAP.glob("*"))
