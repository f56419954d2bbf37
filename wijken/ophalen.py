"""Fetch a file or JSON from somebody else's server: patient, polite and with limits.

Only http(s) is asked, and only what we need: an own User-Agent with a way to reach us, a few tries
with growing pauses, the pause that the server itself asks for (``Retry-After``), never more bytes
or seconds than allowed. Every failure becomes one ``OnbereikbareBron`` with one Dutch sentence that
names the host and not the whole address, since an address may hold a key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import orjson
import urllib3
from django.conf import settings
from django.utils.timezone import localdate
from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    LocationValueError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,
)
from urllib3.util import Url, parse_url

T = TypeVar("T")
Vragen = Mapping[str, Any] | Iterable[tuple[str, Any]]

STUK = 1 << 16  # bytes
MAX_JSON = 50_000_000  # bytes
OMLEIDINGEN = 3
OMGELEID = {301, 302, 303, 307, 308}
GEEN_VERBINDING = "Er is geen verbinding met {host}. Klopt het adres, en is er internet?"
TIJDELIJK = {429, 500, 502, 503, 504}


class OnbereikbareBron(Exception):  # noqa: N818 -- the Dutch word for what happened
    """A source cannot be reached or gives no usable answer; the sentence (Dutch) says why.

    ``status`` is the HTTP status when there was one, else 0. ``wacht`` is how many seconds to wait
    at least before a new try; None when a new try is of no use.
    """

    def __init__(self, zin: str, *, status: int = 0, wacht: float | None = None) -> None:
        super().__init__(zin)
        self.status = status
        self.wacht = wacht


@dataclass(frozen=True)
class Opgehaald:
    """``laatst_gewijzigd``: the day (ISO) the server says the file is of, or nothing."""

    laatst_gewijzigd: str
    omvang: int


@dataclass(frozen=True)
class Client:
    """Connections that stay open between requests, and how patient we are; all in seconds.

    ``geduld`` is the longest pause: a server that asks for more is left alone. ``pauze`` is the
    first pause, doubled at each try. ``hoogstens`` is for one whole answer.
    """

    verbinden: float = 5.0
    lezen: float = 30.0
    pogingen: int = 4
    pauze: float = 1.0
    geduld: float = 60.0
    hoogstens: float = 900.0
    pool: urllib3.PoolManager = field(default_factory=urllib3.PoolManager, compare=False)


@dataclass(frozen=True)
class _Antwoord:
    """The body, still coming in, and what was said in front of it."""

    koppen: Mapping[str, str]
    stukken: Iterator[bytes]
    host: str


def zonder_vraag(adres: str) -> str:
    """Give an address to show and to keep: what follows it, or a name before it, may be a key."""
    delen = urlsplit(adres)
    return f"{delen.scheme}://{delen.netloc.rpartition('@')[2]}{delen.path}"


def haal_bestand(
    url: str, doel: Path, *, max_bytes: int, client: Client | None = None
) -> Opgehaald:
    """Fetch a file to ``doel``, which only comes to be there when all of it has come in.

    Raises OnbereikbareBron.
    """
    part = doel.with_name(f"{doel.name}.deel")

    def bewaar(answer: _Antwoord) -> Opgehaald:
        with part.open("wb") as file:
            size = _schrijf(file, _begrensd(answer, max_bytes))
        return Opgehaald(_dag(answer.koppen.get("Last-Modified", "")), size)

    try:
        fetched = _haal(url, client or Client(), bewaar)
        part.replace(doel)
    finally:
        part.unlink(missing_ok=True)
    return fetched


def haal_json(
    url: str, params: Vragen = (), *, client: Client | None = None, max_bytes: int = MAX_JSON
) -> Any:
    """Ask for JSON; ``params`` come behind what the address asks already.

    Raises OnbereikbareBron.
    """
    query = urlencode(list(params.items() if isinstance(params, Mapping) else params), doseq=True)
    if query:
        url = f"{url}{'&' if '?' in url else '?'}{query}"

    def lees(answer: _Antwoord) -> Any:
        body = b"".join(_begrensd(answer, max_bytes))
        try:
            return orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
        except orjson.JSONDecodeError as exc:
            raise OnbereikbareBron(f"Het antwoord van {answer.host} is geen goede JSON.") from exc

    return _haal(url, client or Client(), lees)


def _haal(url: str, client: Client, ontvang: Callable[[_Antwoord], T]) -> T:
    """Try until it works, the tries are used up, or a new one is of no use."""
    for attempt in range(client.pogingen):
        try:
            return _een_keer(url, client, ontvang)
        except OnbereikbareBron as exc:
            last = attempt == client.pogingen - 1
            if exc.wacht is None or exc.wacht > client.geduld or last:
                raise
            time.sleep(min(max(exc.wacht, client.pauze * 2**attempt), client.geduld))
    raise ValueError("pogingen moet ten minste 1 zijn")


def _een_keer(url: str, client: Client, ontvang: Callable[[_Antwoord], T]) -> T:
    for _ in range(OMLEIDINGEN + 1):
        host = _adres(url).host or ""
        with _in_onze_woorden(host):
            response = _vraag(url, client)
            try:
                if response.status not in OMGELEID:
                    _keur_status(response, host)
                    pieces = _stukken(response, host, time.monotonic() + client.hoogstens)
                    return ontvang(_Antwoord(response.headers, pieces, host))
                url = _omgeleid(url, response, host)
            finally:
                response.close()
    raise OnbereikbareBron(f"{host} stuurt ons steeds naar een ander adres.")


def _vraag(url: str, client: Client) -> urllib3.BaseHTTPResponse:
    return client.pool.request(
        "GET",
        url,
        headers={"User-Agent": _naam(), "Accept": "*/*"},
        timeout=urllib3.Timeout(connect=client.verbinden, read=client.lezen),
        retries=False,
        redirect=False,
        preload_content=False,
    )


def _naam() -> str:
    contact = "".join(char for char in settings.KAART["contact"] if " " < char < "\x7f")
    return f"SocialeKaartKindontwikkeling/0.1 (+{contact})".replace(" (+)", "")


def _adres(url: str) -> Url:
    with suppress(LocationValueError, UnicodeError):
        parts = parse_url(url)
        if parts.scheme in ("http", "https") and parts.host:
            return parts
    raise OnbereikbareBron("Het adres moet beginnen met https:// of http://, met een naam daarna.")


def _omgeleid(url: str, response: urllib3.BaseHTTPResponse, host: str) -> str:
    try:
        target = urljoin(url, response.headers.get("Location", ""))
    except ValueError as exc:
        raise OnbereikbareBron(f"{host} stuurt ons naar een adres dat niet kan.") from exc
    if _adres(url).scheme == "https" and _adres(target).scheme != "https":
        raise OnbereikbareBron(f"{host} stuurt ons naar een adres zonder beveiliging (http).")
    return target


def _keur_status(response: urllib3.BaseHTTPResponse, host: str) -> None:
    status = response.status
    if 200 <= status < 300 and status != 206:
        return
    wait = _wacht(response.headers.get("Retry-After", "")) if status in TIJDELIJK else None
    if status in (404, 410):
        words = f"{host} kent dit adres niet. Kijk of het adres nog klopt"
    elif status in (429, 503):
        words = f"{host} heeft het te druk. Probeer het later opnieuw"
    elif status >= 500:
        words = f"{host} heeft een storing. Probeer het later opnieuw"
    else:
        words = f"{host} weigert onze vraag"
    raise OnbereikbareBron(f"{words} (HTTP {status}).", status=status, wacht=wait)


def _wacht(retry_after: str) -> float:
    """Give the seconds that a server asks us to stay away: a number, or a moment in its words."""
    with suppress(ValueError):
        return max(0.0, float(int(retry_after)))
    moment = _moment(retry_after)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds()) if moment else 0.0


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _dag(text: str) -> str:
    moment = _moment(text)
    with suppress(ValueError, OverflowError):
        return localdate(moment).isoformat() if moment else ""
    return ""


def _stukken(response: urllib3.BaseHTTPResponse, host: str, deadline: float) -> Iterator[bytes]:
    """Give what comes in as it comes, so that a server that drips is noticed."""
    while piece := response.read1(STUK):
        if time.monotonic() > deadline:
            raise OnbereikbareBron(f"{host} stuurt het antwoord te langzaam.")
        yield piece


def _begrensd(answer: _Antwoord, max_bytes: int) -> Iterator[bytes]:
    size = 0
    for piece in answer.stukken:
        size += len(piece)
        if size > max_bytes:
            most = _hoeveel(max_bytes)
            raise OnbereikbareBron(f"Het antwoord van {answer.host} is groter dan {most}.")
        yield piece


def _schrijf(file: BinaryIO, pieces: Iterable[bytes]) -> int:
    return sum(file.write(piece) for piece in pieces)


def _hoeveel(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB" if size >= 1_000_000 else f"{size} bytes"


@contextmanager
def _in_onze_woorden(host: str) -> Iterator[None]:
    """Turn the library's errors into one sentence."""
    try:
        yield
    except NewConnectionError as exc:  # to the library this is a kind of time-out
        raise OnbereikbareBron(GEEN_VERBINDING.format(host=host), wacht=0) from exc
    except TimeoutError as exc:
        zin = f"{host} geeft niet op tijd antwoord. Probeer het later opnieuw."
        raise OnbereikbareBron(zin, wacht=0) from exc
    except SSLError as exc:
        zin = f"De beveiligde verbinding met {host} lukt niet: het certificaat klopt niet."
        raise OnbereikbareBron(zin) from exc
    except (ProtocolError, DecodeError) as exc:
        zin = f"Het antwoord van {host} is halverwege afgebroken. Probeer het later opnieuw."
        raise OnbereikbareBron(zin, wacht=0) from exc
    except (HTTPError, UnicodeError) as exc:
        raise OnbereikbareBron(GEEN_VERBINDING.format(host=host), wacht=0) from exc
