"""The content that the product comes with: vocabularies, the two area plans, schools, examples.

Read from ``fixtures/``; each set is a source of its own and goes through plan and apply like any
register, so a second run loses nothing that people changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from organisaties.foto import Foto
from organisaties.invoer.bron import Bestand, Bron, Lezing, Rij, vaste_uuid
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.toepassen import pas_toe
from organisaties.models import Groep, Invoer, Soort
from organisaties.velden import VOCABULAIRES
from wijken import versie

FIXTURES: Path = settings.BASE_DIR / "fixtures"
GEMEENTE = "GM0518"  # whose content this is
BRONNEN = {"duo": "scholen.json", "plannen": "plannen.json", "voorbeelden": "voorbeelden.json"}


def laad_vocabulaire() -> int:
    """Add the words that are missing; words that exist are left as people made them."""
    data = json.loads((FIXTURES / "vocabulaire.json").read_text(encoding="utf-8"))
    with transaction.atomic():
        added = _voeg_toe(Groep, data["groepen"])
        groups = dict(Groep.objects.values_list("slug", "pk"))
        kinds = [{**term, "groep_id": groups[term["groep"]]} for term in data["soorten"]]
        added += _voeg_toe(Soort, [{k: v for k, v in t.items() if k != "groep"} for t in kinds])
        for name, model in VOCABULAIRES.items():
            added += _voeg_toe(model, data[name])
        if added:
            versie.ophogen()
    return added


def _voeg_toe(model: type[Any], terms: list[dict[str, Any]]) -> int:
    known = set(model.objects.values_list("slug", flat=True))
    return len(model.objects.bulk_create(model(**t) for t in terms if t["slug"] not in known))


def laad_bron(bron: str, *, opnieuw: bool = False) -> Invoer | None:
    """Plan and apply one supplied set; None when the same file was read before, in full.

    With ``opnieuw`` it is read all the same, so that what was removed since comes back.
    """
    paths = [FIXTURES / BRONNEN[bron]]
    if bron == "duo":
        paths.append(FIXTURES / BRONNEN["plannen"])  # what the plans add to schools
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    data = json.loads(paths[0].read_text(encoding="utf-8"))
    if not opnieuw and _is_gelezen(bron, mark, data["peildatum"]):
        return None
    file = Bestand(paths[0].name, mark, data["peildatum"])
    source = Bron(bron, data["bron"], lees=lambda _path, _report: iter(()), plaatst=False)
    invoer = maak_plan(Lezing(source, file, _rijen(bron, data), terughalen=opnieuw))
    pas_toe(invoer)
    return invoer


def _is_gelezen(bron: str, vingerafdruk: str, peildatum: str) -> bool:
    """Whether this set was read before, in full, or the register itself came in at a later date.

    What is supplied may be years old: it must not go over what a refresh brought since.
    """
    applied = Invoer.objects.filter(bron=bron, stand=Invoer.Stand.TOEGEPAST)
    if applied.filter(peildatum__gt=peildatum).exists():
        return True
    same = applied.filter(vingerafdruk=vingerafdruk).first()
    return same is not None and not same.tellingen.get("geweigerd")


def _rijen(bron: str, data: dict[str, Any]) -> Iterator[Rij]:
    extra = _aanvullingen() if bron == "duo" else {}
    for number, entry in enumerate(data["organisaties"], start=1):
        key = entry["sleutel"]
        values = _foto(bron, {**entry, **extra.get(key, {})})
        yield Rij(number, key, values)


def _aanvullingen() -> dict[str, dict[str, Any]]:
    """Read what the plans say about schools of the register, by the school's key there."""
    data = json.loads((FIXTURES / BRONNEN["plannen"]).read_text(encoding="utf-8"))
    skip = {"bron", "sleutel", "plan_naam"}
    return {
        row["sleutel"]: {k: v for k, v in row.items() if k not in skip}
        for row in data["aanvullingen"]
    }


def _foto(bron: str, entry: dict[str, Any]) -> Foto:
    """Give a supplied entry in the form of a photograph."""
    key = entry["sleutel"]
    values = {k: v for k, v in entry.items() if k not in {"sleutel", "wachttijd"}}
    values["uuid"] = vaste_uuid(bron, key)
    values["voorbeeld"] = bron == "voorbeelden"
    if entry.get("wachttijd"):
        values["wachttijden"] = [entry["wachttijd"]]
    if entry.get("koepel"):
        values["koepel"] = vaste_uuid(bron, entry["koepel"])
    if overleg := entry.get("overleg"):
        members = [vaste_uuid(bron, lid) for lid in overleg["leden"]]
        values["overleg"] = {**overleg, "leden": members}
    return values | {name: entry.get(name, []) for name in ("contacten", "personen")}
