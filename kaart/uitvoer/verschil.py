"""What changed since the last time: a print of every row, compared with those of last time.

A print is a keyed HMAC of all cells of a row, so that nobody reads a value from the log. It is
another one for each account, and only the last export of a question keeps its prints
(``organisaties.uitvoerlog``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kaart.uitvoer.kolommen import PERSOON
from organisaties.models import Contact, Organisatie
from wijken.porties import in_porties

if TYPE_CHECKING:
    from organisaties.models import Gebruiker

MAX_RIJEN = 25_000  # of a longer list no prints are kept
LENGTE = 16  # hexadecimal digits of a print
PORTIE = 500
NIEUW, GEWIJZIGD, VERVALLEN = "nieuw", "gewijzigd", "vervallen"
TE_VEEL = "te veel"  # stands in the place of the prints of a list that was too long


class Vervallen(NamedTuple):
    """A row of last time that is gone: its id, and of its entry what may still be shown."""

    id: str
    organisatie: str = ""
    organisatie_id: str = ""

    def cellen(self, per: str) -> dict[str, str]:
        """Give the cells that are known, by the code of the column."""
        if per == PERSOON:
            return {
                "id": self.id,
                "organisatie": self.organisatie,
                "organisatie_id": self.organisatie_id,
            }
        return {"id": self.id, "naam": self.organisatie}


class Vergelijking:
    """Prints of the rows of one export, beside those of the last.

    ``gevraagd``: the file holds the differences only. Without it the prints are kept for next time.
    """

    def __init__(
        self, gebruiker: Gebruiker, vorige: dict[str, str] | None = None, *, gevraagd: bool = False
    ) -> None:
        self.gevraagd = gevraagd
        self._wie = gebruiker
        self._vorige = vorige or {}
        self._over = dict.fromkeys(self._vorige)  # not seen again yet, in the order of last time
        self._nu: dict[str, str] | None = {}
        self._hmac = salted_hmac(f"kaart.uitvoer.rij.{gebruiker.pk}", "", algorithm="sha256")

    @property
    def afdrukken(self) -> dict[str, str]:
        """Give what is kept for next time."""
        return {TE_VEEL: ""} if self._nu is None else self._nu

    def neem(self, id: str, cellen: list[str]) -> str:
        """Take the print of a row; say "nieuw", "gewijzigd", or nothing when it is the same."""
        print_ = self._afdruk(cellen)
        self._bewaar(id, print_)
        self._over.pop(id, None)
        if id not in self._vorige:
            return NIEUW
        return "" if self._vorige[id] == print_ else GEWIJZIGD

    def vervallen(self, per: str) -> Iterator[Vervallen]:
        """Give what was there last time and did not come again."""
        find = self._van_personen if per == PERSOON else self._van_ingangen
        for ids in in_porties(self._over, PORTIE):
            known = find(ids)
            yield from (Vervallen(id_, *known.get(id_, ())) for id_ in ids)

    def _afdruk(self, cellen: list[str]) -> str:
        mac = self._hmac.copy()
        mac.update(repr(cellen).encode("utf-8", "replace"))
        return mac.hexdigest()[:LENGTE]

    def _bewaar(self, id_: str, afdruk: str) -> None:
        if self._nu is None:
            return
        self._nu[id_] = afdruk
        if len(self._nu) > MAX_RIJEN:
            self._nu = None

    def _van_ingangen(self, ids: list[str]) -> dict[str, tuple[str, ...]]:
        """Name the entries that this user may still see, by their id."""
        seen = Organisatie.objects.zichtbaar_voor(self._wie).filter(uuid__in=ids)
        return {str(uuid): (naam,) for uuid, naam in seen.values_list("uuid", "naam")}

    def _van_personen(self, ids: list[str]) -> dict[str, tuple[str, ...]]:
        """Name the entry of persons who are no longer shown themselves, when it still is."""
        entries = Organisatie.objects.zichtbaar_voor(self._wie)
        rows = Contact.objects.filter(uuid__in=ids, organisatie__in=entries)
        columns = rows.values_list("uuid", "organisatie__naam", "organisatie__uuid")
        return {str(uuid): (naam, str(entry)) for uuid, naam, entry in columns}


def te_veel(afdrukken: dict[str, str]) -> bool:
    """Whether the list of last time was too long to be compared with."""
    return TE_VEEL in afdrukken


def uitleg_te_veel() -> str:
    return _(
        "Uw vorige lijst had meer dan %(max)s rijen. Zo’n lange lijst kunnen wij niet vergelijken. "
        "Stel een kleinere vraag, of neem de hele lijst mee."
    ) % {"max": f"{MAX_RIJEN:,}".replace(",", ".")}
