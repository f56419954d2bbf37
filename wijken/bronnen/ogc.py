"""Read the areas of one municipality from an OGC API Features service, such as PDOK's.

Only documented parameters are sent: f, limit and bbox. Services differ in what they do with a
filter, so what comes back is always sieved by code, and a service that refuses the bbox is asked
again without. Pages are followed by their `next` link, on the same host only.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from wijken.bestanden import BestandOngeldig
from wijken.bronnen.kenmerken import Geweigerd, code_van, lees_kenmerk
from wijken.bronnen.punten import vlak_in_graden
from wijken.ophalen import Client, OnbereikbareBron, haal_json, zonder_vraag

Haal = Callable[[str, Mapping[str, str]], Any]
Genummerd = tuple[int, Any]
COLLECTIES = {
    "gemeente": ("gemeenten", "gemeente_gegeneraliseerd"),
    "wijk": ("wijken", "wijk_gegeneraliseerd"),
    "buurt": ("buurten", "buurt_gegeneraliseerd"),
}
PER_BLAD = 1000
# Outlines of whole municipalities are large, so fewer at a time.
GEMEENTEN_PER_BLAD = 100
MEESTE_BLADEN = 100
# The answers of a service that does not want a parameter.
GEWEIGERD = (400, 404, 422, 501)
# Degrees (about 100 m) around the municipality, so that rounding leaves no buurt out.
RUIMTE = 0.001


@dataclass(slots=True)
class Opgehaald:
    """What a service gave: own features with their number in the answer, and how many others."""

    features: list[Genummerd] = field(default_factory=list)
    andere: int = 0


def haal_gebieden(
    adres: str, gemeente: str, jaar: int | None, client: Client | None = None
) -> Opgehaald:
    """Give the buurten of a municipality, and its wijken and itself for the names.

    `adres` is the service (".../ogc/v1"), a page within it, or a plain GeoJSON file. Raises
    `OnbereikbareBron` when the service does not answer and `BestandOngeldig` when the answer is
    not what it should be.
    """
    haal = partial(haal_json, client=client)
    basis, _schuin, collectie = adres.partition("/collections")
    if not collectie and urlsplit(adres).path.endswith(("json", "/items")):
        return _van_gemeente(haal, adres, {}, gemeente)
    return _Dienst(haal, basis.rstrip("/?"), gemeente, jaar).alles()


@dataclass(slots=True)
class _Dienst:
    haal: Haal
    basis: str
    gemeente: str
    jaar: int | None
    collecties: dict[str, str] = field(default_factory=dict)

    def alles(self) -> Opgehaald:
        self.collecties = self._zoek_collecties()
        grens = self._gemeente()
        vak = {"bbox": _bbox(grens[1])} if grens else {}
        buurten = self._items("buurt", vak)
        wijken = self._items("wijk", vak) if "wijk" in self.collecties else Opgehaald()
        eigen = [grens] if grens else []
        return Opgehaald([*buurten.features, *wijken.features, *eigen], buurten.andere)

    def _zoek_collecties(self) -> dict[str, str]:
        antwoord = self.haal(f"{self.basis}/collections", {"f": "json"})
        rijen = antwoord.get("collections") if isinstance(antwoord, dict) else None
        ids = {rij.get("id") for rij in rijen or () if isinstance(rij, dict)}
        gevonden = {
            soort: next((naam for naam in namen if naam in ids), "")
            for soort, namen in COLLECTIES.items()
        }
        if not gevonden["buurt"]:
            raise BestandOngeldig(
                _("%s heeft geen collectie ‘buurten’ of ‘buurt_gegeneraliseerd’. Klopt het adres?")
                % zonder_vraag(self.basis)
            )
        return {soort: naam for soort, naam in gevonden.items() if naam}

    def _vragen(self, soort: str, per_blad: int) -> dict[str, str]:
        vragen = {"f": "json", "limit": str(per_blad)}
        if self.jaar and self.collecties[soort].endswith("_gegeneraliseerd"):
            vragen["jaarcode"] = str(self.jaar)
        return vragen

    def _adres(self, soort: str) -> str:
        return f"{self.basis}/collections/{self.collecties[soort]}/items"

    def _gemeente(self) -> Genummerd | None:
        """Find the municipality on land: it tells where to look. None when it is not there."""
        if "gemeente" not in self.collecties:
            return None
        vragen = self._vragen("gemeente", GEMEENTEN_PER_BLAD)
        for genummerd in _features(self.haal, self._adres("gemeente"), vragen):
            if code_van(genummerd[1]) == self.gemeente and _op_land(genummerd[1]):
                return genummerd
        return None

    def _items(self, soort: str, vak: dict[str, str]) -> Opgehaald:
        """Ask with the bbox; without it when the service refuses that or then finds nothing."""
        adres, vragen = self._adres(soort), self._vragen(soort, PER_BLAD)
        if vak:
            binnen = self._met_vak(adres, {**vragen, **vak})
            if binnen.features:
                return binnen
        return _van_gemeente(self.haal, adres, vragen, self.gemeente)

    def _met_vak(self, adres: str, vragen: dict[str, str]) -> Opgehaald:
        try:
            return _van_gemeente(self.haal, adres, vragen, self.gemeente)
        except OnbereikbareBron as fout:
            if fout.status not in GEWEIGERD:
                raise
            return Opgehaald()


def _van_gemeente(haal: Haal, adres: str, vragen: dict[str, str], gemeente: str) -> Opgehaald:
    """Keep the features of one municipality, and those that do not say whose they are."""
    opgehaald = Opgehaald()
    for nummer, feature in _features(haal, adres, vragen):
        code = code_van(feature)
        if not code or code[2:6] == gemeente[2:]:
            opgehaald.features.append((nummer, feature))
        else:
            opgehaald.andere += 1
    return opgehaald


def _features(haal: Haal, adres: str, vragen: dict[str, str]) -> Iterator[Genummerd]:
    """Give the features of all pages, numbered from 1; refuse an answer that stops half way."""
    nummer, totaal = 0, None
    for blad in _bladen(haal, adres, vragen):
        totaal = blad.get("numberMatched", totaal)
        for feature in blad["features"]:
            nummer += 1
            yield nummer, feature
    if isinstance(totaal, int) and nummer < totaal:
        tekst = _("%(adres)s gaf %(nummer)s van de %(totaal)s gebieden. Probeer het later opnieuw.")
        waarden = {"adres": zonder_vraag(adres), "nummer": nummer, "totaal": totaal}
        raise BestandOngeldig(tekst % waarden)


def _bladen(haal: Haal, adres: str, vragen: dict[str, str]) -> Iterator[dict[str, Any]]:
    gezien = {adres}
    for _blad in range(MEESTE_BLADEN):
        blad = haal(adres, vragen)
        if not (isinstance(blad, dict) and isinstance(blad.get("features"), list)):
            raise BestandOngeldig(
                _("%s geeft geen gebieden (GeoJSON met ‘features’). Klopt het adres?")
                % zonder_vraag(adres)
            )
        yield blad
        volgende = _volgende(blad, adres)
        if not volgende:
            return
        if volgende in gezien:
            tekst = _("De bladen van %s verwijzen in een kring naar elkaar.")
            raise BestandOngeldig(tekst % zonder_vraag(adres))
        gezien.add(volgende)
        adres, vragen = volgende, {}
    raise BestandOngeldig(
        _("%(adres)s heeft meer dan %(max)s bladen. Zoveel lezen wij niet in.")
        % {"adres": zonder_vraag(adres), "max": MEESTE_BLADEN}
    )


def _volgende(blad: dict[str, Any], adres: str) -> str:
    """Give the address of the next page; refuse one on another host."""
    links = blad.get("links")
    rijen = [rij for rij in links if isinstance(rij, dict)] if isinstance(links, list) else []
    href = next((rij.get("href") for rij in rijen if rij.get("rel") == "next"), None)
    if not isinstance(href, str) or not href:
        return ""
    hier, volgende = urlsplit(adres), urlsplit(urljoin(adres, href))
    if volgende.netloc != hier.netloc:
        tekst = _("Het volgende blad van %(adres)s staat op een andere server: %(volgende)s.")
        waarden = {"adres": zonder_vraag(adres), "volgende": volgende.hostname}
        raise BestandOngeldig(tekst % waarden)
    return volgende._replace(scheme=hier.scheme).geturl()


def _op_land(feature: Any) -> bool:
    try:
        return not lees_kenmerk(feature).water
    except Geweigerd:
        return False


def _bbox(feature: Any) -> str:
    west, zuid, oost, noord = vlak_in_graden(feature.get("geometry")).bounds
    randen = (west - RUIMTE, zuid - RUIMTE, oost + RUIMTE, noord + RUIMTE)
    return ",".join(f"{rand:.5f}" for rand in randen)
