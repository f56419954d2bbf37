"""Two entries side by side, in words: what differs, what is proposed, what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisaties.dubbelen.keuzes import BEHOUD, BEIDE, WEG, is_leeg, verschillen
from organisaties.foto import SAMEN, Foto, fotos, vingerafdruk
from organisaties.leesbaar import Leesbaar, label
from organisaties.models import Dubbel, Organisatie
from organisaties.models.organisatie import huisnummer_met_toevoeging

from .invoerrecht import mag_personen_schrijven, mag_personen_zien

EEN, ANDER = "een", "ander"
LABELS = {
    "leeftijd": _("Leeftijd (maanden)"),
    "adres": _("Adres"),
    "punt": _("Punt op de kaart"),
    "gecontroleerd": _("Gecontroleerd"),
    "contact_gecontroleerd": _("Contactgegevens gecontroleerd"),
    "tijden_gecontroleerd": _("Openingstijden gecontroleerd"),
    "ve": _("Voorschoolse educatie (VE)"),
}


@dataclass(frozen=True)
class Rij:
    """One choice on the screen, in words."""

    naam: str
    label: str
    een: str
    ander: str
    beide: bool
    gekozen: str
    een_leeg: bool


def gekozen(request: HttpRequest) -> dict[str, str]:
    """Read the choices that were sent, by name."""
    return {name[2:]: value for name, value in request.POST.items() if name.startswith("v-")}


def naast_elkaar(obj: Dubbel, request: HttpRequest) -> dict[str, Any]:
    """Give both entries in words, row by row, with what is proposed or was chosen."""
    beelden = fotos([obj.een_id, obj.ander_id])
    een, ander = beelden[obj.een_id], beelden[obj.ander_id]
    stays = request.POST.get("blijft") or voorgesteld(een, ander)
    choose = mag_personen_schrijven(request.user)
    rows = _rijen(een, ander, stays, gekozen(request), met_personen=choose)
    return {
        "kanten": [_kant("A", EEN, obj.een, een), _kant("B", ANDER, obj.ander, ander)],
        "blijft": stays,
        "anders": [row for row in rows if row.een != row.ander],
        "gelijk": [row for row in rows if row.een == row.ander and row.een],
        "personen_vast": not choose,
        "personen_verborgen": not mag_personen_zien(request.user),
        "te_kiezen": obj.stand != Dubbel.Stand.SAMENGEVOEGD and _beide_levend(obj),
    }


def _beide_levend(obj: Dubbel) -> bool:
    return not (obj.een.opgegaan_in_id or obj.ander.opgegaan_in_id)


def _kant(letter: str, naam: str, org: Organisatie, beeld: Foto) -> dict[str, Any]:
    return {
        "letter": letter,
        "naam": naam,
        "organisatie": org,
        "sleutels": beeld["sleutels"],
        "gezien": vingerafdruk(beeld),
        "publiek": org.status in ("gepubliceerd", "tijdelijk_gesloten"),
    }


def voorgesteld(een: Foto, ander: Foto) -> str:
    """Propose which stays: what visitors know, then what says most."""

    def weight(beeld: Foto) -> tuple[bool, bool, int]:
        filled = sum(bool(value) for value in beeld.values())
        return beeld["status"] != "gestopt", beeld["status"] == "gepubliceerd", filled

    return ANDER if weight(ander) > weight(een) else EEN


def _rijen(
    een: Foto, ander: Foto, stays: str, chosen: dict[str, str], *, met_personen: bool
) -> list[Rij]:
    words = Leesbaar()
    keep, gone = (een, ander) if stays == EEN else (ander, een)
    sides = {BEHOUD: stays, WEG: ANDER if stays == EEN else EEN, BEIDE: BEIDE}
    rows = []
    for row in verschillen(keep, gone):
        if row.naam == "personen" and not met_personen:
            continue
        left, right = (row.behoud, row.weg) if stays == EEN else (row.weg, row.behoud)
        rows.append(
            Rij(
                row.naam,
                kop_van(row.naam),
                in_woorden(row.naam, left, words),
                in_woorden(row.naam, right, words),
                row.mag_beide,
                chosen.get(row.naam) or sides[row.standaard],
                row.een_leeg,
            )
        )
    return rows


def kop_van(naam: str) -> str:
    """Give the name of a field, or of fields that people see as one."""
    return str(LABELS.get(naam) or label(naam))


def samen_in_woorden(naam: str, beeld: Foto, words: Leesbaar) -> str:
    """Write fields that mean something only together (``foto.SAMEN``) in one line."""
    part = {name: beeld.get(name) for name in SAMEN[naam]}
    return in_woorden(naam, part, words).replace("\n", ", ")


def in_woorden(naam: str, deel: Foto, words: Leesbaar) -> str:
    """Write one choice as people read it."""
    if is_leeg(deel):
        return ""
    texts = {name: words.tekst(name, value) for name, value in deel.items()}
    if naam == "adres":
        number = huisnummer_met_toevoeging(deel["huisnummer"], deel["toevoeging"])
        lines = (f"{deel['straat']} {number}", f"{deel['postcode']} {deel['plaats']}")
        return "\n".join(line.strip() for line in lines if line.strip())
    if naam == "leeftijd":
        return f"{texts['leeftijd_van'] or '?'} tot {texts['leeftijd_tot'] or '?'}"
    if naam == "punt":
        quality = dict(Organisatie.PuntKwaliteit.choices).get(deel["punt_kwaliteit"], "")
        both = (deel["lat"], deel["lon"])
        point = "" if None in both else "{:.5f}, {:.5f}".format(*both)
        return "\n".join(str(t) for t in (point, quality, deel["punt_bron"]) if t)
    return ", ".join(text for text in texts.values() if text)
