"""Addresses in, points out: kept answers first, then the geocoder, then the postcode."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from wijken.geocoder import bewaren, pdok
from wijken.geocoder.adres import Adres, is_postbus, normaal, postcode
from wijken.geocoder.oordeel import Oordeel, beoordeel, beste
from wijken.models import Adrespunt, Postcode
from wijken.porties import in_porties

PORTIE = 100  # addresses between two writes: at most so many answers are lost when it is broken off
MAX_OP_RIJ = 3  # failures one after another before the geocoder is left alone
_RANG = {"hand": 3, "adres": 2, "": 2, "postcode": 1, None: 0}


class Vondst(NamedTuple):
    """A point in WGS84 degrees. ``kwaliteit``: "adres", or "postcode" when it is approximate."""

    lat: float
    lon: float
    kwaliteit: str
    score: float | None
    adres_id: str
    bron: str


class Uitkomst(NamedTuple):
    """What became of one address; ``let_op`` is a sentence for people, mostly empty.

    ``twijfel``: something was found, but a human has to say whether it is this address.
    """

    vondst: Vondst | None
    twijfel: bool = False
    let_op: str = ""


class Dienst(Protocol):
    """What a geocoder has to offer; see ``pdok.Locatieserver``."""

    def zoek(self, adres: Adres) -> Iterable[list[pdok.Treffer]]: ...


def zoek(
    adressen: Iterable[Adres],
    *,
    vers: bool = False,
    meld: Callable[[str], None] | None = None,
    dienst: Dienst | None = None,
) -> dict[Adres, Uitkomst]:
    """Find the point of each address; never raises because of the geocoder.

    ``vers`` asks again what is kept already. ``meld`` gets a Dutch sentence, once, when the
    geocoder is left alone. Three queries a portion, however many addresses there are. Answers are
    written as they come, so call this outside a transaction that writes entries.
    """
    return Reeks(vers=vers, meld=meld, dienst=dienst).zoek(adressen)


def beter(oud_kwaliteit: str | None, nieuw_kwaliteit: str | None) -> bool:
    """Whether a point of the new quality is better than one of the old; None is no point at all.

    Hand, then the address itself ("" is a point that a source gave), then the postcode. Of equal
    quality the old one stays: when the address itself has changed, that is for the caller to see.
    """
    return _RANG[nieuw_kwaliteit] > _RANG[oud_kwaliteit]


class Reeks:
    """What was asked in one piece of work, and how often that failed: see ``zoek``.

    For who asks a portion at a time: a geocoder that was left alone in one is left alone in all.
    """

    def __init__(
        self,
        *,
        vers: bool = False,
        meld: Callable[[str], None] | None = None,
        dienst: Dienst | None = None,
    ) -> None:
        self.dienst, self.vers = dienst or pdok.ingesteld(), vers
        self.meld = meld or (lambda _text: None)
        self.gevraagd: set[str] = set()
        self.mislukt: set[str] = set()
        self.op_rij = 0

    @property
    def tegelijk(self) -> int:
        """How many addresses to look up at once: many, when nobody has to be waited for."""
        return PORTIE if self.dienst else 10 * PORTIE

    def zoek(self, adressen: Iterable[Adres]) -> dict[Adres, Uitkomst]:
        found: dict[Adres, Uitkomst] = {}
        for portie in in_porties(dict.fromkeys(adressen), self.tegelijk):
            found |= self._portie(portie)
        return found

    def _portie(self, adressen: list[Adres]) -> dict[Adres, Uitkomst]:
        questions = {adres: normaal(adres) for adres in adressen}
        rows = bewaren.bekend(set(questions.values()))
        fresh: dict[str, Adrespunt] = {}
        try:
            for adres, vraag in questions.items():
                if self._moet_vragen(vraag, rows) and (oordeel := self._vraag(adres, vraag)):
                    fresh[vraag] = bewaren.als_rij(vraag, oordeel, rows.get(vraag))
        finally:  # what was answered before a break is not asked again
            if fresh:
                bewaren.bewaar(fresh.values())
        rows |= fresh
        places = _postcodes(adressen)
        return {
            adres: self._uitkomst(adres, vraag, rows.get(vraag), places)
            for adres, vraag in questions.items()
        }

    def _moet_vragen(self, vraag: str, rows: Mapping[str, Adrespunt]) -> bool:
        if not vraag or self.dienst is None or vraag in self.gevraagd:
            return False
        return self.vers or bewaren.verlopen(rows.get(vraag))

    def _vraag(self, adres: Adres, vraag: str) -> Oordeel | None:
        """Ask; None when there is no answer. After a few of those the geocoder is left alone."""
        self.gevraagd.add(vraag)
        best = Oordeel()
        try:
            for treffers in self.dienst.zoek(adres):
                best = beste(best, beoordeel(adres, treffers))
                if best.zeker:
                    break
        except pdok.GeenAntwoord as error:
            self._mislukt(vraag, error)
            return None
        self.op_rij = 0
        return best

    def _mislukt(self, vraag: str, error: pdok.GeenAntwoord) -> None:
        self.mislukt.add(vraag)
        self.op_rij += 1
        if self.op_rij >= MAX_OP_RIJ:
            self.dienst = None
            text = _(
                "%(reden)s We vragen de adreszoeker nu niets meer. De andere adressen krijgen "
                "voorlopig een punt bij benadering, uit de postcode."
            )
            self.meld(text % {"reden": error})

    def _uitkomst(
        self, adres: Adres, vraag: str, rij: Adrespunt | None, plekken: Mapping[str, Postcode]
    ) -> Uitkomst:
        if rij is not None and rij.stand == Adrespunt.Stand.GEVONDEN:
            found = Vondst(rij.lat, rij.lon, "adres", rij.score, rij.adres_id, rij.bron)
            return Uitkomst(found, False, f"{rij.toelichting} {_buiten(rij)}".strip())
        point = _van_postcode(adres, plekken)
        if rij is not None:
            return Uitkomst(point, rij.stand == Adrespunt.Stand.TWIJFEL, rij.toelichting)
        if vraag in self.mislukt:
            return Uitkomst(point, False, _("De adreszoeker gaf voor dit adres geen antwoord."))
        return Uitkomst(point)


def _buiten(rij: Adrespunt) -> str:
    """Say that an address lies outside the municipality: it may be right, and is worth a look."""
    if rij.gemeente_code in ("", settings.KAART["gemeente"]):
        return ""
    return _("Dit adres ligt buiten de gemeente: %s.") % rij.weergave


def _postcodes(adressen: Iterable[Adres]) -> dict[str, Postcode]:
    codes = {postcode(adres.postcode) for adres in adressen} - {""}
    codes |= {code[:4] for code in codes}
    return Postcode.objects.in_bulk(codes, field_name="postcode") if codes else {}


def _van_postcode(adres: Adres, plekken: Mapping[str, Postcode]) -> Vondst | None:
    """Give the place of the postcode, six characters or else four digits; a box has no place."""
    code = postcode(adres.postcode)
    row = plekken.get(code) or plekken.get(code[:4])
    if row is None or is_postbus(adres):
        return None
    return Vondst(row.lat, row.lon, "postcode", None, "", _("postcode %s") % row.postcode)
