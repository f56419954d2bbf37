"""Before anything is measured: both sides must give the same answer."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from organisaties.filter import OrganisatieFilter
from organisaties.index import tellingen
from organisaties.woorden import keuzes
from tests.bench import kaal as bare
from tests.bench.vragen import antwoord
from tests.bench.werk import POSTCODE, VRAAG, nabij
from wijken import versie


def controleer(kaal: bare.Kaal) -> None:
    """Raises ``AssertionError`` where product and limit differ."""
    with versie.vastgehouden():
        for vraag in ({}, VRAAG):
            _zelfde_tellingen(kaal, vraag)
            _zelfde_bladzijde(kaal, vraag)
    _zelfde_kaart(kaal)
    near = json.loads(bare.dichtbij(kaal, POSTCODE))
    _gelijk([row["rij"][0] for row in near], [k.organisatie.pk for k in nabij()])


def _gelijk(limit: Any, product: Any) -> None:
    if limit != product:
        raise AssertionError(f"verschil: {limit!r} tegenover {product!r}"[:2000])


def _filter(vraag: dict[str, str]) -> OrganisatieFilter:
    data = QueryDict(mutable=True)
    data.update(vraag)
    return OrganisatieFilter(data)


def _zelfde_tellingen(kaal: bare.Kaal, vraag: dict[str, str]) -> None:
    mine = tellingen(_filter(vraag))
    limit = bare.tellingen(kaal, bare.Vraag(kaal, **vraag))
    unknown = limit["kosten"].get("", 0)
    for name, counts in mine.items():
        extra = unknown if name == "kosten" else 0
        keys = {k.slug: k.id for k in keuzes(name)}
        shown = {slug: n for slug, n in counts.items() if n}
        found = {slug: limit[name].get(key, 0) + extra for slug, key in keys.items()}
        _gelijk({slug: n for slug, n in found.items() if n}, shown)


def _zelfde_bladzijde(kaal: bare.Kaal, vraag: dict[str, str]) -> None:
    limit = json.loads(bare.bladzijde(kaal, **vraag))["rijen"]
    mine = _filter(vraag).op_volgorde()[:25]
    _gelijk([row["rij"][0] for row in limit], [row.pk for row in mine])


def _zelfde_kaart(kaal: bare.Kaal) -> None:
    query = "&".join(f"{name}={value}" for name, value in VRAAG.items())
    mine = json.loads(b"".join(antwoord(f"/punten.json?{query}&zoom=15")))
    limit = json.loads(bare.kaart_plekken(kaal, **VRAAG))
    _gelijk(sorted(p[5] for p in limit["punten"]), sorted(p[5] for p in mine["punten"]))
    far = json.loads(b"".join(antwoord("/punten.json?zoom=11")))
    limit = json.loads(bare.kaart_ver(kaal))
    _gelijk(
        {tuple(row) for row in limit["gebieden"]},
        {(slug, naam, *counts) for slug, naam, _lat, _lon, *counts in far["gebieden"]},
    )
