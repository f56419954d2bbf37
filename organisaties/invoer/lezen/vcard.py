"""Visiting cards (vCard) as plain values, whatever program wrote the file.

RFC 2426 (3.0), RFC 6350 (4.0) and the older 2.1 of versit, as Outlook, Android, Gmail, Apple and
Evolution write them. The file is read line by line: what we do not use, such as a photograph, is
never held. Lines are unfolded, decoded and brought to one form here; ``vobject`` then reads the
card. It never sees parameters as they stood: its pattern for those takes exponential time on
``TEL;X=====...``.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import vobject
from django.conf import settings

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.vcardregels import ENKEL, Regel, Ruw, ruwe_kaarten

MEESTE_KAARTEN = 20_000  # in one file: the cards of an entry are only known at the end
_LOS_TEKEN = re.compile(r"(?<!\\)((?:\\\\)*)([,;])")
_DUBBELE_PUNT = re.compile(r"(?<!\\)((?:\\\\)*)\\:")  # Gmail escapes it, no standard does
_SOORT = re.compile(r"[A-Za-z][A-Za-z-]*", re.ASCII)
_TEKENSETS = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252",
    "iso-8859-15": "iso-8859-15",
}  # fmt: skip
_GEEN_VCARD = (
    "Dit is geen vCard-bestand: er staat geen enkel visitekaartje in (BEGIN:VCARD). "
    "Bewaar de contacten in uw adresboek als vCard (.vcf)."
)


@dataclass(frozen=True)
class Kaart:
    """One card. ``fout`` says in Dutch why it could not be read; the rest is empty then.

    ``naam`` is the formatted name (FN), ``eigennaam`` what N says; ``org`` the organisation and
    its units. Numbers and mailboxes stand in the order in which to use them: work first.
    ``organisatie`` is our own mark on a card of a person: the uuid of the entry.
    """

    nummer: int
    fout: str = ""
    uid: str = ""
    organisatie: str = ""
    naam: str = ""
    eigennaam: str = ""
    bedrijf: bool = False
    org: tuple[str, ...] = ()
    titel: str = ""
    rol: str = ""
    emails: tuple[str, ...] = ()
    telefoons: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


class _Stuk(ValueError):  # noqa: N818 -- the Dutch word for what it is
    """A card that cannot be read; the sentence says why."""


def lees_kaarten(pad: Path) -> Iterator[Kaart]:
    """Read the cards one by one. Raises ``BestandGeweigerd`` when the file holds none."""
    number = 0
    try:
        with pad.open("rb") as handle:
            _keur_grootte(pad)
            for number, ruw in enumerate(ruwe_kaarten(handle), start=1):
                if number > MEESTE_KAARTEN:
                    raise BestandGeweigerd(
                        f"Er staan meer dan {MEESTE_KAARTEN} kaartjes in dit bestand. "
                        "Verdeel ze over meer bestanden."
                    )
                yield _kaart(number, ruw)
    except OSError:
        raise BestandGeweigerd("Dit bestand is niet te openen. Kies een bestand (.vcf).") from None
    if not number:
        raise BestandGeweigerd(_GEEN_VCARD)


def _keur_grootte(pad: Path) -> None:
    size = pad.stat().st_size
    if not size:
        raise BestandGeweigerd("Het bestand is leeg. Bewaar de contacten opnieuw als vCard (.vcf).")
    if size > settings.INVOER_MAX_MB * 1_000_000:
        raise BestandGeweigerd(
            f"Het bestand is groter dan {settings.INVOER_MAX_MB} MB. "
            "Bewaar de contacten zonder foto's, of verdeel ze over meer bestanden."
        )


# --- from a card to values ------------------------------------------------------------------------


def _kaart(number: int, ruw: Ruw) -> Kaart:
    try:
        if ruw.fout:
            raise _Stuk(ruw.fout)
        return replace(_waarden(_lees(ruw.regels)), nummer=number)
    except _Stuk as error:
        text = f"Deze kaart is stuk: {error}. Bewaar hem opnieuw als vCard (.vcf)."
        return Kaart(number, fout=text)


def _lees(regels: list[Regel]) -> dict[str, list[Any]]:
    """Let ``vobject`` read the card in its plainest form: properties by name, in their order."""
    lines = ["BEGIN:VCARD", *map(_regel_als_tekst, regels), "END:VCARD"]
    try:
        return vobject.readOne("\r\n".join(lines) + "\r\n").contents
    except Exception:  # whatever it raises, one card may not stop the file
        raise _Stuk("er is geen goed visitekaartje van te maken") from None


def _regel_als_tekst(regel: Regel) -> str:
    text = " ".join(re.split("[\r\n]", _gedecodeerd(regel)))
    text = _DUBBELE_PUNT.sub(r"\1:", text)
    if regel.naam in ENKEL:  # a comma that nobody escaped would end the value there
        text = _LOS_TEKEN.sub(r"\1\\\2", text)
    kinds = "".join(f";TYPE={kind}" for kind in _soorten(regel.parameters))
    return f"{regel.naam}{kinds}:{text}"


def _gedecodeerd(regel: Regel) -> str:
    raw = bytes(regel.waarde)
    if regel.quoted:
        raw = quopri.decodestring(raw)
    named = (p.partition("=")[2] for p in regel.parameters if p.upper().startswith("CHARSET="))
    charset = next(named, "utf-8").strip('"').lower()
    if charset not in _TEKENSETS:
        raise _Stuk(f"de tekenset van regel {regel.nummer} kennen we niet; gebruik UTF-8")
    for name in (_TEKENSETS[charset], "utf-8"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", "replace")


def _soorten(parameters: Iterable[str]) -> Iterator[str]:
    """Give the kinds of a number, in every form: WORK; TYPE=WORK; TYPE="work,voice"; PREF=1."""
    for parameter in parameters:
        name, is_, value = parameter.partition("=")
        if not is_ or name.upper() == "PREF":
            yield from (kind.upper() for kind in _SOORT.findall(name))
        elif name.upper() == "TYPE":
            yield from (kind.upper() for kind in _SOORT.findall(value))


def _waarden(found: dict[str, list[Any]]) -> Kaart:
    showing = _eerste(found, "kind") or _eerste(found, "x-abshowas")
    org = next((line.value for line in found.get("org", ())), [])
    return Kaart(
        0,
        uid=_eerste(found, "uid"),
        organisatie=_eerste(found, "x-sociale-kaart-organisatie"),
        naam=_eerste(found, "fn"),
        eigennaam=_naam(found),
        bedrijf=showing.casefold() in ("org", "company", "organization"),
        org=tuple(part for value in org if (part := _plat(value, ","))),
        titel=_eerste(found, "title"),
        rol=_eerste(found, "role"),
        emails=_op_volgorde(found, "email", "mailto:"),
        telefoons=tuple(t.partition(";")[0] for t in _op_volgorde(found, "tel", "tel:")),
        websites=_op_volgorde(found, "url", ""),
        postcodes=tuple(_plat(line.value.code, " ") for line in found.get("adr", ())),
    )


def _eerste(found: dict[str, list[Any]], name: str) -> str:
    return next((text for line in found.get(name, ()) if (text := _plat(line.value, ","))), "")


def _plat(value: Any, tussen: str) -> str:
    """Give one line of text; what stood apart by commas is put together again."""
    text = value if isinstance(value, str) else tussen.join(value)
    return " ".join(text.split())


def _naam(found: dict[str, list[Any]]) -> str:
    for line in found.get("n", ()):
        name = line.value
        parts = (_plat(part, " ") for part in (name.given, name.additional, name.family))
        if whole := " ".join(filter(None, parts)):
            return whole
    return ""


def _op_volgorde(found: dict[str, list[Any]], name: str, voorvoegsel: str) -> tuple[str, ...]:
    """Give the values to use, the best first: for work, then the preferred; no fax or pager."""
    lines = [line for line in found.get(name, ()) if not {"FAX", "PAGER"} & _soort(line)]
    lines.sort(key=lambda line: ("WORK" not in _soort(line), "PREF" not in _soort(line)))
    texts = (_plat(line.value, ",") for line in lines)
    plain = (t[len(voorvoegsel) :] if t.lower().startswith(voorvoegsel) else t for t in texts)
    return tuple(dict.fromkeys(text for text in plain if text))


def _soort(line: Any) -> set[str]:
    return set(line.params.get("TYPE", ()))
