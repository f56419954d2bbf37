"""No column is forgotten: each is cleaned when a person is erased, or said to hold none."""

from django.apps import apps
from django.db import models

from organisaties.models import Contact, Organisatie, Overleg, Wachttijd
from organisaties.velden.overleg import TEKST as OVERLEGTEKST
from organisaties.wissen.ingangen import TEKST
from organisaties.wissen.vakken import VAKKEN
from organisaties.wissen.waarden import NAAM_VAN_DE_INGANG

VRIJ = (models.CharField, models.TextField, models.JSONField)
ZONDER_PERSONEN = {
    "account": "accounts: named in the report, removed by a beheerder",
    "mfa": "accounts",
    "socialaccount": "accounts",
    "auth": "words of Django's own rights",
    "contenttypes": "names of models",
    "sessions": "a signed-in session, of the account itself",
    "wijken.Gemeente": "a place",
    "wijken.Stadsdeel": "a place",
    "wijken.Wijk.naam": "a place",
    "wijken.Wijk.slug": "a place",
    "wijken.Wijk.cbs_code": "a code",
    "wijken.Buurt": "places and outlines of the CBS",
    "wijken.Kerncijfer": "numbers by area",
    "wijken.Postcode": "postcodes and points",
    "wijken.Adrespunt": "addresses as the geocoder knows them",
    "wijken.Inhoudsversie.token": "random",
    "wijken.Gebiedsronde.vingerafdruk": "a print of a whole file",
    "wijken.Gebiedsronde.tellingen": "numbers",
    "wijken.Gebiedswijziging.model": "name of a model",
    "wijken.Gebiedswijziging.sleutel": "key of an area or a word",
    "organisaties.Gebruiker": "accounts",
    "organisaties.Maildomein": "domains of employers",
    "organisaties.Groep": "a vocabulary",
    "organisaties.Soort": "a vocabulary",
    "organisaties.Ondersteuning": "a vocabulary",
    "organisaties.Doelgroep": "a vocabulary",
    "organisaties.Toegang": "a vocabulary",
    "organisaties.Taal": "a vocabulary",
    "organisaties.Sleutel": "keys of entries in other sources",
    "organisaties.Dubbel": "sentences that repeat no values",
    "organisaties.Melding.sleutel": "a random key",
    "organisaties.Uitvoer.vraag": "says only that something was typed",
    "organisaties.Uitvoer.kenmerk": "a keyed print of the question",
    "organisaties.Uitvoer.vorm": "csv, xlsx",
    "organisaties.Organisatie.zoektekst": "follows from the texts",
    "organisaties.Invoer.opslag": "a random name",
    "organisaties.Invoer.bron": "code of a source",
    "organisaties.Invoer.peildatum": "a date",
    "organisaties.Invoer.tellingen": "numbers",
    "organisaties.Invoer.cijfers": "numbers by area",
    "organisaties.Invoerregel.gezien": "a print of a whole entry",
    "organisaties.Invoer.vingerafdruk": "a print of a whole file",
    "organisaties.Voorstel.bron": "code of a source",
    "organisaties.Voorstel.veld": "name of a field",
    "organisaties.Wijziging.veld": "name of a field",
    "admin.LogEntry.object_id": "a key",
}


def gewist():
    """The columns that are cleaned."""
    found = {f"{vak.model._meta.label}.{name}" for vak in VAKKEN for name in vak.kolommen}
    found |= {f"organisaties.Organisatie.{name}" for name in {*TEKST, *NAAM_VAN_DE_INGANG}}
    found |= {f"organisaties.Overleg.{name}" for name in {*OVERLEGTEKST, "personen"}}
    found |= {f"{Contact._meta.label}.{f.name}" for f in Contact._meta.concrete_fields}
    return {*found, f"{Wachttijd._meta.label}.gemeld_door"}


def is_vrij(column):
    return isinstance(column, VRIJ) and not column.choices


def vergeten():
    known = gewist()
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        for column in filter(is_vrij, model._meta.concrete_fields):
            name = f"{label}.{column.name}"
            if name not in known and not {name, label, model._meta.app_label} & set(
                ZONDER_PERSONEN
            ):
                yield name


def test_geen_kolom_is_vergeten():
    assert sorted(vergeten()) == []


def test_de_kolommen_bestaan():
    for vak in VAKKEN:
        for name in vak.kolommen:
            assert vak.model._meta.get_field(name)
    for name in (*TEKST, *NAAM_VAN_DE_INGANG - {"sleutels"}):
        assert Organisatie._meta.get_field(name)
    assert Overleg._meta.get_field("personen")
