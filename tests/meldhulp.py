"""Reports for tests: sent as a browser does, kept, and judged on the moderator's page."""

from secrets import token_urlsafe

from django.core import signing

from organisaties.meldingen import bewaar
from organisaties.models import Melding


def oud_genoeg(monkeypatch):
    """Let the form have been open long enough for a human."""
    monkeypatch.setattr("kaart.formulierwacht.MINSTENS", -1)


def ingevuld(**waarden):
    """Give a form as a human sends it, each another; in names a double underscore is a dash."""
    token = signing.TimestampSigner(salt="formulierwacht").sign(token_urlsafe(9))
    fields = {name.replace("__", "-"): value for name, value in waarden.items()}
    return {"vindplaats": "", "tijd": token, **fields}


def melding(organisatie=None, **waarden):
    """Keep a report; what is wrong goes in ``voorstel``."""
    kind = Melding.Soort.FOUT if organisatie else Melding.Soort.GEMIST
    row, _new = bewaar(waarden.pop("soort", kind), organisatie=organisatie, **waarden)
    return row


def enige():
    [row] = Melding.objects.all()
    return row


def pad(row):
    return f"/werkvoorraad/meldingen/{row.uuid}/"


def lees(client, row):
    answer = client.get(pad(row))
    assert answer.status_code == 200
    return answer.content.decode()


def oordeel(client, row, vorm=None, **waarden):
    """Send the moderator's page back as it was shown, with these choices."""
    form = vorm or client.get(pad(row)).context["formulier"]
    data = {field.html_name: field.value() or "" for field in form}
    chosen = {name.replace("__", "-"): value for name, value in waarden.items()}
    return client.post(pad(row), {**data, "gezien": form.nu_gezien, "doe": "oordeel", **chosen})
