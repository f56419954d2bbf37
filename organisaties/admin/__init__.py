"""The management pages of entries, addresses, words, contacts, the ledger and accounts.

Every save of an entry goes through the ledger; ``kaart.beheer`` imports this package by name.
"""

from . import (
    adressen,
    contact,
    dubbelen,
    gebruiker,
    grootboek,
    invoer,
    organisatie,
    sleutelfiguur,
    uitvoerlog,
    vocabulaire,
    voorstellen,
)

__all__ = [
    "adressen",
    "contact",
    "dubbelen",
    "gebruiker",
    "grootboek",
    "invoer",
    "organisatie",
    "sleutelfiguur",
    "uitvoerlog",
    "vocabulaire",
    "voorstellen",
]
