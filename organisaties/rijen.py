"""From a photograph to the columns of an entry, and what follows from it.

The web address from the name, the buurt from the point, the search text from the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from organisaties.foto import DATUM, GETAL, INGANGEN, KOLOMMEN, VERWIJZING, Foto
from organisaties.keuring import Fout, Geweigerd
from organisaties.models import Organisatie, Soort
from organisaties.velden import HANGENDE, ids_van
from organisaties.velden.basis import als_uuid
from organisaties.zoeken import zoektekst
from wijken import versie
from wijken.boom import boom
from wijken.models import Wijk
from wijken.vlakken import buurt_van_punt

LEEG: Foto = {
    **dict.fromkeys(KOLOMMEN, ""),
    **dict.fromkeys((*GETAL, *DATUM, "tolk_mogelijk", "ve")),
    **dict.fromkeys(VERWIJZING),
    "status": Organisatie.Status.CONCEPT.value,
    "voorbeeld": False,
    **{name: field.leeg() for name, field in HANGENDE.items()},
}


# The columns of an entry, but for its own key.
RIJ = tuple(f.attname for f in Organisatie._meta.concrete_fields if not f.primary_key)


def zelfde_gebieden() -> AbstractContextManager[str]:
    """Look up many points on one version of the areas: without it every point asks which."""
    return versie.vastgehouden(versie.huidige())


def onthoud_gebieden() -> None:
    """Have the areas in memory before the first write: nothing is remembered during one."""
    boom()
    buurt_van_punt(0.0, 0.0)


def afgeleid(beeld: Foto) -> dict[str, Any]:
    point = (beeld["lat"], beeld["lon"])
    overleg = beeld["overleg"] or {}
    texts = [beeld[name] for name in ("naam", "samenvatting", "omschrijving", "voor_professionals")]
    texts += [beeld["straat"], overleg.get("voor_wie", ""), overleg.get("doel", "")]
    tokens = [f"s:{beeld['soort']}"]
    tokens += [f"o:{slug}" for slug in beeld["ondersteuning"]]
    tokens += [f"d:{slug}" for slug in beeld["doelgroepen"]]
    tokens += [f"t:{slug}" for slug in beeld["talen"]]
    return {
        "buurt_id": None if None in point else buurt_van_punt(*point),
        "zoektekst": zoektekst(texts, tokens),
    }


def verwijzingen(rijen: Sequence[Foto]) -> dict[str, dict[str, int]]:
    soorten = {rij["soort"] for rij in rijen if rij.get("soort")}
    wijken = {rij["wijk"] for rij in rijen if rij.get("wijk")}
    return {
        "soort": of_weiger("soort", ids_van, Soort, "slug", soorten, "Soort"),
        "wijk": of_weiger("wijk", ids_van, Wijk, "slug", wijken, "Wijk"),
    }


def kolommen(values: Foto, refs: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Give the values as the model's own attributes; other entries follow when all exist."""
    typed = {name: values[name] for name in KOLOMMEN if name in values}
    for name in DATUM:
        if typed.get(name):
            typed[name] = date.fromisoformat(typed[name])
    for name, ids in refs.items():
        if name in values:
            typed[f"{name}_id"] = ids[values[name]] if values[name] else None
    typed |= {f"{name}_id": None for name in INGANGEN if name in values and not values[name]}
    return typed


def als_rijen(clean: Sequence[Foto]) -> Iterator[tuple[Any, ...]]:
    """Give new entries as rows of values, in the order of ``RIJ``."""
    refs = verwijzingen(clean)
    now = timezone.now()
    fixed = {"aangemaakt": now, "gewijzigd": now, **{f"{name}_id": None for name in INGANGEN}}
    for beeld in clean:
        row = {**kolommen(beeld, refs), **fixed, **afgeleid(beeld)}
        row["uuid"] = als_uuid(beeld["uuid"])
        yield tuple(row[name] for name in RIJ)


def geef_slugs(clean: Sequence[Foto], bezet: set[str] | None = None) -> None:
    """Give a web address to every entry that has none yet: from its name, numbered when taken.

    ``bezet`` are the addresses in use, for who gives them a portion at a time; it grows along.
    """
    if all(beeld["slug"] for beeld in clean):
        return
    taken = bezet if bezet is not None else bezette_slugs()
    taken |= {beeld["slug"] for beeld in clean if beeld["slug"]}
    last: dict[str, int] = {}
    for beeld in clean:
        if not beeld["slug"]:
            beeld["slug"] = _vrije_slug(slugify(beeld["naam"])[:100] or "organisatie", taken, last)
            taken.add(beeld["slug"])


def bezette_slugs() -> set[str]:
    return set(Organisatie.objects.values_list("slug", flat=True))


def _vrije_slug(base: str, taken: set[str], last: dict[str, int]) -> str:
    if base not in taken:
        return base
    number = last.get(base, 2)
    while f"{base}-{number}" in taken:
        number += 1
    last[base] = number + 1
    return f"{base}-{number}"


def of_weiger(name: str, function: Any, *args: Any) -> Any:
    """Run it; an unknown reference becomes a refusal that names the field."""
    try:
        return function(*args)
    except ValueError as error:
        raise Geweigerd([Fout(0, name, str(error))]) from None
