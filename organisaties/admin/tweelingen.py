"""Entries that what somebody is typing looks like: while typing, and once more when saving."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.urls.resolvers import URLPattern
from django.views.decorators.http import require_POST

from organisaties.dubbelen.vergelijken import Kandidaat, vergelijker
from organisaties.dubbelen.wegen import STERK
from organisaties.foto import Foto
from organisaties.models import Organisatie
from organisaties.woorden import keuzes

GETOOND = 5
_TEKST = ("naam", "postcode", "huisnummer", "toevoeging", "website")
_GENOEG = 3  # letters of a name before it says anything


@dataclass(frozen=True)
class Tweeling:
    """An entry that is there already, and why it may be the same place."""

    organisatie: Organisatie
    redenen: tuple[str, ...]
    sterk: bool


def beeld_uit_formulier(data: Mapping[str, Any]) -> Foto:
    """Read what the form holds so far; what cannot be read yet is left out."""
    beeld: Foto = {name: str(data.get(name, "")).strip()[:300] for name in _TEKST}
    slugs = {str(k.id): k.slug for k in keuzes("soort")}
    point = [_getal(data.get(name)) for name in ("lat", "lon")]
    contacts = [
        {name.rpartition("-")[2]: str(value)[:300]}
        for name, value in data.items()
        if name.startswith("contacten-") and name.endswith(("-telefoon", "-email"))
    ]
    return {
        **beeld,
        "soort": slugs.get(str(data.get("soort", "")), ""),
        "lat": None if None in point else point[0],
        "lon": None if None in point else point[1],
        "contacten": contacts,
    }


def _getal(tekst: Any) -> float | None:
    try:
        number = float(str(tekst).replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) <= 180 else None


def typende(beeld: Foto, pk: int = 0) -> list[Tweeling]:
    """Give the few likeliest entries, for who is still typing."""
    if len(beeld["naam"]) < _GENOEG and not beeld["huisnummer"]:
        return []
    return _opgehaald(vergelijker().kandidaten(beeld, behalve=pk, ruim=True)[:GETOOND])


def sterke(beeld: Foto) -> list[Tweeling]:
    """Give the entries that are so like it that nobody should make it again without a thought."""
    found = [k for k in vergelijker().kandidaten(beeld) if k.zeker or k.score >= STERK]
    return _opgehaald(found[:GETOOND])


def _opgehaald(found: list[Kandidaat]) -> list[Tweeling]:
    rows = Organisatie.objects.select_related("soort").in_bulk([k.id for k in found])
    return [
        Tweeling(rows[k.id], k.redenen, k.zeker or k.score >= STERK) for k in found if k.id in rows
    ]


class TweelingenMixin(admin.ModelAdmin):
    """Answers what a new entry looks like; a POST, so that no log keeps what was typed."""

    change_form_template = "admin/organisaties/dubbel_formulier.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.tweelingen))
        return [path("tweelingen/", view, name="organisaties_tweelingen"), *super().get_urls()]

    def tweelingen(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        found = typende(beeld_uit_formulier(request.POST))
        return render(request, "admin/organisaties/dubbel_lijst.html", {"tweelingen": found})
