"""A stand-in for somebody else's server, on loopback, that can misbehave on purpose.

::

    with standin({"/free": json_antwoord({"response": {}})}) as server:
        ... server.url + "/free" ...
        assert server.verzoeken[0].query == [("q", "Spui 70")]

A route is a path and a handler ``(path, query, headers) -> (status, headers, body)``. The route
``"*"`` answers every path without one of its own; else that is a 404. A body is bytes, or an
iterable of bytes that is sent piece by piece without saying its length. A handler that raises
``Afgekapt`` promises the whole body and breaks off in the middle; any other exception is a 500 and
is kept in ``server.fouten``.
"""

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

Antwoord = tuple[int, Mapping[str, str], bytes | Iterable[bytes]]
Functie = Callable[[str, list[tuple[str, str]], Mapping[str, str]], Antwoord]


class Verzoek(NamedTuple):
    """What was asked: ``koppen`` by lower-case name, ``tijd`` in seconds of a clock of its own."""

    pad: str
    query: list[tuple[str, str]]
    koppen: dict[str, str]
    tijd: float


class Afgekapt(Exception):  # noqa: N818 -- the Dutch word for what happened
    """Answer with this body, but stop after ``na`` bytes (half of it when not said)."""

    def __init__(self, body: bytes, status: int = 200, na: int | None = None, **koppen: str):
        super().__init__("afgekapt")
        self.body, self.status, self.koppen = body, status, koppen
        self.na = len(body) // 2 if na is None else na


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, routes: Mapping[str, Functie]):
        super().__init__(("127.0.0.1", 0), _Afhandelaar)
        self.routes = routes
        self.verzoeken: list[Verzoek] = []
        self.fouten: list[Exception] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hangs up is what some tests are about."""


class _Afhandelaar(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for its second packet
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qsl(parts.query, keep_blank_values=True)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.verzoeken.append(Verzoek(parts.path, query, headers, time.monotonic()))
        routes = self.server.routes
        functie = routes.get(parts.path) or routes.get("*") or fout(404)
        try:
            self._stuur(*functie(parts.path, query, headers))
        except Afgekapt as cut:
            self._stuur_half(cut)
        except OSError:
            raise
        except Exception as exc:
            self.server.fouten.append(exc)
            self._stuur(500, {}, b"")

    def do_POST(self) -> None:
        """Answer as to a GET; what was sent is read and forgotten."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def _stuur(self, status: int, headers: Mapping[str, str], body: bytes | Iterable[bytes]):
        if isinstance(body, bytes):
            self._kop(status, {"Content-Length": str(len(body)), **headers})
            self.wfile.write(body)
            return
        self._kop(status, {"Connection": "close", **headers})
        for piece in body:
            self.wfile.write(piece)
            self.wfile.flush()

    def _stuur_half(self, cut: Afgekapt) -> None:
        self._kop(cut.status, {"Content-Length": str(len(cut.body)), **cut.koppen})
        self.wfile.write(cut.body[: cut.na])
        self.close_connection = True

    def _kop(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Keep the test's output clean."""


@contextmanager
def standin(routes: Mapping[str, Functie]) -> Iterator[Server]:
    """Serve these routes while the block runs; the routes may be changed meanwhile."""
    server = Server(routes)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.daemon = True
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        with suppress(OSError):
            server.server_close()
        thread.join(timeout=5)


def antwoord(body: bytes, status: int = 200, **koppen: str) -> Functie:
    """Answer always with this body; ``Last_Modified="..."`` becomes the header Last-Modified."""
    headers = {name.replace("_", "-"): value for name, value in koppen.items()}
    return lambda path, query, asked: (status, headers, body)


def json_antwoord(value: Any, status: int = 200) -> Functie:
    return antwoord(json.dumps(value).encode(), status, Content_Type="application/json")


def fout(status: int, **koppen: str) -> Functie:
    return antwoord(b"", status, **koppen)


def te_druk(seconden: str = "0") -> Functie:
    """Answer 429, and when to come back."""
    return fout(429, Retry_After=seconden)


def kapotte_json() -> Functie:
    return antwoord(b'{"response": {"docs": [', Content_Type="application/json")


def afgekapt(body: bytes, na: int | None = None) -> Functie:
    def breek_af(path: str, query: list[tuple[str, str]], headers: Mapping[str, str]) -> Antwoord:
        raise Afgekapt(body, na=na)

    return breek_af


def traag(functie: Functie, seconden: float) -> Functie:
    """Wait before answering; the server does not wait for it when the block ends."""

    def wacht(path: str, query: list[tuple[str, str]], headers: Mapping[str, str]) -> Antwoord:
        time.sleep(seconden)
        return functie(path, query, headers)

    return wacht


def achtereenvolgens(*functies: Functie) -> Functie:
    """Answer the first request with the first handler, and so on; the last one stays."""
    rest = list(functies)
    lock = threading.Lock()

    def volgende(path: str, query: list[tuple[str, str]], headers: Mapping[str, str]) -> Antwoord:
        with lock:
            functie = rest.pop(0) if len(rest) > 1 else rest[0]
        return functie(path, query, headers)

    return volgende
