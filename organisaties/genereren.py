"""Invented entries in any number, to measure with and to try things out on.

Entry *n* of seed *z* is always the same entry, uuid included, whatever number was asked: the first
2,000 of 20,000 are the 2,000. Every one is marked as an example, in its name and in its field, so
that it never counts as real and is refused in production.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from uuid import UUID, uuid5

import shapely
from django.conf import settings
from django.utils.text import slugify
from shapely.geometry import shape

from organisaties.foto import Foto
from organisaties.genereerwoorden import (
    DAGDELEN,
    KOEPEL,
    NAMEN,
    PROFIELEN,
    STRATEN,
    TALEN,
    TOEVOEGINGEN,
    Profiel,
)
from organisaties.invoer.bron import NAAMRUIMTE
from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde
from wijken.models import Buurt, Postcode, Stadsdeel, Wijk

PORTIE = 2_000  # entries in one round: bounds the memory that a run takes
PEILDATUM = date(2026, 9, 1)  # dates count back from here, so that a run repeats on any day
BLOK = 50  # one umbrella organisation leads each block of entries
SLEUTEL = "genereer"


class VerzinnenGeweigerd(ValueError):  # noqa: N818 -- a Dutch name says it
    """Invented entries were asked where they may not be."""


def genereer(aantal: int, zaad: int) -> Iterator[int]:
    """Write the first ``aantal`` entries of this seed that are not there yet.

    Give how many were made, after each round. Raises ``VerzinnenGeweigerd`` in production.
    """
    if settings.PRODUCTIE:
        raise VerzinnenGeweigerd("Verzonnen voorbeelden mogen niet in productie.")
    rows = verzonnen(aantal, zaad)
    while portie := list(islice(rows, PORTIE)):
        known = {str(u) for u in _aanwezig(portie)}
        new = [rij for rij in portie if rij["uuid"] not in known]
        if new:
            with ronde(Ronde.Aard.INVOER, bron=SLEUTEL, reden=f"zaad {zaad}") as schrijver:
                schrijver.nieuw(new)
        yield len(new)


def _aanwezig(portie: list[Foto]) -> Iterator[UUID]:
    asked = [rij["uuid"] for rij in portie]
    return Organisatie.objects.filter(uuid__in=asked).values_list("uuid", flat=True).iterator()


def verzonnen(aantal: int, zaad: int) -> Iterator[Foto]:
    """Give the first ``aantal`` entries of a seed, as photographs."""
    kaart = Kaart.lees()
    return (Verzinner(kaart, zaad, nummer).foto() for nummer in range(aantal))


@dataclass(frozen=True)
class Gebied:
    """A buurt to put a point in: its outline, and the four digits of a postcode nearby."""

    vlak: shapely.Geometry
    cijfers: str


@dataclass(frozen=True)
class Kaart:
    """What the areas offer to choose from, in an order that is the same in every database."""

    gebieden: tuple[Gebied, ...]
    wijken: tuple[str, ...]
    stadsdelen: tuple[str, ...]

    @classmethod
    def lees(cls) -> Kaart:
        codes = Postcode.objects.filter(bij_benadering=True).order_by("postcode")
        centres = list(codes.values_list("postcode", "lat", "lon"))
        buurten = Buurt.objects.order_by("code").values_list("omtrek", "lat", "lon")
        return cls(
            tuple(_gebied(omtrek, lat, lon, centres) for omtrek, lat, lon in buurten),
            tuple(Wijk.objects.order_by("slug").values_list("slug", flat=True)),
            tuple(Stadsdeel.objects.order_by("slug").values_list("slug", flat=True)),
        )


def _gebied(
    omtrek: dict, lat: float, lon: float, centres: list[tuple[str, float, float]]
) -> Gebied:
    vlak = shape(omtrek)
    shapely.prepare(vlak)
    near = min(centres, key=lambda c: (c[1] - lat) ** 2 + (c[2] - lon) ** 2)
    return Gebied(vlak, near[0][:4])


class Verzinner:
    """Makes up one entry; the same seed and number make up the same one."""

    def __init__(self, kaart: Kaart, zaad: int, nummer: int) -> None:
        self.kaart, self.zaad, self.nummer = kaart, zaad, nummer
        self.toeval = Random(f"{zaad}/{nummer}")  # noqa: S311 -- repeatable on purpose
        self.is_koepel = nummer % BLOK == 0
        self.profiel = KOEPEL if self.is_koepel else self._kies_profiel()

    def foto(self) -> Foto:
        naam = self._naam()
        return {
            "uuid": self._uuid(self.nummer),
            "slug": slugify(f"{naam} {self.zaad}"),
            "naam": naam,
            "soort": self.profiel.soort,
            "koepel": self._koepel(),
            "voorbeeld": True,
            "sleutels": [f"{SLEUTEL}:{self.zaad}-{self.nummer}"],
            "bron": "Gegenereerde voorbeeldgegevens, verzonnen",
            "status": self._status(),
            **self._plek(),
            **self._aanbod(),
            **self._toegang(),
            **self._bereik(),
            **self._nagekeken(),
        }

    # --- chance ----------------------------------------------------------------------------------

    def kans(self, deel: float) -> bool:
        return self.toeval.random() < deel

    def enkele(self, keuze: tuple[str, ...], van: int, tot: int) -> list[str]:
        return self.toeval.sample(keuze, min(len(keuze), self.toeval.randint(van, tot)))

    def dag(self, hoogstens: int) -> str:
        return (PEILDATUM - timedelta(days=self.toeval.randrange(hoogstens))).isoformat()

    def _kies_profiel(self) -> Profiel:
        return self.toeval.choices(PROFIELEN, [p.gewicht for p in PROFIELEN])[0]

    # --- parts of an entry -----------------------------------------------------------------------

    def _uuid(self, *deel: int | str) -> str:
        return str(uuid5(NAAMRUIMTE, "/".join(map(str, (SLEUTEL, self.zaad, *deel)))))

    def _koepel(self) -> str | None:
        if self.is_koepel or not self.profiel.met_koepel or self.kans(0.4):
            return None
        return self._uuid(self.nummer - self.nummer % BLOK)

    def _naam(self) -> str:
        name = f"{self.toeval.choice(NAMEN)} {self.toeval.choice(TOEVOEGINGEN)}".strip()
        return f"Voorbeeld: {self.profiel.woord} {name} {self.nummer + 1}"

    def _status(self) -> str:
        keuzes = ("gepubliceerd", "concept", "tijdelijk_gesloten", "gestopt")
        return self.toeval.choices(keuzes, (94, 2, 2, 2))[0]

    def _plek(self) -> Foto:
        """Give 85 % an address with a point; others a wijk by hand, or only where they work."""
        draw = self.toeval.random()
        werkgebied = self._werkgebied()
        if draw < 0.85:
            return self._adres() | {"werkgebied": werkgebied if self.kans(0.25) else []}
        if draw < 0.93:
            return {"wijk": self.toeval.choice(self.kaart.wijken), "werkgebied": []}
        return {"werkgebied": werkgebied}

    def _adres(self) -> Foto:
        gebied = self.toeval.choice(self.kaart.gebieden)
        lat, lon = self._punt(gebied.vlak)
        letters = "".join(self.toeval.choices("ABCDEFGHJKLMNPRTVWXZ", k=2))
        return {
            "straat": f"Voorbeeld{self.toeval.choice(STRATEN)}",
            "huisnummer": str(self.toeval.randint(1, 400)),
            "toevoeging": self.toeval.choice(("", "", "", "A", "B", "-1")),
            "postcode": gebied.cijfers + letters,
            "plaats": settings.KAART["plaats"],
            "lat": lat,
            "lon": lon,
            "punt_bron": "Verzonnen punt (voorbeeld)",
        }

    def _punt(self, vlak: shapely.Geometry) -> tuple[float, float]:
        """Pick a point inside an outline; six decimals, as a geocoder gives."""
        west, south, east, north = vlak.bounds
        while True:
            lon = round(self.toeval.uniform(west, east), 6)
            lat = round(self.toeval.uniform(south, north), 6)
            if shapely.contains_xy(vlak, lon, lat):
                return lat, lon

    def _werkgebied(self) -> list[str]:
        draw = self.toeval.random()
        if draw < 0.2:
            return [f"gemeente:{settings.KAART['gemeente']}"]
        if draw < 0.5:
            return [f"stadsdeel:{s}" for s in self.enkele(self.kaart.stadsdelen, 1, 2)]
        return [f"wijk:{w}" for w in self.enkele(self.kaart.wijken, 1, 4)]

    def _aanbod(self) -> Foto:
        profiel = self.profiel
        van, tot = profiel.leeftijd if self.kans(0.85) else (None, None)
        return {
            "samenvatting": profiel.samenvatting,
            "omschrijving": f"{profiel.samenvatting} {profiel.omschrijving}",
            "voor_professionals": profiel.voor_professionals if self.kans(0.5) else "",
            "ondersteuning": self.enkele(profiel.ondersteuning, 1, 4),
            "doelgroepen": self.enkele(profiel.doelgroepen, 1, 4),
            "leeftijd_van": van,
            "leeftijd_tot": tot,
            "talen": ["nl", *self.enkele(TALEN, 0, 3)] if self.kans(0.8) else [],
            "tolk_mogelijk": self.toeval.choice((True, False, None)),
        }

    def _toegang(self) -> Foto:
        kosten = self.toeval.choice(self.profiel.kosten) if self.kans(0.75) else ""
        return {
            "toegang": self.enkele(self.profiel.toegang, 1, 2),
            "route_ouder": "Bel of mail ons. Wij maken samen een afspraak.",
            "route_professional": "Vraag de ouder eerst om toestemming en bel ons dan."
            if self.kans(0.6)
            else "",
            "kosten": kosten,
            "kosten_toelichting": "Vraag ons wat u betaalt." if kosten else "",
            "openingstijden": self._openingstijden() if self.kans(0.8) else [],
            "wachttijden": [self._wachttijd()] if self.kans(0.4) else [],
        }

    def _openingstijden(self) -> list[list[int | str]]:
        dagen = self.toeval.choice(((1, 2, 3, 4, 5), (1, 2, 4, 5), (1, 3), (2, 4, 6)))
        van, tot = self.toeval.choice(DAGDELEN)
        return [[dag, van, tot] for dag in dagen]

    def _wachttijd(self) -> Foto:
        return {
            "weken": self.toeval.randint(0, 40),
            "gemeld_op": self.dag(400),
            "gemeld_door": "de organisatie",
        }

    def _bereik(self) -> Foto:
        host = f"{self.profiel.soort}-{self.nummer + 1}.example.nl"
        personen = [self._persoon(n) for n in range(self.toeval.choice((0, 0, 0, 1, 1, 2)))]
        algemeen = {
            "uuid": self._uuid(self.nummer, "algemeen"),
            "naam": "Algemeen",
            "functie": self.toeval.choice(("Secretariaat", "Balie", "Klantcontact")),
            "email": f"info@{host}",
            "telefoon": self._telefoon(),
        }
        website = f"https://{host}" if self.kans(0.8) else ""
        return {"website": website, "contacten": [algemeen], "personen": personen}

    def _persoon(self, plaats: int) -> Foto:
        number = f"{self.nummer + 1}-{plaats + 1}"
        return {
            "uuid": self._uuid(self.nummer, "persoon", plaats),
            "naam": f"Voorbeeldpersoon {number}",
            "functie": self.toeval.choice(("Pedagogisch coach", "Zorgcoördinator", "Teamleider")),
            "rol": "Vaste contactpersoon voor het netwerk",
            "email": f"voorbeeldpersoon-{number}@example.nl",
            "telefoon": self._telefoon(),
            "zichtbaarheid": self.toeval.choice(("publiek", "professionals", "coordinatoren")),
            "grondslag": "Voorbeeldgegevens",
            "bevestigd_op": self.dag(700),
        }

    def _telefoon(self) -> str:
        """Pick a number in the block 070-000, which cannot be dialled."""
        return f"070-000 {self.toeval.randrange(100):02} {self.toeval.randrange(100):02}"

    def _nagekeken(self) -> Foto:
        if not self.kans(0.8):
            return {}
        return {"gecontroleerd_op": self.dag(800), "gecontroleerd_door": "de organisatie"}
