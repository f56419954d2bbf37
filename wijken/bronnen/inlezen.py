"""Read the areas of one municipality from a file or an address, and say what could not be read."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import shapely
from django.conf import settings
from django.utils.translation import gettext as _

from wijken.bestanden import BestandOngeldig
from wijken.bronnen.kenmerken import Geweigerd, Kenmerk, code_van, lees_kenmerk
from wijken.bronnen.ogc import Genummerd, haal_gebieden
from wijken.bronnen.punten import vlak_in_graden
from wijken.ophalen import Client, zonder_vraag


@dataclass(frozen=True, slots=True)
class Weigering:
    """One feature that was refused: its number in the source (from 1), why, and what is right."""

    nummer: int
    code: str
    reden: str
    goed: str

    def __str__(self) -> str:
        return f"{self.nummer} ({self.code or _('zonder code')}): {self.reden} {self.goed}"


@dataclass(frozen=True, slots=True)
class Buurtrij:
    """One buurt as the source gives it, its outline in degrees."""

    nummer: int
    kenmerk: Kenmerk
    vlak: shapely.Geometry


@dataclass(slots=True)
class Inhoud:
    """What a source holds of one municipality. `genoemd`: all its buurten, refused ones too."""

    naam: str
    vingerafdruk: str
    buurten: list[Buurtrij] = field(default_factory=list)
    genoemd: set[str] = field(default_factory=set)
    wijknamen: dict[str, str] = field(default_factory=dict)
    gemeentenaam: str = ""
    jaar: int | None = None
    geweigerd: list[Weigering] = field(default_factory=list)
    overgeslagen: Counter[str] = field(default_factory=Counter)


def lees_in(
    bron: str | Path, gemeente: str, jaar: int | None = None, client: Client | None = None
) -> Inhoud:
    """Read a GeoJSON file or an address (http, https).

    `jaar` says of which year the figures are, and picks that year when the source holds several.
    Raises `BestandOngeldig` or `OnbereikbareBron` with one sentence in Dutch.
    """
    adres = str(bron)
    if adres.lower().startswith(("http://", "https://")):
        opgehaald = haal_gebieden(adres, gemeente, jaar, client)
        inhoud = Inhoud(zonder_vraag(adres), _vingerafdruk(opgehaald.features))
        features, andere = opgehaald.features, opgehaald.andere
    else:
        naam, vingerafdruk, alles = _lees_bestand(Path(bron))
        inhoud = Inhoud(naam, vingerafdruk)
        features, andere = alles, 0
    inhoud.overgeslagen[_("andere gemeente")] += andere
    inhoud.jaar = jaar
    for nummer, feature in features:
        _neem_op(inhoud, gemeente, nummer, feature)
    inhoud.overgeslagen = +inhoud.overgeslagen
    if not inhoud.buurten:
        _weiger_leeg(inhoud, gemeente)
    return inhoud


def _lees_bestand(pad: Path) -> tuple[str, str, list[Genummerd]]:
    ruw = _lees_bytes(pad)
    try:
        inhoud = json.loads(ruw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fout:
        tekst = _("%s is geen geldige GeoJSON. Goed is een bestand dat begint met")
        raise BestandOngeldig(
            tekst % pad.name + ' {"type": "FeatureCollection", "features": [...]}.'
        ) from fout
    features = inhoud.get("features") if isinstance(inhoud, dict) else None
    if not isinstance(features, list):
        raise BestandOngeldig(
            _("In %s staat geen lijst ‘features’. Goed is een GeoJSON FeatureCollection.")
            % pad.name
        )
    return pad.name, hashlib.sha256(ruw).hexdigest(), list(enumerate(features, start=1))


def _lees_bytes(pad: Path) -> bytes:
    if pad.is_dir():
        raise BestandOngeldig(_("%s is een map. Geef een GeoJSON-bestand op.") % pad)
    meeste = settings.INVOER_MAX_MB * 1_000_000
    try:
        with pad.open("rb") as bestand:
            ruw = bestand.read(meeste + 1)
    except OSError as fout:
        tekst = _("%(pad)s is niet te lezen: %(fout)s.")
        raise BestandOngeldig(tekst % {"pad": pad, "fout": fout.strerror}) from fout
    if len(ruw) > meeste:
        tekst = _("%(naam)s is groter dan %(mb)s MB. Neem een bestand van één gemeente.")
        raise BestandOngeldig(tekst % {"naam": pad.name, "mb": settings.INVOER_MAX_MB})
    if not ruw.strip():
        raise BestandOngeldig(_("%s is leeg. Geef een GeoJSON-bestand met buurten op.") % pad.name)
    return ruw


def _vingerafdruk(features: list[Genummerd]) -> str:
    """Fingerprint what an address gave; the order of pages does not matter, the content does."""
    rijen = sorted(json.dumps(feature, sort_keys=True) for _nummer, feature in features)
    return hashlib.sha256("\n".join(rijen).encode()).hexdigest()


def _neem_op(inhoud: Inhoud, gemeente: str, nummer: int, feature: Any) -> None:
    try:
        kenmerk = lees_kenmerk(feature)
        if reden := _niet_voor_ons(kenmerk, gemeente, inhoud.jaar):
            inhoud.overgeslagen[reden] += 1
        else:
            _bewaar(inhoud, nummer, kenmerk, feature)
    except Geweigerd as fout:
        inhoud.geweigerd.append(Weigering(nummer, code_van(feature)[:20], fout.reden, fout.goed))
        inhoud.genoemd.add(code_van(feature))


def _niet_voor_ons(kenmerk: Kenmerk, gemeente: str, jaar: int | None) -> str:
    if kenmerk.gemeente_code != gemeente:
        return _("andere gemeente")
    if kenmerk.water:
        return _("water")
    if jaar and kenmerk.jaar and kenmerk.jaar != jaar:
        return _("ander jaar")
    return ""


def _bewaar(inhoud: Inhoud, nummer: int, kenmerk: Kenmerk, feature: Any) -> None:
    inhoud.gemeentenaam = inhoud.gemeentenaam or kenmerk.gemeentenaam
    if kenmerk.soort == "gemeente":
        inhoud.gemeentenaam = kenmerk.naam
    elif kenmerk.soort == "wijk":
        inhoud.wijknamen[kenmerk.code] = kenmerk.naam
    else:
        _bewaar_buurt(inhoud, nummer, kenmerk, feature)


def _bewaar_buurt(inhoud: Inhoud, nummer: int, kenmerk: Kenmerk, feature: Any) -> None:
    if kenmerk.code in inhoud.genoemd:
        raise Geweigerd(
            _("Deze code staat er al eerder in."), _("Goed is elke buurt één keer in het bestand.")
        )
    inhoud.genoemd.add(kenmerk.code)
    vlak = vlak_in_graden(feature.get("geometry"))
    inhoud.buurten.append(Buurtrij(nummer, kenmerk, vlak))
    if kenmerk.wijknaam:
        inhoud.wijknamen.setdefault(kenmerk.wijk_code, kenmerk.wijknaam)


def _weiger_leeg(inhoud: Inhoud, gemeente: str) -> NoReturn:
    """Say why not one buurt is left."""
    if inhoud.geweigerd:
        tekst = _("Geen buurt van %(gemeente)s in %(naam)s is te lezen. Nummer %(eerste)s")
        waarden = {"gemeente": gemeente, "naam": inhoud.naam, "eerste": inhoud.geweigerd[0]}
        raise BestandOngeldig(tekst % waarden)
    redenen = ", ".join(f"{aantal} {reden}" for reden, aantal in inhoud.overgeslagen.items())
    tekst = _("In %(naam)s staat geen buurt van %(gemeente)s (%(redenen)s). Klopt de gemeentecode?")
    waarden = {"naam": inhoud.naam, "gemeente": gemeente, "redenen": redenen or _("geen gebieden")}
    raise BestandOngeldig(tekst % waarden)
