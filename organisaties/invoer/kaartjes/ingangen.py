"""Which entry a card belongs to: by our own mark, else by name, mailbox or website."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from organisaties.invoer.lezen.vcard import Kaart
from organisaties.models import Contact, Organisatie
from organisaties.velden.basis import als_uuid
from organisaties.zoeken import vouw

GELIJKENIS = 92  # of 100: names that differ in no more than a typing error
PORTIE = 2_000  # values in one IN (...)
# Where many organisations have a mailbox or a page: it says nothing about which one.
VAN_IEDEREEN = frozenset(
    """gmail.com googlemail.com outlook.com outlook.nl hotmail.com hotmail.nl live.nl live.com
    msn.com yahoo.com yahoo.nl icloud.com me.com ziggo.nl kpnmail.nl kpnplanet.nl planet.nl
    xs4all.nl upcmail.nl casema.nl home.nl hetnet.nl chello.nl solcon.nl protonmail.com proton.me
    facebook.com instagram.com linkedin.com sites.google.com""".split()  # noqa: SIM905
)


class Onbekend(ValueError):  # noqa: N818 -- the Dutch word for what happened
    """No entry for this card, or more than one; the sentence says what would help."""


class Ingang(NamedTuple):
    """An entry that a card may be about."""

    pk: int
    uuid: str
    naam: str
    postcode: str
    website: str


def naamsleutel(tekst: str) -> str:
    """Give a name in the form in which names are compared."""
    words = "".join(c if c.isalnum() else " " for c in vouw(tekst))
    return " ".join(words.split())


class Ingangen:
    """All entries that are alive, and the persons whom these cards name by their uuid.

    A fixed number of queries; what has stopped or was merged away gets no new contacts.
    """

    def __init__(self, kaarten: Iterable[Kaart]) -> None:
        rows = Organisatie.objects.filter(opgegaan_in=None).order_by("pk")
        rows = rows.exclude(status=Organisatie.Status.GESTOPT)
        columns = rows.values_list("pk", "uuid", "naam", "postcode", "website")
        self._alle = {pk: Ingang(pk, str(uuid), *rest) for pk, uuid, *rest in columns}
        self._op_uuid = {row.uuid: row for row in self._alle.values()}
        self._op_uuid |= self._opgegaan()
        self._op_naam: dict[str, list[Ingang]] = defaultdict(list)
        for row in self._alle.values():
            self._op_naam[naamsleutel(row.naam)].append(row)
        self._op_naam.pop("", None)
        self._op_host = self._hosts()
        self._van_persoon = self._personen(kaarten)

    def _opgegaan(self) -> dict[str, Ingang]:
        merged = Organisatie.objects.filter(opgegaan_in__isnull=False)
        pairs = merged.values_list("uuid", "opgegaan_in_id")
        return {str(uuid): self._alle[pk] for uuid, pk in pairs if pk in self._alle}

    def _hosts(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for row in self._alle.values():
            found[host(row.website)].add(row.pk)
        mailboxes = Contact.objects.filter(vorm=Contact.Vorm.ALGEMEEN).exclude(email="")
        for pk, email in mailboxes.values_list("organisatie_id", "email").order_by():
            if pk in self._alle:
                found[host(email)].add(pk)
        return {name: keys for name, keys in found.items() if name}

    def _personen(self, kaarten: Iterable[Kaart]) -> dict[str, Ingang]:
        asked = [uuid for kaart in kaarten if (uuid := eigen_uuid(kaart.uid))]
        found = {}
        for start in range(0, len(asked), PORTIE):
            rows = Contact.objects.filter(uuid__in=asked[start : start + PORTIE])
            pairs = rows.filter(vorm=Contact.Vorm.PERSOON).values_list("uuid", "organisatie_id")
            found |= {str(uuid): self._alle[pk] for uuid, pk in pairs if pk in self._alle}
        return found

    def is_persoon(self, kaart: Kaart) -> bool:
        """Whether our own mark says that this card is a person's."""
        return bool(kaart.organisatie) or eigen_uuid(kaart.uid) in self._van_persoon

    def is_ingang(self, kaart: Kaart) -> bool:
        return eigen_uuid(kaart.uid) in self._op_uuid

    def van(self, kaart: Kaart) -> tuple[Ingang, str]:
        """Give the entry, and a sentence when that was a guess. Raises ``Onbekend``."""
        marked = self._gemerkt(kaart)
        if not kaart.org and not marked:
            raise Onbekend(
                "Op deze kaart staat geen organisatie (ORG). "
                "Vul die in uw adresboek in, met de naam zoals op de sociale kaart."
            )
        named = self._op_precies_de_naam(kaart, marked)
        if marked and (not named or marked in named):
            return marked, ""
        if len(named) == 1:
            return named[0], ""
        if named:
            raise Onbekend(
                f"“{kaart.org[0]}” staat {len(named)} keer op de sociale kaart. "
                "Zet op de kaart de postcode van de goede erbij."
            )
        return self._geraden(kaart)

    def _gemerkt(self, kaart: Kaart) -> Ingang | None:
        by_mark = (self._op_uuid.get(eigen_uuid(uid)) for uid in (kaart.organisatie, kaart.uid))
        return next(filter(None, by_mark), None) or self._van_persoon.get(eigen_uuid(kaart.uid))

    def _op_precies_de_naam(self, kaart: Kaart, marked: Ingang | None) -> list[Ingang]:
        for name in _namen(kaart):
            if found := self._op_naam.get(name):
                near = [row for row in found if row.postcode in _postcodes(kaart)]
                return found if marked in found or len(near) != 1 else near
        return []

    def _geraden(self, kaart: Kaart) -> tuple[Ingang, str]:
        if row := self._bijna(naamsleutel(kaart.org[0])):
            return row, f"“{kaart.org[0]}” lezen wij als “{row.naam}”."
        if row := self._zelfde_host(kaart):
            return row, (
                f"“{kaart.org[0]}” kennen we niet; "
                f"het e-mailadres of de website is van “{row.naam}”."
            )
        raise Onbekend(
            f"Organisatie “{kaart.org[0]}” kennen we niet; voeg die eerst toe, "
            "of schrijf de naam zoals op de sociale kaart."
        )

    def _bijna(self, name: str) -> Ingang | None:
        """Find the only name that is nearly this one. Another number is another place."""
        hits = process.extract(
            name, self._op_naam.keys(), scorer=fuzz.ratio, score_cutoff=GELIJKENIS, limit=5
        )
        rows = [row for other, *_ in hits if _cijfers(other) == _cijfers(name)
                for row in self._op_naam[other]]  # fmt: skip
        return rows[0] if len(rows) == 1 else None

    def _zelfde_host(self, kaart: Kaart) -> Ingang | None:
        hosts = {host(text) for text in (*kaart.emails, *kaart.websites)} & self._op_host.keys()
        keys = set().union(*(self._op_host[name] for name in hosts))
        return self._alle[keys.pop()] if len(keys) == 1 else None


def eigen_uuid(uid: str) -> str:
    """Read a uuid that we may have given out ourselves; empty for any other text."""
    found = als_uuid(uid.casefold().removeprefix("urn:uuid:"))
    return str(found) if found else ""


def host(tekst: str) -> str:
    """Give the domain of a mailbox or page, empty for one that everybody may have."""
    _, is_mail, domain = tekst.rpartition("@")
    try:
        name = domain if is_mail else urlsplit(tekst if "//" in tekst else f"//{tekst}").hostname
    except ValueError:
        return ""
    plain = (name or "").casefold().strip().removeprefix("www.")
    return "" if plain in VAN_IEDEREEN else plain


def _namen(kaart: Kaart) -> Iterator[str]:
    """Give the names to look for, a unit before the whole: who works in a branch is found there."""
    first, *units = kaart.org or ("",)
    names = [" ".join(kaart.org), *(f"{first} {unit}" for unit in units), *units, first]
    yield from (naamsleutel(name) for name in names)


def _postcodes(kaart: Kaart) -> set[str]:
    return {"".join(code.split()).upper() for code in kaart.postcodes} - {""}


def _cijfers(name: str) -> list[str]:
    return [word for word in name.split() if any(c.isdigit() for c in word)]
