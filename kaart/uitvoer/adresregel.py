"""A line of addresses to paste in a mail: ``"Jansen, An" <an@example.nl>; Opvang <info@...>``.

Names are written as RFC 5322 (section 3.2.4 and 3.4) asks: in quotes when they hold a sign that
means something between addresses. Accents stay as they are; what is pasted is text, not a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower

from kaart.uitvoer.rijen import contacten_van
from organisaties.filter import OrganisatieFilter
from organisaties.models import Contact
from organisaties.rechten import eigen_organisaties, neemt_personen_mee

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker

    Bezoeker = Gebruiker | AnonymousUser

PERSONEN, ALGEMEEN, BEIDE = "personen", "algemeen", "beide"
SCHEIDING = {"puntkomma": "; ", "komma": ", "}
HOOGSTENS = 1_000  # addresses in one line; nobody mails more at once by hand
LIEVER_BCC = 100  # above this a mail should hide its receivers from each other

_GEWOON = re.compile(r"[^\W_][\w!#$%&'*+/=?^`{|}~ -]*")  # atext of RFC 5322 and 6532, and blanks
_ADRES = re.compile(r"[^\s<>()\[\]\\,;:\"@\x00-\x1f\x7f]+@[^\s<>()\[\]\\,;:\"@\x00-\x1f\x7f]+")
_ONZICHTBAAR = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True)
class Adresregel:
    """The addresses of one answer; ``te_veel``: there are more than one line may hold."""

    adressen: list[str]
    te_veel: bool = False

    def tekst(self, scheiding: str) -> str:
        return SCHEIDING[scheiding].join(self.adressen)

    @property
    def liever_bcc(self) -> bool:
        return len(self.adressen) > LIEVER_BCC


def adresregel(vraag: OrganisatieFilter, gebruiker: Bezoeker, wie: str) -> Adresregel:
    """Collect the addresses that this user may take along; one query, and each address once."""
    rows = _contacten(vraag, gebruiker, wie)[: HOOGSTENS + 1]
    found: dict[str, str] = {}
    for naam, functie, email, vorm, organisatie in rows:
        person = vorm == Contact.Vorm.PERSOON
        name = (naam or functie or organisatie) if person else organisatie
        if _ADRES.fullmatch(email):
            found.setdefault(email.casefold(), adres(name, email))
    if len(rows) > HOOGSTENS:
        return Adresregel([], te_veel=True)
    return Adresregel(list(found.values()))


def adres(naam: str, email: str) -> str:
    """Write one address with its name; nothing in the name can end it or begin another."""
    name = " ".join(_ONZICHTBAAR.sub(" ", naam).split())
    if not name:
        return email
    return f"{name if _GEWOON.fullmatch(name) else _tussen_aanhalingstekens(name)} <{email}>"


def mag_personen(gebruiker: Bezoeker) -> bool:
    """Whether the address of any person may stand in the line of this user."""
    return neemt_personen_mee(gebruiker) or bool(eigen_organisaties(gebruiker))


def keuzes_voor(gebruiker: Bezoeker) -> tuple[str, ...]:
    """Say whose addresses this user may choose; the first when nothing is chosen."""
    return (PERSONEN, ALGEMEEN, BEIDE) if mag_personen(gebruiker) else (ALGEMEEN,)


def _tussen_aanhalingstekens(naam: str) -> str:
    escaped = naam.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _contacten(
    vraag: OrganisatieFilter, gebruiker: Bezoeker, wie: str
) -> Iterable[tuple[str, str, str, str, str]]:
    general, people = Q(vorm=Contact.Vorm.ALGEMEEN), Q(vorm=Contact.Vorm.PERSOON)
    if not neemt_personen_mee(gebruiker):
        people &= Q(organisatie_id__in=eigen_organisaties(gebruiker))
    asked = {PERSONEN: people, ALGEMEEN: general, BEIDE: general | people}[wie]
    rows = contacten_van(vraag, gebruiker).filter(asked, organisatie__in=vraag.qs.values("pk"))
    rows = rows.exclude(email="").order_by(Lower("organisatie__naam"), "volgorde", "pk")
    return rows.values_list("naam", "functie", "email", "vorm", "organisatie__naam")
