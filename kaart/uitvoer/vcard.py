"""vCard 3.0, RFC 2426: the version that Outlook, Google and Apple all read.

One card an entry, with its general numbers and mailboxes; its UID is the entry's uuid. Who may see
the addresses of persons also gets a card for each of them: UID is the uuid of the contact, category
"Contactpersoon", and ``X-SOCIALE-KAART-ORGANISATIE`` names the entry it belongs to. So the cards
without that property are the entries of the answer, for everybody. A card can say that it is new or
other than before, not that it is gone: of a comparison only what is new or changed comes.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from uuid import UUID

from kaart.uitvoer.lijst import Lijst, Regel
from kaart.uitvoer.rijen import Bereik, Rij
from kaart.uitvoer.verschil import Vervallen
from organisaties.telefoon import telefoon
from wijken.porties import in_porties

MEDIATYPE = "text/vcard; charset=utf-8"
REGEL = 75  # octets in one line, RFC 2426 section 2.6
RIJEN = 100  # entries in one piece of the answer

_BIJZONDER = re.compile(r"[\\,;\x00-\x1f\x7f-\x9f\u2028\u2029]")
_REGELEINDE = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_STUURTEKEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def maak(lijst: Lijst) -> Iterator[bytes]:
    yield b""  # an answer without entries is an empty file
    for regels in in_porties(lijst.regels(), RIJEN):
        yield b"".join(vouw(line) for regel in regels for line in _kaart(regel))


def tekst(waarde: str) -> str:
    """Write a text of one line: a line end is a space, control characters go, the rest is escaped.

    So no text can end its property and begin another.
    """
    if not _BIJZONDER.search(waarde):
        return waarde
    return _ontsnap(_STUURTEKEN.sub("", _REGELEINDE.sub(" ", waarde).replace("\t", " ")))


def alinea(waarde: str) -> str:
    """Write a text that may have lines: they are kept, escaped (RFC 2426 section 4)."""
    if not _BIJZONDER.search(waarde):
        return waarde
    one_kind = _REGELEINDE.sub("\n", waarde).replace("\t", " ")
    return _ontsnap(_STUURTEKEN.sub("", one_kind)).replace("\n", "\\n")


def _ontsnap(waarde: str) -> str:
    return waarde.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def vouw(regel: str) -> bytes:
    """Write a content line with CRLF, folded at 75 octets and never inside a character."""
    octets = regel.encode("utf-8", "replace")
    if len(octets) <= REGEL:
        return octets + b"\r\n"
    return b"\r\n ".join(_stukken(octets)) + b"\r\n"


def _stukken(octets: bytes) -> Iterator[bytes]:
    start, room = 0, REGEL
    while start < len(octets):
        end = min(start + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # inside a UTF-8 sequence
            end -= 1
        yield octets[start:end]
        start, room = end, REGEL - 1  # a folded line begins with a space


def _kaart(regel: Regel | Vervallen) -> list[str]:
    if isinstance(regel, Vervallen):
        return []
    if regel.persoon is None:
        return _organisatie(regel.rij)
    return _persoon(regel.rij, regel.persoon) if regel.persoon.open else []


def _organisatie(rij: Rij) -> list[str]:
    naam = tekst(rij.naam)
    return [
        *_kop(rij.id),
        f"FN:{naam}",
        "N:;;;;",
        f"ORG:{naam}",
        "X-ABShowAs:COMPANY",
        *_bereik(rij.algemeen),
        *_adres(rij),
        *_links(rij),
        f"CATEGORIES:{','.join(map(tekst, _rubrieken(rij)))}",
        f"NOTE:{alinea(_toelichting(rij))}",
        *_staart(rij),
    ]


def _persoon(rij: Rij, person: Bereik) -> list[str]:
    naam = tekst(person.naam or person.functie or rij.naam)
    return [
        *_kop(person.uuid),
        f"X-SOCIALE-KAART-ORGANISATIE:urn:uuid:{rij.id}",
        f"FN:{naam}",
        f"N:{tekst(person.naam)};;;;",
        f"ORG:{tekst(rij.naam)}",
        *([f"TITLE:{tekst(person.functie)}"] if person.functie else []),
        *_bereik([person]),
        *_adres(rij),
        f"CATEGORIES:{','.join(map(tekst, ['Contactpersoon', *_rubrieken(rij)]))}",
        *([f"NOTE:{VOORBEELD}"] if rij.voorbeeld else []),
        *_staart(rij),
    ]


VOORBEELD = "Verzonnen voorbeeld: bestaat niet."


def _kop(uuid: UUID | str) -> list[str]:
    return ["BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Sociale Kaart//NL", f"UID:urn:uuid:{uuid}"]


def _staart(rij: Rij) -> list[str]:
    return [f"REV:{_utc(rij.gewijzigd)}", f"SOURCE:{_uri(rij.webadres)}contact.vcf", "END:VCARD"]


def _bereik(bereiken: Iterable[Bereik]) -> Iterator[str]:
    for b in bereiken:
        if b.telefoon:
            yield f"TEL;TYPE=WORK,VOICE:{tekst(telefoon(b.telefoon))}"
        if b.email:
            yield f"EMAIL;TYPE=INTERNET,WORK:{tekst(b.email)}"


def _adres(rij: Rij) -> Iterator[str]:
    street = tekst(f"{rij.straat} {rij.huisnummer}".strip())
    if street or rij.postcode or rij.plaats:
        yield f"ADR;TYPE=WORK:;;{street};{tekst(rij.plaats)};;{tekst(rij.postcode)};Nederland"
    if rij.lat is not None and rij.lon is not None:
        yield f"GEO:{rij.lat:.6f};{rij.lon:.6f}"


def _links(rij: Rij) -> Iterator[str]:
    if rij.website:
        yield f"URL:{_uri(rij.website)}"


def _uri(waarde: str) -> str:
    """Write an address: it is no text, so comma and semicolon stay; control characters go."""
    return _STUURTEKEN.sub("", _REGELEINDE.sub("", waarde)).replace("\t", "")


def _rubrieken(rij: Rij) -> list[str]:
    """Name the kind, the wijk, and that an example is one: address books show these as labels."""
    found = [naam for naam in (rij.soort, rij.wijk) if naam]
    return ["Verzonnen voorbeeld", *found] if rij.voorbeeld else found


def _toelichting(rij: Rij) -> str:
    """Say what a card cannot say otherwise, and how old it is."""
    lines = [
        VOORBEELD if rij.voorbeeld else "",
        rij.status if rij.status == "Tijdelijk gesloten" else "",
        rij.samenvatting,
        f"Helpt bij: {'; '.join(rij.ondersteuning)}" if rij.ondersteuning else "",
        f"Werkt in: {'; '.join(rij.werkt_in)}" if rij.werkt_in else "",
        _gecontroleerd(rij),
        f"Op de sociale kaart: {rij.webadres}",
    ]
    return "\n".join(line for line in lines if line)


def _gecontroleerd(rij: Rij) -> str:
    if rij.gecontroleerd_op is None:
        return "Nog niet gecontroleerd"
    return f"Gecontroleerd op {rij.gecontroleerd_op:%d-%m-%Y}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
