"""Entries as a table, out and in: one row each, Dutch columns, words instead of codes."""

from .formaten import FORMATEN
from .inlezen import persoonlijke_koppen
from .kolommen import PERSOONSKOLOMMEN
from .resource import OrganisatieTabel
from .sjabloon import sjabloon_csv, sjabloon_xlsx

__all__ = [
    "FORMATEN",
    "PERSOONSKOLOMMEN",
    "OrganisatieTabel",
    "persoonlijke_koppen",
    "sjabloon_csv",
    "sjabloon_xlsx",
]
