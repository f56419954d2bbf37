"""Find the columns a source needs in the header of a file, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.basis import kort

GETOOND = 12  # columns named in a refusal
GEEN_LETTER = re.compile(r"[\W_]+")


def zoek_kolommen(
    kop: Sequence[str], gezocht: Mapping[str, Sequence[str]], verplicht: Collection[str]
) -> dict[str, str]:
    """Give for each field the column that holds it, as written in the file.

    ``gezocht`` names for each field the headers it may have, the best first. Case, accents, blanks
    and punctuation do not count: "E-mail adres" is "emailadres". Fields without a column are left
    out; raises BestandGeweigerd when one of ``verplicht`` is, or when two columns are one name.
    """
    present: dict[str, list[str]] = {}
    for name in kop:
        present.setdefault(vouw(name), []).append(name)
    found = {field: column for field, names in gezocht.items() if (column := _kies(present, names))}
    if missing := [gezocht[field][0] for field in gezocht if field in verplicht - found.keys()]:
        raise BestandGeweigerd(_ontbreekt(missing, kop))
    return found


def vouw(naam: str) -> str:
    """Fold a header to what counts: small letters without accents, and digits."""
    decomposed = unicodedata.normalize("NFKD", naam.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return GEEN_LETTER.sub("", plain) or naam.strip()


def _kies(present: Mapping[str, list[str]], names: Sequence[str]) -> str:
    for name in names:
        columns = present.get(vouw(name), [])
        if name in columns:
            return name
        if len(columns) > 1:
            raise BestandGeweigerd(
                f"De kolommen '{kort(columns[0])}' en '{kort(columns[1])}' betekenen hetzelfde."
                " Haal er één weg."
            )
        if columns:
            return columns[0]
    return ""


def _ontbreekt(missing: Sequence[str], kop: Sequence[str]) -> str:
    names = ", ".join(f"'{name}'" for name in missing)
    shown = ", ".join(f"'{kort(name, 30)}'" for name in kop[:GETOOND] if name)
    more = " en meer" if len(kop) > GETOOND else ""
    what = "de kolom" if len(missing) == 1 else "de kolommen"
    verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
    return f"In het bestand {verb} {what} {names}. Wel gevonden: {shown}{more}."
