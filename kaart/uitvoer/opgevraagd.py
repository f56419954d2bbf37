"""A question as the log of exports keeps it: without what was typed, and as a keyed print."""

from __future__ import annotations

from typing import Any

import orjson
from django.utils.crypto import salted_hmac

from organisaties.filter import OrganisatieFilter

GENOEMD = (*OrganisatieFilter.FACETTEN, "overleg")  # chosen from a list, so never a person's words


def filter_in_woorden(vraag: OrganisatieFilter) -> str:
    """Chosen options by name; of what was typed (a place may be a home) only that it was."""
    parts = []
    for name, value in vraag.gevraagd.items():
        chosen = value if isinstance(value, list) else [str(value)]
        parts.append(f"{name}={','.join(chosen)}" if name in GENOEMD else name)
    return " ".join(parts) or "geen"


def kenmerk(vraag: OrganisatieFilter, per: str) -> str:
    """Give the same 64 digits for the same question about the same rows, in whatever order."""
    asked = {name: _gewoon(name, value) for name, value in vraag.gevraagd.items()}
    asked.pop("sorteer", None)
    text = orjson.dumps([per, asked], option=orjson.OPT_SORT_KEYS)
    return salted_hmac("kaart.uitvoer.vraag", text, algorithm="sha256").hexdigest()


def _gewoon(name: str, value: Any) -> Any:
    if name == "bij":
        return [value.lat, value.lon]
    if name == "q":
        return " ".join(value.casefold().split())
    return sorted(value) if isinstance(value, list) else str(value)
