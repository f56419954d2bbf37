"""Whether a text, from an address or a form, is a key."""

MEESTE_CIJFERS = 17  # what fits in a key of either database


def als_getal(tekst: str) -> int | None:
    """Read a whole number of ascii digits; None for any other text."""
    fits = tekst.isascii() and tekst.isdigit() and len(tekst) <= MEESTE_CIJFERS
    return int(tekst) if fits else None
