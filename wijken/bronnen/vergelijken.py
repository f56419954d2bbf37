"""Compare what a source says with what stands here, area by area.

- A buurt that is here keeps its wijk: people on the ground decided that.
- Name and outline follow the source, unless somebody changed them here.
- A new buurt goes to the wijk of the buurt that it was cut from, else to that of its CBS wijk,
  else to a new wijk of that name.
- A buurt that the source no longer has stays, and is reported once.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import shapely
from django.utils.text import slugify
from django.utils.translation import gettext as _
from shapely.geometry import mapping

from wijken.bronnen.grootboek import Grootboek
from wijken.bronnen.inlezen import Buurtrij, Inhoud, Weigering
from wijken.bronnen.kenmerken import wijk_van
from wijken.bronnen.plan import Gebiedsplan, Gebiedsregel
from wijken.bronnen.rijen import (
    IN_BRON,
    Rij,
    Wijziging,
    cijfersleutel,
    gelijk,
    waarden,
    wijziging,
)
from wijken.bronnen.vereenvoudigen import TOLERANTIE_METER
from wijken.models import Buurt, Gemeente, Kerncijfer, Stadsdeel, Wijk
from wijken.vlakken import buurt_van_punt

DECIMALEN = 5
# "Wijk 26 Bezuidenhout" is how the CBS writes the name of a wijk.
GENUMMERD = re.compile(r"Wijk [0-9]+ (?=\S)", re.IGNORECASE)


class Vergelijking:
    """One comparison: reads what is here once, then fills the plan."""

    def __init__(self, plan: Gebiedsplan, inhoud: Inhoud, herkomst: str, bijwerken: bool) -> None:
        self.plan, self.inhoud = plan, inhoud
        self.herkomst, self.bijwerken = herkomst, bijwerken
        self.boek = Grootboek(plan.gemeente)
        begin = f"BU{plan.gemeente[2:]}"
        buurten = Buurt.objects.filter(code__startswith=begin).select_related("wijk")
        self.buurten = {buurt.code: buurt for buurt in buurten}
        self.wijken = {wijk.cbs_code: wijk for wijk in Wijk.objects.exclude(cbs_code="")}
        cijfers = Kerncijfer.objects.filter(gebied_code__startswith=begin)
        self.cijfers = {cijfersleutel(c.gebied_code, c.onderwerp, c.jaar): c for c in cijfers}
        self.slugs = set(Wijk.objects.values_list("slug", flat=True))
        self.nieuwe_wijken: dict[str, str] = {}

    def vul(self, vlakken: Sequence[shapely.Geometry | None]) -> None:
        self._gemeente()
        buurten: list[Gebiedsregel] = []
        for rij, vlak in zip(self.inhoud.buurten, vlakken, strict=True):
            if vlak is None:
                self._weiger_te_klein(rij)
            elif bestaand := self.buurten.get(rij.kenmerk.code):
                buurten.append(self._bekende_buurt(rij, vlak, bestaand))
            else:
                buurten.append(self._nieuwe_buurt(rij, vlak))
        self._bekende_wijken()
        self.plan.regels += buurten
        self._verdwenen()

    def _gemeente(self) -> None:
        code, naam = self.plan.gemeente, self.plan.gemeentenaam
        if gemeente := Gemeente.objects.filter(code=code).first():
            self.plan.gemeentenaam = gemeente.naam
            return
        slug = _vrij(slugify(naam), set(Gemeente.objects.values_list("slug", flat=True)), code)
        na = {"naam": naam, "slug": slug}
        self._regel("gemeente", code, naam, "nieuw", [wijziging("gemeente", code, None, na)])

    def _regel(self, soort: str, sleutel: str, naam: str, lot: str, wijzigingen: list) -> None:
        self.plan.regels.append(Gebiedsregel(soort, sleutel, naam, lot, tuple(wijzigingen)))

    def _bron_omtrek(self) -> str:
        return _("%(bron)s, vereenvoudigd tot %(meter)s m") % {
            "bron": self.herkomst,
            "meter": TOLERANTIE_METER,
        }

    def _weiger_te_klein(self, rij: Buurtrij) -> None:
        reden = _("De omtrek is te klein om te tekenen.")
        goed = _("Goed is een gebied van minstens een paar meter breed.")
        self.plan.geweigerd.append(Weigering(rij.nummer, rij.kenmerk.code, reden, goed))

    # --- Buurten ------------------------------------------------------------------------------

    def _bekende_buurt(self, rij: Buurtrij, vlak: shapely.Geometry, oud: Buurt) -> Gebiedsregel:
        code = oud.code
        bron = {"naam": rij.kenmerk.naam, "omtrek": _geojson(vlak)}
        na = {veld: w for veld, w in bron.items() if self._neemt_over("buurt", oud, veld, w)}
        if "omtrek" in na and not vlak.covers(shapely.Point(oud.lon, oud.lat)):
            na |= _middelpunt(vlak)
        if na:
            na["bron"] = self._bron_omtrek()
        if code in self.boek.weg:
            na[IN_BRON] = True
        wijzigingen = [_gewijzigd("buurt", code, oud, na)] if na else []
        wijzigingen += self._cijfers(rij)
        lot = "gewijzigd" if wijzigingen else "ongewijzigd"
        lot = "terug" if code in self.boek.weg else lot
        return Gebiedsregel("buurt", code, rij.kenmerk.naam, lot, tuple(wijzigingen))

    def _neemt_over(self, model: str, oud: Any, veld: str, waarde: Any) -> bool:
        """Whether the value of the source goes in; what a human changed is named and stays.

        The name of a wijk is a choice of the people here, so only an import's own name gives way.
        """
        staat_er = getattr(oud, veld)
        if gelijk(veld, staat_er, waarde):
            return False
        sleutel = oud.code if model == "buurt" else oud.slug
        gevraagd = self.bijwerken and model == "buurt"
        if gevraagd or self.boek.is_van_ons(model, sleutel, veld, staat_er):
            return True
        wat = f"{model} {oud.naam} ({sleutel}): {veld}"
        self.plan.zo_gelaten.append(wat if veld == "omtrek" else f"{wat}, in de bron ‘{waarde}’")
        return False

    def _nieuwe_buurt(self, rij: Buurtrij, vlak: shapely.Geometry) -> Gebiedsregel:
        code, naam = rij.kenmerk.code, rij.kenmerk.naam
        punt = _middelpunt(vlak)
        na = {
            "naam": naam,
            "wijk": self._wijk_voor(rij, punt),
            "omtrek": _geojson(vlak),
            **punt,
            "bron": self._bron_omtrek(),
        }
        wijzigingen = [wijziging("buurt", code, None, na), *self._cijfers(rij)]
        return Gebiedsregel("buurt", code, naam, "nieuw", tuple(wijzigingen))

    def _verdwenen(self) -> None:
        for code in sorted(self.buurten.keys() - self.inhoud.genoemd):
            naam = self.buurten[code].naam
            if code in self.boek.weg:
                self.plan.al_weg.append(f"{naam} ({code})")
                continue
            weg = wijziging("buurt", code, {IN_BRON: True}, {IN_BRON: False})
            self._regel("buurt", code, naam, "verdwenen", [weg])

    def _cijfers(self, rij: Buurtrij) -> list[Wijziging]:
        """Give the figures that are new or other; without a year they say nothing."""
        code, jaar = rij.kenmerk.code, rij.kenmerk.jaar or self.inhoud.jaar
        if rij.kenmerk.cijfers and jaar is None:
            self._zeg(
                _("Bij de cijfers staat geen jaar, dus ze zijn niet gelezen. Geef --jaar op.")
            )
            return []
        gevonden = []
        for onderwerp, aantal in rij.kenmerk.cijfers.items():
            sleutel = cijfersleutel(code, onderwerp, jaar or 0)
            oud = self.cijfers.get(sleutel)
            if oud is None or oud.waarde != Decimal(aantal):
                voor = {"waarde": str(oud.waarde), "bron": oud.bron} if oud else None
                na = {"waarde": f"{aantal}.00", "bron": self.herkomst}
                gevonden.append(wijziging("kerncijfer", sleutel, voor, na))
        return gevonden

    # --- Wijken -------------------------------------------------------------------------------

    def _wijk_voor(self, rij: Buurtrij, punt: dict[str, float]) -> str:
        """Give the slug of the wijk that a new buurt goes to."""
        code = rij.kenmerk.wijk_code
        if uit := self._uit_buurt(punt):
            return uit.wijk.slug
        if code in self.wijken:
            return self.wijken[code].slug
        zelfde = [b.wijk.slug for b in self.buurten.values() if wijk_van(b.code) == code]
        if zelfde:
            slug = Counter(zelfde).most_common(1)[0][0]
            tekst = _("Buurt %(naam)s komt bij wijk %(slug)s. Verplaatsen kan in het beheer.")
            self._zeg(tekst % {"naam": rij.kenmerk.naam, "slug": slug})
            return slug
        return self.nieuwe_wijken.get(code) or self._nieuwe_wijk(code)

    def _uit_buurt(self, punt: dict[str, float]) -> Buurt | None:
        """Give the buurt on whose ground a new one lies, as when one was split or renumbered."""
        if not self.buurten:
            return None
        pk = buurt_van_punt(punt["lat"], punt["lon"])
        uit = next((b for b in self.buurten.values() if b.pk == pk), None)
        binnen = uit and shapely.geometry.shape(uit.omtrek).covers(
            shapely.Point(punt["lon"], punt["lat"])
        )
        return uit if binnen else None

    def _nieuwe_wijk(self, code: str) -> str:
        naam = self._wijknaam(code)
        slug = _vrij(slugify(naam), self.slugs, self.plan.gemeentenaam)
        self.slugs.add(slug)
        self.nieuwe_wijken[code] = slug
        na = {
            "gemeente": self.plan.gemeente,
            "naam": naam,
            "cbs_code": code,
            "zekerheid": "zeker",
            "bron": self.herkomst,
        }
        self._regel("wijk", slug, naam, "nieuw", [wijziging("wijk", slug, None, na)])
        if Stadsdeel.objects.filter(gemeente__code=self.plan.gemeente).exists():
            self._zeg(
                _("Wijk %s is nieuw en heeft nog geen stadsdeel. Kies dat in het beheer.") % naam
            )
        return slug

    def _wijknaam(self, code: str) -> str:
        naam = self.inhoud.wijknamen.get(code, "")
        if not naam:
            naam = _("Wijk %s") % code[-2:]
            self._zeg(_("De bron noemt geen naam voor %(code)s.") % {"code": code})
        return GENUMMERD.sub("", naam, count=1)[:100]

    def _bekende_wijken(self) -> None:
        """Rename the wijken that an import made, when the source renamed them."""
        for code in sorted({rij.kenmerk.wijk_code for rij in self.inhoud.buurten}):
            if not (wijk := self.wijken.get(code)):
                continue
            naam = self._wijknaam(code) if code in self.inhoud.wijknamen else wijk.naam
            if self._neemt_over("wijk", wijk, "naam", naam):
                anders = _gewijzigd("wijk", wijk.slug, wijk, {"naam": naam})
                self._regel("wijk", wijk.slug, naam, "gewijzigd", [anders])
            else:
                self._regel("wijk", wijk.slug, wijk.naam, "ongewijzigd", [])

    def _zeg(self, tekst: str) -> None:
        if tekst not in self.plan.let_op:
            self.plan.let_op.append(tekst)


def _gewijzigd(model: str, sleutel: str, oud: Any, na: Rij) -> Wijziging:
    voor = waarden(oud, na)
    if IN_BRON in na:
        voor[IN_BRON] = False
    return wijziging(model, sleutel, voor, na)


def _geojson(vlak: shapely.Geometry) -> Rij:
    """Give the outline as the database keeps it: lists, not tuples."""
    return json.loads(json.dumps(mapping(vlak)))


def _middelpunt(vlak: shapely.Geometry) -> dict[str, float]:
    punt = vlak.representative_point()
    return {"lat": round(punt.y, DECIMALEN), "lon": round(punt.x, DECIMALEN)}


def _vrij(slug: str, bezet: set[str], achter: str) -> str:
    """Give a slug that nobody has: as it is, with the municipality behind it, or with a number."""
    slug = slug[:80] or "gebied"
    lang = f"{slug}-{slugify(achter)}"[:95]
    kandidaten = [slug, lang, *(f"{lang}-{nummer}" for nummer in range(2, len(bezet) + 3))]
    return next(kandidaat for kandidaat in kandidaten if kandidaat not in bezet)
