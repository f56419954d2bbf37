"""One row of the childcare register as values of an entry."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings

from organisaties.invoer.bron import Rij, vaste_uuid
from organisaties.invoer.lezen.tabel import Tabelrij
from organisaties.invoer.lezen.waarden import (
    email,
    getal,
    ja_nee,
    kort,
    plaatsnaam,
    postcode,
    straat_en_nummer,
    telefoon,
    website,
)
from organisaties.models import Contact

from .postvak import functioneel, is_mobiel, is_rechtspersoon
from .registers import Aantekeningen, Velden, algemeen_contact

HERKOMST = "Landelijk Register Kinderopvang (LRK)"  # without a day: that would change every week
GRONDSLAG_PERSOON = "Contactpersoon in het Landelijk Register Kinderopvang (openbaar register)"
SOORTEN = {"KDV": "kinderdagverblijf", "BSO": "bso", "GOB": "gastouderbureau"}
LEEFTIJDEN = {"KDV": (0, 48), "BSO": (48, 156)}  # months, the end exclusive
DOELGROEPEN = {"KDV": ["baby-dreumes", "peuter"], "BSO": ["kleuter", "schoolkind"]}
# A place in this register gives right to kinderopvangtoeslag (Wet kinderopvang, article 1.5).
BIJ_NIEUW = {"kosten": "toeslag", "toegang": ["zelf"]}

# What is kept of a refused row, so that it can be mended: nothing of persons. The name of the
# holder only when that is none; its number and mailbox come with the next whole file.
BEWAARD = (
    "lrk_id", "type_oko", "actuele_naam_oko", "aantal_kindplaatsen", "ve", "status",
    "opvanglocatie_adres", "opvanglocatie_postcode", "opvanglocatie_woonplaats",
    "kvk_nummer_houder", "rechtsvorm_houder", "contact_website", "cbs_code",
    "verantwoordelijke_gemeente",
)  # fmt: skip
VAN_EEN_MENS = ("naam_houder", "contact_telefoon", "contact_emailadres")
_GEEN_POSTVAK = (
    "Het e-mailadres in het register lijkt van een persoon. Het staat daarom niet op de kaart."
)
_GEEN_MOBIEL = (
    "Het nummer in het register is mobiel en de houder is geen rechtspersoon."
    " Het staat daarom niet op de kaart."
)
_GEEN_STRAAT = (
    "Dit bureau is van een persoon en kan een woonadres hebben."
    " Straat en huisnummer staan daarom niet op de kaart."
)
_GEEN_ADRES = (
    "Het register geeft geen adres. De ingang staat niet op de kaart tot u het adres invult."
)
_NUMMER = re.compile(r"[0-9]{1,12}")


def lrk_nummer(text: str) -> str:
    text = text.strip("' ")
    if not _NUMMER.fullmatch(text):
        raise ValueError(
            f"LRK-nummer {kort(text)} klopt niet. Het is alleen cijfers, zoals 166886355; zet de"
            " kolom in een rekenblad op tekst."
        )
    return text


def maak_rij(row: Tabelrij, velden: Velden, koepel: str) -> Rij:
    """Read the row of a location or an agency; ``koepel`` is the uuid of its holder's entry."""
    notes = Aantekeningen()
    key = notes.moet(lrk_nummer, velden["lrk_id"], "")
    kind, firm = velden["type_oko"].upper(), is_rechtspersoon(velden["rechtsvorm_houder"])
    values = _waarden(velden, kind, notes) | _adres(velden, notes, home=kind == "GOB" and not firm)
    if koepel:
        values["koepel"] = koepel
    cells = velden.zoals_het_stond((*BEWAARD, "naam_houder") if firm else BEWAARD)
    if notes.fouten:
        return Rij(row.nummer, key, melding=" ".join(notes.fouten), cellen=cells)
    return Rij(
        row.nummer,
        key,
        {**values, "uuid": vaste_uuid("lrk", key)},
        aanvulling=_aanvulling(velden, key, values.get("ve"), notes, firm=firm),
        eraf={"ondersteuning": ["voorschool-ve"]} if values.get("ve") is False else {},
        let_op=tuple(notes.let_op),
        cellen=cells,
        bij_nieuw={**BIJ_NIEUW, "doelgroepen": DOELGROEPEN.get(kind, [])},
    )


