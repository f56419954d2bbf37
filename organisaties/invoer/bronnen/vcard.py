"""Visiting cards (vCard): contact persons, and the general contact, of entries that we know.

A card belongs to the entry that its ORG names (``organisaties.invoer.kaartjes``). The cards of one
entry become one row, so that they do not overwrite each other; nobody is taken away. New persons
are for coordinators only, until somebody decides otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from organisaties.invoer.bron import Bron, Rij, Verslag
from organisaties.invoer.gewist import alle_gewiste
from organisaties.invoer.kaartjes.groep import Groep, merk, persoonsnaam
from organisaties.invoer.kaartjes.ingangen import Ingang, Ingangen, Onbekend
from organisaties.invoer.lezen.vcard import Kaart, lees_kaarten
from organisaties.velden import HANGENDE
from wijken.porties import in_porties

PORTIE = 2_000  # entries of which the contacts are read at once
LANGSTE_SLEUTEL = 100
LEEG = "kaart van een organisatie zonder e-mailadres of telefoonnummer"
DUBBEL = "kaart staat er twee keer in"


def lees(pad: Path, verslag: Verslag) -> Iterator[Rij]:
    """Give a row for each entry with cards, and one for each card that is refused."""
    kaarten = list(lees_kaarten(pad))
    ingangen = Ingangen(kaarten)
    per_ingang: dict[Ingang, list[Kaart]] = defaultdict(list)
    let_op: dict[Ingang, list[str]] = defaultdict(list)
    for kaart in kaarten:
        try:
            if kaart.fout:
                raise Onbekend(kaart.fout)
            ingang, note = ingangen.van(kaart)
        except Onbekend as error:
            yield _geweigerd(kaart, str(error))
            continue
        per_ingang[ingang].append(kaart)
        let_op[ingang] += [f"Kaart {kaart.nummer}: {note}"] if note else []
    for ingang, groep in _groepen(per_ingang):
        personen, algemeen = _gescheiden(per_ingang[ingang], ingangen)
        bereikbaar = [kaart for kaart in algemeen if kaart.emails or kaart.telefoons]
        if leeg := len(algemeen) - len(bereikbaar):
            verslag.overgeslagen[LEEG] += leeg
        groep.lees(personen, bereikbaar)
        yield from _rijen(groep, per_ingang[ingang][0].nummer, let_op[ingang], verslag)


def _groepen(ingangen: Iterable[Ingang]) -> Iterator[tuple[Ingang, Groep]]:
    gone = alle_gewiste()
    for portion in in_porties(ingangen, PORTIE):
        keys = [ingang.pk for ingang in portion]
        personen, algemeen = (HANGENDE[name].lees(keys) for name in ("personen", "contacten"))
        for ingang in portion:
            has = (personen.get(ingang.pk, []), algemeen.get(ingang.pk, []))
            yield ingang, Groep(ingang, *has, gone)


def _gescheiden(kaarten: list[Kaart], ingangen: Ingangen) -> tuple[list[Kaart], list[Kaart]]:
    parts: tuple[list[Kaart], list[Kaart]] = ([], [])
    for kaart in kaarten:
        parts[not _is_persoon(kaart, ingangen)].append(kaart)
    return parts


def _is_persoon(kaart: Kaart, ingangen: Ingangen) -> bool:
    """Whether it is about a person; a lone address at "Jan@..." is treated as one, to be safe."""
    if ingangen.is_persoon(kaart):
        return True
    if kaart.bedrijf or ingangen.is_ingang(kaart):
        return False
    return bool(persoonsnaam(kaart) or kaart.titel or "@" in kaart.naam)


def _rijen(groep: Groep, nummer: int, let_op: list[str], verslag: Verslag) -> Iterator[Rij]:
    for kaart, reason in groep.geweigerd:
        yield _geweigerd(kaart, reason)
    if groep.dubbel:
        verslag.overgeslagen[DUBBEL] += groep.dubbel
    if groep.aanvulling:
        yield Rij(
            nummer,
            groep.ingang.uuid,
            ingang=groep.ingang.uuid,
            aanvulling=groep.aanvulling,
            let_op=(*let_op, *groep.let_op),
        )


def _geweigerd(kaart: Kaart, reason: str) -> Rij:
    """Refuse a card; of the card itself only the two names by which it can be found again."""
    key = kaart.uid or merk("|".join((kaart.naam, *kaart.emails, str(kaart.nummer))))
    cells = {"FN": kaart.naam, "ORG": "; ".join(kaart.org)}
    return Rij(kaart.nummer, key[:LANGSTE_SLEUTEL], melding=reason, cellen=cells)


BRON = Bron(
    code="vcard",
    naam="Visitekaartjes (vCard)",
    lees=lees,
    uitleg=(
        "Contactpersonen uit uw adresboek, als vCard (.vcf). Elke kaart noemt de organisatie (ORG) "
        "met de naam zoals op de sociale kaart. Nieuwe personen zien alleen coördinatoren."
    ),
    soorten_bestand=(".vcf",),
    volledig=False,
    menselijk=True,
    voegt_toe=False,
    plaatst=False,
)
