"""Ask the product over its WSGI entry point: all middleware, no socket, no test client."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any


@cache
def applicatie() -> Any:
    from kaart.wsgi import application  # noqa: PLC0415 -- settings must stand first

    return application


def antwoord(adres: str) -> Iterator[bytes]:
    """The body of the answer, piece by piece; anything but 200 is an error."""
    path, _, query = adres.partition("?")
    seen: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    body = applicatie()(environ, lambda status, _headers, *_: seen.append(status))
    if seen != ["200 OK"]:
        raise RuntimeError(f"{adres}: {seen}")
    try:
        yield from body
    finally:
        if hasattr(body, "close"):
            body.close()
