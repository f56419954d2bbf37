"""The management pages of entries, words, contacts, the ledger and accounts.

Every save of an entry goes through the ledger; ``kaart.beheer`` imports this package by name.
"""

from . import contact, gebruiker, grootboek, invoer, organisatie, vocabulaire

__all__ = ["contact", "gebruiker", "grootboek", "invoer", "organisatie", "vocabulaire"]
