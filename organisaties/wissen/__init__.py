"""Erasing persons, on request or because nobody confirmed them; and the term for that."""

from .daad import Verslag, Vindplaats, vindplaatsen, wis, zelfde_persoon, zoek

__all__ = ["Verslag", "Vindplaats", "vindplaatsen", "wis", "zelfde_persoon", "zoek"]
