"""Where an entry stands on the municipal social map."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from django.conf import settings

BRON = "gemeentekaart"
_PLEK = "{sleutel}"


def adres_van(sleutel: str) -> str:
    """Give the page of this key there, empty when we do not know how the pages are called.

    ``KAART["gemeentekaart_url"]`` is such an address with ``{sleutel}`` in it. A key that is the
    address of a page itself is used when it is on that same site.
    """
    pattern = settings.KAART["gemeentekaart_url"]
    if _host(sleutel) and _host(sleutel) == _host(pattern):
        return sleutel
    if _PLEK not in pattern or not _host(pattern) or _host(sleutel):
        return ""
    return pattern.replace(_PLEK, quote(sleutel, safe=""))


def sleutel_van(pagina: str) -> str:
    """Give the key in the address of a page there, or the address itself when it has another form.

    The same page gives the same key, with or without a slash at the end.
    """
    before, mark, after = settings.KAART["gemeentekaart_url"].partition(_PLEK)
    plain, after = pagina.partition("#")[0].rstrip("/"), after.rstrip("/")
    if mark and plain.startswith(before) and plain.endswith(after):
        key = plain[len(before) : len(plain) - len(after)]
        if key and "/" not in key:
            return key
    return plain


def _host(text: str) -> str:
    """Give the host of a web address, empty for any other text."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""
