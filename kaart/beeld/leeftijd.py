"""Ages in words, as every page says them."""

from organisaties.leeftijd import leeftijd_in_woorden

__all__ = ["leeftijd_in_woorden"]
