"""Business words as QuerySets: what the users call things, said once.

Imported by the models, so this module knows the areas (``wijken``) and no model of this room by
name; it reaches them through ``self.model``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from organisaties.termijnen import maanden_terug
from wijken.boom import boom

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker

KM_PER_GRAAD = 111.195  # mean length of a degree of latitude on a sphere of radius 6371 km


@dataclass(frozen=True)
class Gebied:
    """A question about place, as sets of keys: where to look, and which areas cover it.

    ``wijken`` and ``buurten`` are where an entry may lie; a werkgebied counts when it names one of
    ``wijken``, one of ``stadsdelen`` or one of ``gemeenten``.
    """

    wijken: frozenset[int]
    buurten: frozenset[int]
    stadsdelen: frozenset[int]
    gemeenten: frozenset[int]

    @classmethod
    def van_wijken(cls, wijk_ids: Iterable[int]) -> Gebied:
        """Take the asked wijken with their parts and the whole that they are part of."""
        tree = boom()
        asked = list(wijk_ids)
        wijken = frozenset().union(*(tree.kring(pk) for pk in asked))
        nodes = [tree.wijken[pk] for pk in asked]
        return cls(
            wijken,
            tree.buurten_van(wijken),
            frozenset(node.stadsdeel_id for node in nodes if node.stadsdeel_id),
            frozenset(node.gemeente_id for node in nodes),
        )

    @classmethod
    def van_stadsdelen(cls, stadsdeel_ids: Iterable[int]) -> Gebied:
        """All wijken of the asked stadsdelen."""
        tree = boom()
        asked = frozenset(stadsdeel_ids)
        wijken = frozenset().union(*(tree.wijken_van(pk) for pk in asked))
        gemeenten = frozenset(tree.stadsdelen[pk].gemeente_id for pk in asked)
        return cls(wijken, tree.buurten_van(wijken), asked, gemeenten)


class Ligging(models.IntegerChoices):
    """How an entry relates to the asked area; also the order in which results come."""

    GEVESTIGD = 0, "gevestigd"
    WERKT = 1, "werkt"
    STADSBREED = 2, "stadsbreed"
    ELDERS = 3, "elders"


class OrganisatieQuerySet(models.QuerySet):
    """Entries, asked in the words of the users."""

    def gepubliceerd(self) -> Self:
        """Keep what a visitor may find: published, also when closed for the time being."""
        status = self.model.Status
        return self.filter(status__in=[status.GEPUBLICEERD, status.TIJDELIJK_GESLOTEN])

    def echt(self) -> Self:
        """Without the invented examples: what a statistic counts."""
        return self.filter(voorbeeld=False)

    def levend(self) -> Self:
        """Without entries that were merged into another one: those are only history."""
        return self.filter(opgegaan_in=None)

    def netwerken(self) -> Self:
        return self.filter(overleg__isnull=False)

    def zichtbaar_voor(self, gebruiker: Gebruiker | AnonymousUser) -> Self:
        """Keep what is published; staff see all, an organisation its own entries as well."""
        from organisaties import rechten  # noqa: PLC0415 -- rechten reads the models

        if rechten.ziet_ongepubliceerd(gebruiker):
            return self.levend()
        if own := rechten.eigen_organisaties(gebruiker):
            status = self.model.Status
            shown = [status.GEPUBLICEERD, status.TIJDELIJK_GESLOTEN]
            return self.levend().filter(Q(status__in=shown) | Q(pk__in=own))
        return self.gepubliceerd()

    def op_balie_van(self, gebruiker: Gebruiker) -> Self:
        """Keep what this user looks after: of the own areas, of a beheerder all."""
        from organisaties import rechten, toewijzing  # noqa: PLC0415 -- they read the models

        own = rechten.rol(gebruiker)
        if own == rechten.Rol.BEHEERDER:
            return self.all()
        if own != rechten.Rol.KWARTIERMAKER:
            return self.none()
        return self.filter(toewijzing.op_balie(toewijzing.bereik_van(gebruiker)))

    # --- how true ---------------------------------------------------------------------------------

    def binnen_termijn(self, dag: date) -> Self:
        """Keep what was checked so recently that, for its kind, the check still holds."""
        return self.filter(self._gecontroleerd(dag))

    def buiten_termijn(self, dag: date) -> Self:
        """Keep what was never checked, or too long ago for its kind."""
        return self.exclude(self._gecontroleerd(dag))

    def _gecontroleerd(self, dag: date) -> Q:
        """Months cannot be reckoned alike in both databases, so each term gets its own day."""
        kinds = self.model._meta.get_field("soort").related_model.objects
        terms = kinds.order_by().values_list("controle_maanden", flat=True).distinct()
        asked = Q(pk__in=[])
        for months in terms:
            since = maanden_terug(dag, months)
            asked |= Q(soort__controle_maanden=months, gecontroleerd_op__gte=since)
        return asked

    def met_laatste_wachttijd(self) -> Self:
        """Annotate ``wacht_op`` and ``wacht_weken`` of the newest report; None without any."""
        reports = self.model._meta.get_field("wachttijden").related_model.objects
        newest = reports.filter(organisatie=OuterRef("pk")).order_by("-gemeld_op", "-pk")
        return self.annotate(
            wacht_op=Subquery(newest.values("gemeld_op")[:1]),
            wacht_weken=Subquery(newest.values("weken")[:1]),
        )

    # --- where ---------------------------------------------------------------------------------

    def gevestigd_in(self, gebied: Gebied) -> Self:
        return self.filter(self._gevestigd(gebied))

    def actief_in(self, gebied: Gebied) -> Self:
        """Located in the area or serving it, also city-wide."""
        return self.filter(self._gevestigd(gebied) | self._werkt(gebied, stadsbreed=True))

    def werkt_in(self, gebied: Gebied) -> Self:
        """Keep what serves the area, city-wide included."""
        return self.filter(self._werkt(gebied, stadsbreed=True))

    def met_ligging(self, gebied: Gebied) -> Self:
        """Annotate ``ligging``: located there, working there, city-wide, or elsewhere."""
        return self.annotate(
            ligging=Case(
                When(self._gevestigd(gebied), then=Value(Ligging.GEVESTIGD)),
                When(self._werkt(gebied), then=Value(Ligging.WERKT)),
                When(self._stadsbreed(gebied), then=Value(Ligging.STADSBREED)),
                default=Value(Ligging.ELDERS),
                output_field=models.PositiveSmallIntegerField(),
            )
        )

    @staticmethod
    def _gevestigd(gebied: Gebied) -> Q:
        """Let a wijk set by hand decide; without one, the buurt that the point falls in."""
        return Q(wijk_id__in=gebied.wijken) | Q(wijk_id=None, buurt_id__in=gebied.buurten)

    def _werkt(self, gebied: Gebied, *, stadsbreed: bool = False) -> Q:
        areas = Q(wijk_id__in=gebied.wijken) | Q(stadsdeel_id__in=gebied.stadsdelen)
        if stadsbreed:
            areas |= Q(gemeente_id__in=gebied.gemeenten)
        return Q(pk__in=self._werkgebieden().filter(areas).values("organisatie_id"))

    def _stadsbreed(self, gebied: Gebied) -> Q:
        areas = self._werkgebieden().filter(gemeente_id__in=gebied.gemeenten)
        return Q(pk__in=areas.values("organisatie_id"))

    def _werkgebieden(self) -> models.QuerySet:
        return self.model._meta.get_field("werkgebieden").related_model.objects.all()

    # --- near ----------------------------------------------------------------------------------

    def met_afstand(self, lat: float, lon: float) -> Self:
        """Annotate ``afstand2``: the squared distance in km² to a point in WGS84 degrees.

        A flat approximation around the asked point: within 0.1 % over the size of a city.
        """
        km_lon = KM_PER_GRAAD * math.cos(math.radians(lat))
        north = (F("lat") - Value(lat)) * Value(KM_PER_GRAAD)
        east = (F("lon") - Value(lon)) * Value(km_lon)
        return self.annotate(
            afstand2=ExpressionWrapper(north * north + east * east, output_field=FloatField())
        )

    def binnen(self, lat: float, lon: float, km: float) -> Self:
        """Keep entries whose point lies within ``km``, found by the index on the point."""
        return self.met_afstand(lat, lon).filter(kader(lat, lon, km), afstand2__lte=km * km)

    def dichtbij(self, lat: float, lon: float, km: float | None = None) -> Self:
        """Entries with a point, nearest first, within ``km`` if given."""
        near = self.binnen(lat, lon, km) if km is not None else self.met_afstand(lat, lon)
        return near.filter(lat__isnull=False).order_by("afstand2", "naam", "pk")

    # --- age and cost: unknown still counts -----------------------------------------------------

    def voor_leeftijd(self, maanden: int) -> Self:
        """Open to a child of this age in months; an unknown bound does not exclude."""
        return self.filter(
            Q(leeftijd_van__isnull=True) | Q(leeftijd_van__lte=maanden),
            Q(leeftijd_tot__isnull=True) | Q(leeftijd_tot__gt=maanden),
        )

    def met_kosten(self, soorten: Iterable[str]) -> Self:
        """With one of these costs; unknown still counts."""
        return self.filter(kosten__in=["", *soorten])


def kader(lat: float, lon: float, km: float) -> Q:
    """Give the box of ``km`` around a point, which an index on the point can answer."""
    d_lat = km / KM_PER_GRAAD
    d_lon = km / (KM_PER_GRAAD * max(math.cos(math.radians(lat)), 0.01))
    return Q(lat__range=(lat - d_lat, lat + d_lat), lon__range=(lon - d_lon, lon + d_lon))


class ContactQuerySet(models.QuerySet):
    """Ways to reach somebody."""

    def algemeen(self) -> Self:
        return self.filter(vorm=self.model.Vorm.ALGEMEEN)

    def personen(self) -> Self:
        return self.filter(vorm=self.model.Vorm.PERSOON)

    def aanwezig(self) -> Self:
        """Without who left, and who was hidden because nobody confirmed them."""
        return self.filter(vertrokken_op=None, verborgen_op=None)

    def zichtbaar_voor(self, gebruiker: Any) -> Self:
        """Keep what this user may see, as ``organisaties.rechten`` decides."""
        return self.te_bewerken_door(gebruiker).aanwezig()

    def te_bewerken_door(self, gebruiker: Any) -> Self:
        """Keep also who left and who was hidden: for a form, where they can be mended."""
        from organisaties import rechten  # noqa: PLC0415 -- rechten reads the models

        seen = Q(vorm=self.model.Vorm.ALGEMEEN) | Q(
            zichtbaarheid__in=rechten.zichtbaarheden(gebruiker)
        )
        if own := rechten.eigen_organisaties(gebruiker):
            seen |= Q(organisatie_id__in=own)
        return self.filter(seen)
