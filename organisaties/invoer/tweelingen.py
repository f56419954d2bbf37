"""The twin of a row from another map: the entry of ours that is the same place, when that is sure.

The other map has its own kinds, so an entry is asked for with each kind that it could have. A KDV,
a BSO and a school with one name at one address are three entries: then the row has to say which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from organisaties.dubbelen.vergelijken import Kandidaat, Vergelijker
from organisaties.foto import Foto
from organisaties.models import Organisatie, Sleutel, Soort
from organisaties.velden import HANGENDE
from organisaties.zoeken import woorden


class Tweeling(NamedTuple):
    """The entry, and why we think so; empty when the row carries a key that we know."""

    pk: int
    uuid: str
    redenen: tuple[str, ...] = ()


class _Ingang(NamedTuple):
    uuid: str
    naam: str
    soort: str
    postcode: str


class Tweelingen:
    """All entries that live, read once."""

    def __init__(self, bron: str) -> None:
        keys = Sleutel.objects.filter(bron=bron).values_list("sleutel", "organisatie_id")
        self._op_sleutel = dict(keys)
        rows = Organisatie.objects.filter(opgegaan_in=None)
        rows = rows.exclude(status=Organisatie.Status.GESTOPT)
        columns = ("pk", "uuid", "naam", "soort__slug", "postcode")
        self._alle = {pk: _Ingang(str(u), *rest) for pk, u, *rest in rows.values_list(*columns)}
        self._op_naam: dict[str, list[int]] = defaultdict(list)
        for pk, row in self._alle.items():
            self._op_naam[_naam(row.naam)].append(pk)
        self._soorten = {
            _naam(text): kind.slug
            for kind in Soort.objects.all()
            for text in (kind.slug, kind.naam)
        }
        self._bezet = set(self._op_sleutel.values())
        self._vergelijker = Vergelijker(bron)

    def zoek(self, sleutel: str, beeld: Foto, soort: str) -> Tweeling | None:
        """Find the entry; ``soort`` is the kind in the words of the other map.

        Raises ``ValueError`` when more than one fits equally well.
        """
        if pk := self._op_sleutel.get(sleutel):
            return Tweeling(pk, "")
        kind = self._soorten.get(_naam(soort), "")
        sure = self._zeker(beeld, kind) or self._op_precieze_naam(beeld, kind)
        if len(sure) > 1:
            names = " en ".join(f"“{self._alle[c.id].naam}”" for c in sure[:3])
            raise ValueError(
                f"Deze regel past bij {names}. Voeg een kolom ‘soort’ toe met de soort "
                "zoals op deze kaart, of haal de regel weg."
            )
        return next((Tweeling(c.id, self._alle[c.id].uuid, c.redenen) for c in sure), None)

    def contacten(self, ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
        """Read the general contacts of these entries."""
        return HANGENDE["contacten"].lees(list(ids))

    def _zeker(self, beeld: Foto, soort: str) -> list[Kandidaat]:
        near = self._vergelijker.kandidaten({**beeld, "soort": soort})
        kinds = {self._alle[c.id].soort for c in near if c.id in self._alle}
        asked = [self._vergelijker.kandidaten({**beeld, "soort": kind}) for kind in sorted(kinds)]
        return [found[0] for found in asked if found and found[0].zeker]

    def _op_precieze_naam(self, beeld: Foto, soort: str) -> list[Kandidaat]:
        """Find whom we know without an address: then the very same name has to be enough."""
        found = [
            pk
            for pk in self._op_naam.get(_naam(beeld["naam"]), ())
            if pk not in self._bezet
            and soort in ("", self._alle[pk].soort)
            and self._alle[pk].postcode in ("", beeld.get("postcode", ""))
        ]
        return [Kandidaat(pk, 100.0, ("zelfde naam",), True) for pk in found]


def _naam(text: str) -> str:
    return " ".join(woorden(text))
