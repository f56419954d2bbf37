"""A person who stands everywhere, and the whole database as text to look for her in."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from organisaties import sleutelfiguren
from organisaties.dubbelen.samenvoegen import voeg_samen
from organisaties.invoer.bron import Rij
from organisaties.invoer.voorstellen import wijs_af
from organisaties.models import (
    Aanmelding,
    Bericht,
    Contact,
    Controle,
    Gebruiker,
    Invoer,
    Melding,
    Organisatie,
    Ronde,
    Uitvoer,
    Voorstel,
)
from organisaties.schrijven import ronde
from organisaties.zoeken import vouw
from tests.fabriek import HOUTWIJK, algemeen, maak, persoon
from tests.organisaties.bron import ANDER, REGISTER, TABEL, lees, plan
from wijken.handwerk import noteer
from wijken.models import Wijk

NAAM, EERDER = "Kanarie de Vögel", "Kanarie Spreeuw"
EMAIL, OUD_EMAIL = "k.vogel@zon.example.nl", "kanarie.spreeuw@oud.example.nl"
NUMMER, FUNCTIE = "06-12345678", "kanariefunctie"
KANARIES = (NAAM, EERDER, EMAIL, OUD_EMAIL, FUNCTIE)
UUID = "0b7a7f1e-1111-4222-8333-444455556666"
BLIJVER = persoon(
    "professionals", naam="Bert Blijver", email="bert@zon.example.nl", telefoon="06-87654321",
    uuid="0b7a7f1e-1111-4222-8333-444455557777", functie="blijversfunctie",
)  # fmt: skip
TEKST = f"Bel {NAAM.upper()} op +31 (0)6 12 34 56 78 of mail {EMAIL.upper()}; of bel de balie."


def kanarie(**waarden):
    """The person as she stands on the map now."""
    own = {"naam": NAAM, "email": EMAIL, "telefoon": NUMMER, "functie": FUNCTIE, "uuid": UUID}
    return persoon("coordinatoren", **{**own, **waarden})


def bewerk(org, reden="", **waarden):
    with ronde(Ronde.Aard.BEWERKING, reden=reden) as schrijver:
        schrijver.wijzig({org.pk: waarden})
    return Ronde.objects.latest("pk")


def overal():
    """Put the person everywhere; gives her entry."""
    row = maak(
        naam="De Zon", **HOUTWIJK, contacten=[algemeen(naam="Balie")],
        personen=[kanarie(naam=EERDER, email=OUD_EMAIL), BLIJVER],
    )  # fmt: skip
    bewerk(row, personen=[kanarie(naam=EERDER), BLIJVER])
    bewerk(row, omschrijving=f"Vraag naar {NAAM}.")
    bewerk(row, f"{NAAM} belde zelf", personen=[BLIJVER, kanarie()], omschrijving=TEKST)
    bewerk(row, route_ouder="Vraag naar Vogel, Kanarie de.", voor_professionals="Bel de balie.")
    _elders(row)
    _invoer(row)
    _brieven(row)
    return Organisatie.objects.get(pk=row.pk)


def _elders(row):
    """Other entries name her, and one that she stood at was merged into hers."""
    maak(naam="De Maan", omschrijving=f"Samen met {NAAM}.", personen=[persoon("publiek")])
    maak(
        naam="Overleg", soort="overleg",
        overleg={"staat": "loopt", "doel": TEKST, "personen": [UUID, BLIJVER["uuid"]], "leden": []},
        wachttijden=[{"weken": 3, "gemeld_op": "2026-09-01", "gemeld_door": NAAM}],
    )  # fmt: skip
    old = maak(naam="De Zon oud", personen=[kanarie(uuid=None, naam=EERDER)])
    voeg_samen(row, old, {"personen": "behoud"})
    weg = maak(naam="De Ster", personen=[kanarie(uuid=None)])
    bewerk(weg, personen=[])
    los = Contact.objects.create(vorm="persoon", naam=EERDER, email=EMAIL, functie=FUNCTIE)
    los.wijken.set(Wijk.objects.order_by("pk")[:1])
    sleutelfiguren.wijzig(los, {"naam": NAAM, "telefoon": NUMMER}, wie=None)
    sleutelfiguren.verwijder([los], wie=None)


def _invoer(row):
    """A plan that was applied, proposals open and decided, a plan that waits, refused rows."""
    lees(a={"naam": "Uit het register", "personen": [kanarie(uuid=None)]}, bron=TABEL)
    person = kanarie(uuid=None, functie=f"{FUNCTIE} 2")
    values = {"personen": [person, {**BLIJVER, "uuid": None}], "omschrijving": TEKST}
    for bron in (REGISTER, ANDER):
        lees(Rij(1, bron.code, values, ingang=str(row.uuid)), bron=replace(bron, volledig=False))
    wijs_af(Voorstel.objects.get(bron="ander", veld="personen"), _wie())
    plan(Rij(1, "x", {"personen": [person]}, ingang=str(row.uuid), let_op=(TEKST,)), bron=TABEL)
    cells = {"Naam": "Iets", "Contactpersoon": NAAM, "Functie contactpersoon": FUNCTIE}
    cells["Contactpersonen"] = f"naam: {NAAM} | functie: {FUNCTIE}\nnaam: Cor Collega"
    refused = Rij(2, EMAIL, melding="“Kanarie de V…” past hier niet.", cellen=cells)
    plan(refused, bron=TABEL)


def _wie():
    return Gebruiker.objects.get_or_create(email="wie@example.nl")[0]


def _brieven(row):
    """Reports, a request to join, mail, a check, exports and the log of the management site."""
    Melding.objects.create(
        soort="fout", organisatie=row, email=EMAIL, tekst=TEKST, antwoord=TEKST,
        voorstel={"email": {"email": EMAIL}, "telefoon": {"telefoon": "+31612345678"}},
        gezien={"omschrijving": {"omschrijving": TEKST}},
    )  # fmt: skip
    Melding.objects.create(soort="gemist", email="melder@example.nl", tekst=f"Waar is {NAAM}?")
    Aanmelding.objects.create(
        overleg=row, naam=EERDER, email=EMAIL.upper(), functie=FUNCTIE, werkplek="De Zon"
    )
    Aanmelding.objects.create(overleg=row, naam="Anna Ander", email="anna@example.nl")
    check = Controle.objects.create(organisatie=row, aan=EMAIL)
    Bericht.objects.create(
        soort="bewaren", aan=EMAIL, onderwerp=f"{NAAM}, klopt dit nog?", fout=f"550 <{EMAIL}> weg"
    ).controles.add(check)
    Bericht.objects.create(soort="week", aan="wie@example.nl", onderwerp="Deze week")
    Uitvoer.objects.create(vorm="csv", afdrukken={UUID: "ab12", BLIJVER["uuid"]: "cd34"})
    LogEntry.objects.create(
        user=_wie(), action_flag=CHANGE, object_repr=NAAM, change_message=TEKST,
        content_type=ContentType.objects.get_for_model(Contact),
    )  # fmt: skip
    place = Wijk.objects.order_by("pk").first()
    noteer(place, None, {"toelichting": TEKST}, wie=EMAIL, reden=f"{NAAM} belde")
    Wijk.objects.filter(pk=place.pk).update(toelichting=TEKST)
    Invoer.objects.create(bron="vcard", bestand="kanarie_de_vogel.vcf", stand="vervallen")


# --- looking ----------------------------------------------------------------------------------


def tabellen():
    """Every table of the database that has a model, through tables included."""
    return apps.get_models(include_auto_created=True)


def stort():
    """Give every value of every column of every table as text, with where it stands."""
    for model in tabellen():
        for row in model._base_manager.order_by().values():
            for name, value in row.items():
                yield f"{model._meta.label}.{name}", str(value)


def waar(woord, storting=None):
    """Say where a word stands, in any case, with or without accents."""
    asked = vouw(woord)
    return sorted({w for w, text in storting or stort() if asked in vouw(text)})


def waar_nummer(nummer, storting=None):
    """Say where a telephone number stands, in any notation."""
    asked = re.sub(r"\D", "", nummer).lstrip("0")
    return sorted({w for w, text in storting or stort() if asked in re.sub(r"\D", "", text)})


def geleden(dagen) -> datetime:
    return timezone.now() - timedelta(days=dagen)
