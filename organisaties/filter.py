"""The one definition of what can be asked of the map.

Page, points, exports and API all read a query string through ``OrganisatieFilter``: several values
of one parameter widen (or), different parameters narrow (and). ``qs`` is the set that answers;
``op_volgorde()`` is the same set in the order of the list, with what the screen says about each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import BooleanField, Case, Exists, F, Q, Value, When
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from organisaties import zoeken
from organisaties.deelname import Deelname
from organisaties.filtervelden import (
    MAX_SLUG,
    FilterForm,
    KeuzesFilter,
    LeeftijdFilter,
    OverlegFilter,
    PlekFilter,
    StraalFilter,
)
from organisaties.models import Organisatie
from organisaties.querysets import Gebied, OrganisatieQuerySet, kader
from organisaties.woorden import keuzes
from wijken.boom import boom
from wijken.postcodes import Plek

KRINGEN = (1, 3, 9)  # km; the circles in which the nearest are looked for


class OrganisatieFilter(django_filters.FilterSet):
    """What can be asked. The names of the parameters keep meaning what they mean."""

    q = django_filters.CharFilter(method="zoek", label=_("Zoeken"), max_length=200)
    stadsdeel = KeuzesFilter("stadsdeel", method="in_stadsdeel", label=_("Stadsdeel"))
    wijk = KeuzesFilter("wijk", method="in_wijk", label=_("Wijk"))
    bij = PlekFilter(method="dichtbij", label=_("In de buurt van"), max_length=60)
    straal = StraalFilter(method="niets", label=_("Hoogstens zo ver"), max_length=10)
    leeftijd = LeeftijdFilter(method="voor_leeftijd", label=_("Leeftijd"), max_length=10)
    ondersteuning = KeuzesFilter("ondersteuning", method="met_woord", label=_("Waarbij"))
    soort = KeuzesFilter("soort", method="met_soort", label=_("Soort"))
    doelgroep = KeuzesFilter("doelgroep", method="met_woord", label=_("Voor wie"))
    toegang = KeuzesFilter("toegang", method="met_woord", label=_("Hoe komt u binnen"))
    kosten = KeuzesFilter("kosten", method="met_kosten", label=_("Kosten"))
    taal = KeuzesFilter("taal", method="met_woord", label=_("Taal die men spreekt"))
    overleg = OverlegFilter(method="van_overleg", label=_("Overleg"), max_length=MAX_SLUG)
    sorteer = django_filters.ChoiceFilter(
        method="niets",
        label=_("Volgorde"),
        empty_label=_("Beste eerst"),
        choices=[("naam", _("Naam")), ("afstand", _("Afstand")), ("nieuw", _("Laatst bijgewerkt"))],
        error_messages={"invalid_choice": _("Die volgorde kennen we niet. Kies uit de lijst.")},
    )

    KOLOM = {"ondersteuning": "ondersteuning", "doelgroep": "doelgroepen", "taal": "talen",
             "toegang": "toegang"}  # fmt: skip
    FACETTEN = ("stadsdeel", "wijk", "ondersteuning", "soort", "doelgroep", "toegang", "kosten",
                "taal")  # fmt: skip

    class Meta:
        model = Organisatie
        form = FilterForm
        fields: list[str] = []

    def __init__(
        self, data: QueryDict | None, queryset: OrganisatieQuerySet | None = None, **kwargs: Any
    ) -> None:
        self.van_alles = queryset is None  # asked of everything that is published
        base = Organisatie.objects.gepubliceerd() if queryset is None else queryset
        super().__init__(QueryDict() if data is None else data, base.order_by(), **kwargs)

    @property
    def qs(self) -> OrganisatieQuerySet:
        """The set that answers; nothing while the question is wrong, never a part of the answer."""
        return super().qs if self.is_valid() else self.queryset.none()

    @property
    def gevraagd(self) -> dict[str, Any]:
        """The parameters that were filled in, cleaned."""
        cleaned = self.form.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in cleaned.items() if value not in (None, "", [])}

    @property
    def plek(self) -> Plek | None:
        return self.gevraagd.get("bij")

    @property
    def gebied(self) -> Gebied | None:
        """The area that was asked: the wijken, else the stadsdelen, else where ``bij`` lies."""
        tree, asked = boom(), self.gevraagd
        if slugs := asked.get("wijk"):
            return Gebied.van_wijken(tree.wijk_op_slug[s].id for s in slugs)
        if slugs := asked.get("stadsdeel"):
            return Gebied.van_stadsdelen(tree.stadsdeel_op_slug[s].id for s in slugs)
        if self.plek and self.plek.wijken:
            return Gebied.van_wijken(self.plek.wijken)
        return None

    def zonder(self, *namen: str) -> OrganisatieFilter:
        """Ask the same without some parameters."""
        data = self.data.copy()
        for naam in namen:
            data.pop(naam, None)
        if "bij" in namen:
            data.pop("straal", None)
            if data.get("sorteer") == "afstand":
                data.pop("sorteer")
        return OrganisatieFilter(data, None if self.van_alles else self.queryset)

    # --- one method a parameter ------------------------------------------------------------------

    def zoek(self, qs: OrganisatieQuerySet, _naam: str, vraag: str) -> OrganisatieQuerySet:
        return qs.filter(zoeken.zoek(vraag))

    def in_stadsdeel(
        self, qs: OrganisatieQuerySet, _naam: str, slugs: list[str]
    ) -> OrganisatieQuerySet:
        ids = [boom().stadsdeel_op_slug[slug].id for slug in slugs]
        return qs.actief_in(Gebied.van_stadsdelen(ids)) if ids else qs

    def in_wijk(self, qs: OrganisatieQuerySet, _naam: str, slugs: list[str]) -> OrganisatieQuerySet:
        ids = [boom().wijk_op_slug[slug].id for slug in slugs]
        return qs.actief_in(Gebied.van_wijken(ids)) if ids else qs

    def met_soort(
        self, qs: OrganisatieQuerySet, _naam: str, slugs: list[str]
    ) -> OrganisatieQuerySet:
        return qs.filter(soort_id__in=_ids("soort", slugs)) if slugs else qs

    def met_woord(
        self, qs: OrganisatieQuerySet, naam: str, slugs: list[str]
    ) -> OrganisatieQuerySet:
        if not slugs:
            return qs
        field = Organisatie._meta.get_field(self.KOLOM[naam])
        through, column = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id__in"
        rows = through.objects.filter(**{column: _ids(naam, slugs)})
        return qs.filter(pk__in=rows.values("organisatie_id"))

    def met_kosten(
        self, qs: OrganisatieQuerySet, _naam: str, waarden: list[str]
    ) -> OrganisatieQuerySet:
        return qs.met_kosten(waarden) if waarden else qs

    def voor_leeftijd(
        self, qs: OrganisatieQuerySet, _naam: str, maanden: int
    ) -> OrganisatieQuerySet:
        return qs.voor_leeftijd(maanden)

    def dichtbij(self, qs: OrganisatieQuerySet, _naam: str, plek: Plek) -> OrganisatieQuerySet:
        """Within the asked distance, or serving the wijk of that place; without distance: all."""
        km = self.form.cleaned_data.get("straal")
        if km is None:
            return qs
        near = Q(pk__in=Organisatie.objects.binnen(plek.lat, plek.lon, km).values("pk"))
        return qs.filter(near | self._van_de_wijk(plek))

    def van_overleg(
        self, qs: OrganisatieQuerySet, _naam: str, overleg: Deelname
    ) -> OrganisatieQuerySet:
        return qs.filter(overleg.ingangen())

    def niets(self, qs: OrganisatieQuerySet, _naam: str, _waarde: Any) -> OrganisatieQuerySet:
        """For parameters that do not narrow: the order, and the distance that goes with ``bij``."""
        return qs

    # --- the order of the list -------------------------------------------------------------------

    def op_volgorde(self) -> OrganisatieQuerySet:
        """Give the answer as the list shows it, with what the screen says about each row.

        Adds ``onbekend`` (age or cost unknown, when asked), ``ligging`` (when an area was asked)
        and ``afstand2``, ``nabij`` (when a place was asked).
        """
        asked, qs = self.gevraagd, self.qs
        order: list[Any] = []
        distance = F("afstand2").asc(nulls_last=True)  # the databases each put NULL elsewhere
        if self.gebied:
            qs = qs.met_ligging(self.gebied)
        if unknown := self._onbekend():
            qs = qs.annotate(onbekend=_waar(unknown))
            order.append("onbekend")
        if self.plek:
            qs = self._met_afstand(qs, self.plek)
            order += ["nabij", distance]
        if self.gebied:
            order.append("ligging")
        if asked.get("sorteer") == "naam":
            order = []
        if asked.get("sorteer") == "nieuw":
            order = ["-gewijzigd"]
        if asked.get("sorteer") == "afstand":
            order = ["nabij", distance]
        return qs.order_by(*order, Lower("naam"), "pk")

    def deel(self, van: int, tot: int) -> OrganisatieQuerySet:
        """Give rows ``van`` to ``tot`` of the list; near a place no farther than needed."""
        rows = self.op_volgorde()
        return (rows.filter(self._dichtst(tot)) if self._op_afstand() else rows)[van:tot]

    def _op_afstand(self) -> bool:
        """Say whether nothing comes before the distance in the order."""
        return self.plek is not None and not (
            self._onbekend() or self.gevraagd.get("sorteer", "afstand") != "afstand"
        )

    def _dichtst(self, aantal: int) -> Q:
        """Match a circle that holds at least so many of the answer; all of it when none does.

        Every circle is asked in one query, of any one row, so that the number of queries never
        depends on how many entries lie near; the database stops at the last one needed.
        """
        lat, lon = self.plek.lat, self.plek.lon
        holds = [Exists(self.qs.binnen(lat, lon, km)[aantal - 1 : aantal]) for km in KRINGEN]
        for answers in Organisatie.objects.order_by().values_list(*holds)[:1]:
            for km, enough in zip(KRINGEN, answers, strict=True):
                if enough:
                    return kader(lat, lon, km) & Q(afstand2__lte=km * km)
        return Q()

    def _onbekend(self) -> Q | None:
        unknown = Q()
        if "leeftijd" in self.gevraagd:
            unknown |= Q(leeftijd_van__isnull=True, leeftijd_tot__isnull=True)
        if "kosten" in self.gevraagd:
            unknown |= Q(kosten="")
        return unknown or None

    def _met_afstand(self, qs: OrganisatieQuerySet, plek: Plek) -> OrganisatieQuerySet:
        """First what is near, then what serves the wijk, then the rest; no point: no distance."""
        km = self.gevraagd.get("straal")
        near = Q(lat__isnull=False)
        if km is not None:
            near = kader(plek.lat, plek.lon, km) & Q(afstand2__lte=km * km)
        qs = qs.met_afstand(plek.lat, plek.lon)
        rank = Case(When(near, then=0), When(self._van_de_wijk(plek), then=1), default=2)
        return qs.annotate(nabij=rank)

    def _van_de_wijk(self, plek: Plek) -> Q:
        """Match what serves the wijk of the place, or is known to lie in it without a point."""
        if not plek.wijken:
            return Q(pk__in=[])
        area = Gebied.van_wijken(plek.wijken)
        served = Organisatie.objects.werkt_in(area)
        inside = Organisatie.objects.gevestigd_in(area).filter(lat__isnull=True)
        return Q(pk__in=served.values("pk")) | Q(pk__in=inside.values("pk"))


def _ids(lijst: str, slugs: Iterable[str]) -> list[int]:
    by_slug = {keuze.slug: keuze.id for keuze in keuzes(lijst)}
    return [by_slug[slug] for slug in slugs]


def _waar(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