def _waarden(velden: Velden, kind: str, notes: Aantekeningen) -> dict[str, Any]:
    values: dict[str, Any] = {
        "naam": velden["actuele_naam_oko"],
        "soort": SOORTEN[kind],
        "kindplaatsen": notes.mag(getal, velden["aantal_kindplaatsen"], None) or None,
        "ve": notes.mag(ja_nee, velden["ve"], None),
        "website": notes.mag(website, velden["contact_website"], ""),
        "bron": HERKOMST,
        "status": "gepubliceerd",
    }
    if not values["naam"]:
        notes.fouten.append("De naam is leeg. Vul actuele_naam_oko in.")
    if ages := LEEFTIJDEN.get(kind):
        values["leeftijd_van"], values["leeftijd_tot"] = ages
    return {name: value for name, value in values.items() if value not in (None, "")}


def _adres(velden: Velden, notes: Aantekeningen, *, home: bool) -> dict[str, str]:
    """Give the place of the location; of what may be a home only the postcode."""
    code = notes.moet(postcode, velden["opvanglocatie_postcode"], "")
    line = velden["opvanglocatie_adres"]
    if not code and not line:
        notes.let_op.append(_GEEN_ADRES)
        return {}
    place = plaatsnaam(velden["opvanglocatie_woonplaats"] or settings.KAART["plaats"])
    values = {"postcode": code, "plaats": place} if code else {"plaats": place}
    if home:
        notes.let_op.append(_GEEN_STRAAT)
        return values
    street, number, addition = notes.mag(straat_en_nummer, line, ("", "", ""))
    if street:
        values |= {"straat": street, "huisnummer": number, "toevoeging": addition}
    return values


def _aanvulling(
    velden: Velden, key: str, ve: bool | None, notes: Aantekeningen, *, firm: bool
) -> dict[str, list[Any]]:
    mailbox, number = _bereikbaar(velden, notes)
    persons = settings.LRK_CONTACTPERSONEN and velden["contact_persoon"]
    extra = _persoon(velden, key, mailbox, number) if persons else {}
    names = f"{velden['actuele_naam_oko']} {velden['opvanglocatie_adres']}"
    if mailbox and not functioneel(mailbox, names, velden["contact_persoon"], rechtspersoon=firm):
        mailbox = ""
        notes.let_op.append(_GEEN_POSTVAK)
    if not firm and is_mobiel(number):
        number = ""
        notes.let_op.append(_GEEN_MOBIEL)
    if ve:
        extra["ondersteuning"] = ["voorschool-ve"]
    return algemeen_contact("lrk", key, email=mailbox, telefoon=number) | extra


def _bereikbaar(velden: Velden, notes: Aantekeningen) -> tuple[str, str]:
    """Read mailbox and number; what is wrong there is not repeated, it may be of a person."""
    wrong = "In het register staat bij %s iets anders."
    mailbox = notes.mag(email, velden["contact_emailadres"], "", wrong % "e-mailadres")
    number, _ = notes.mag(telefoon, velden["contact_telefoon"], ("", ""), wrong % "telefoon")
    return mailbox, number


def _persoon(velden: Velden, key: str, mailbox: str, number: str) -> dict[str, list[Any]]:
    """Give the contact person, for coordinators only (setting LRK_CONTACTPERSONEN)."""
    person = {
        "uuid": vaste_uuid("lrk", f"{key}/persoon"),
        "naam": velden["contact_persoon"],
        "functie": "Contactpersoon",
        "email": mailbox,
        "telefoon": number,
        "zichtbaarheid": Contact.Zichtbaarheid.COORDINATOREN.value,
        "grondslag": GRONDSLAG_PERSOON,
    }
    return {"personen": [person]}
