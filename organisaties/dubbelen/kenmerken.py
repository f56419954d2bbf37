"""What tells one place from another, of an entry or of a photograph, in one compact row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import phonenumbers

from organisaties.foto import Foto
from organisaties.models import Contact, Organisatie, Sleutel

from .namen import Naam, als_naam

# Registers that give each place one key: two of their keys are two places, as long as both last.
REGISTERS = frozenset(("lrk", "duo"))
_TUSSEN = str.maketrans("", "", " \u00a0-./()")
_NEDERLANDS = re.compile(r"(?:\+310?|00310?|0)([1-9]\d{8})")
_HUISNUMMER = re.compile(r"\s*0*(\d+)\s*(.*)", re.DOTALL)
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """``id`` is 0 for what is no entry yet. ``geschat``: the point comes from the postcode only.

    ``adres`` is postcode and house number; ``punt`` is WGS84; ``telefoons`` are E.164;
    ``sites`` holds the host of the website, and the page on it when it names one.
    """

    id: int
    soort: str
    voorbeeld: bool
    verdwenen: bool
    naam: Naam
    adres: tuple[str, str] | None
    toevoeging: str
    adres_id: str
    punt: tuple[float, float] | None
    geschat: bool
    telefoons: frozenset[str]
    emails: frozenset[str]
    sites: frozenset[str]
    registers: frozenset[str] = frozenset()


_LEEG: frozenset[str] = frozenset()


def van_foto(beeld: Foto, pk: int = 0, registers: Iterable[str] = ()) -> Kenmerk:
    """Read a photograph, also one with only some of its fields. Persons are not looked at."""
    contacts = beeld.get("contacten") or []
    adres, toevoeging = _adres(beeld)
    return Kenmerk(
        id=pk,
        soort=beeld.get("soort") or "",
        voorbeeld=bool(beeld.get("voorbeeld")),
        verdwenen=bool(beeld.get("verdwenen_op")),
        naam=als_naam(_tekst(beeld, "naam")),
        adres=adres,
        toevoeging=toevoeging,
        adres_id=_tekst(beeld, "adres_id"),
        punt=_punt(beeld),
        geschat=beeld.get("punt_kwaliteit") == Organisatie.PuntKwaliteit.POSTCODE,
        telefoons=_verzameld(e164(_tekst(row, "telefoon")) for row in contacts),
        emails=_verzameld(_tekst(row, "email").casefold() for row in contacts),
        sites=sites(_tekst(beeld, "website")),
        registers=frozenset(registers) or _LEEG,
    )


def _verzameld(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value in values if value) or _LEEG


def _tekst(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return str(value).strip() if value is not None else ""


def _adres(beeld: Foto) -> tuple[tuple[str, str] | None, str]:
    """Give postcode with house number, and the addition; "12 A" and "12" with "a" are the same."""
    postcode = _tekst(beeld, "postcode").replace(" ", "").upper()
    match = _HUISNUMMER.fullmatch(_tekst(beeld, "huisnummer"))
    if match is None or not _POSTCODE.fullmatch(postcode):
        return None, ""
    rest = (match[2] + _tekst(beeld, "toevoeging")).translate(_TUSSEN).casefold()
    return (postcode, match[1]), rest


def _punt(beeld: Foto) -> tuple[float, float] | None:
    lat, lon = beeld.get("lat"), beeld.get("lon")
    return None if lat is None or lon is None else (lat, lon)


@lru_cache(maxsize=2_000)
def e164(tekst: str) -> str:
    """Write a phone number as +31701234567; empty when it is none."""
    match = _NEDERLANDS.fullmatch(tekst.translate(_TUSSEN))
    if match:  # nearly all of them, and fifty times as fast
        return f"+31{match[1]}"
    try:
        number = phonenumbers.parse(tekst, "NL")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def sites(website: str) -> frozenset[str]:
    """Give the host without "www.", and host with path when there is a path."""
    if not website:
        return _LEEG
    try:
        parts = urlsplit(website if "//" in website else f"https://{website}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return _LEEG
    path = parts.path.rstrip("/")
    return frozenset((host, host + path)) if "." in host else _LEEG


_KOLOMMEN = (
    "naam", "voorbeeld", "verdwenen_op", "postcode", "huisnummer", "toevoeging", "adres_id",
    "lat", "lon", "punt_kwaliteit", "website",
)  # fmt: skip


def lees_alle(zonder_bron: str = "") -> Iterator[Kenmerk]:
    """Read all entries that live: neither stopped nor merged. Three queries."""
    live = Organisatie.objects.levend().exclude(status=Organisatie.Status.GESTOPT).order_by("pk")
    if zonder_bron:
        live = live.exclude(pk__in=Sleutel.objects.filter(bron=zonder_bron).values("organisatie"))
    contacts: dict[int, list[dict[str, str]]] = defaultdict(list)
    general = Contact.objects.filter(vorm=Contact.Vorm.ALGEMEEN, organisatie__isnull=False)
    for pk, telefoon, email in general.values_list("organisatie", "telefoon", "email"):
        contacts[pk].append({"telefoon": telefoon, "email": email})
    registers: dict[int, set[str]] = defaultdict(set)
    for pk, bron in Sleutel.objects.filter(bron__in=REGISTERS).values_list("organisatie", "bron"):
        registers[pk].add(bron)
    rows = live.values("pk", "soort__slug", *_KOLOMMEN)
    for row in rows.iterator(chunk_size=2_000):
        row |= {"soort": row["soort__slug"], "contacten": contacts.get(row["pk"])}
        yield van_foto(row, row["pk"], registers.get(row["pk"], ()))
