"""The municipal social map, from a table export: which of our entries are there, and what differs.

It adds nothing: a row that is about an entry of ours gives that entry the key under which the
municipality knows it, so that the page can point to its twin there. Values that differ become
proposals, because somebody else wrote them; that is the list of differences.

No export was at hand when this was made: headers are recognised by the names they may have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from organisaties.foto import Foto
from organisaties.invoer.bron import Bron, Rij, Verslag
from organisaties.invoer.kaartjes.bereik import zelfde
from organisaties.invoer.lezen import waarden
from organisaties.invoer.lezen.koppen import zoek_kolommen
from organisaties.invoer.lezen.tabel import Tabelrij, open_tabel
from organisaties.invoer.tweelingen import Tweelingen
from organisaties.tweeling import BRON as BRON_VAN_SLEUTELS
from organisaties.tweeling import sleutel_van
from wijken.porties import in_porties

from .registers import Aantekeningen, Velden, algemeen_contact

KOPPEN = {
    "sleutel": ("id", "sleutel", "kenmerk", "identificatie", "organisatie-id", "nummer", "code"),
    "pagina": ("url", "pagina", "link", "detailpagina", "url sociale kaart", "permalink"),
    "naam": ("naam", "naam organisatie", "organisatienaam", "organisatie", "titel"),
    "soort": ("soort", "soort organisatie"),
    "rubriek": ("rubriek", "rubrieken", "hoofdrubriek", "categorie", "thema", "onderwerp"),
    "adres": ("adres", "bezoekadres", "straat en huisnummer", "adresregel"),
    "straat": ("straat", "straatnaam"),
    "huisnummer": ("huisnummer", "huisnr", "nr"),
    "toevoeging": ("toevoeging", "huisnummertoevoeging", "huisletter"),
    "postcode": ("postcode", "pc"),
    "plaats": ("plaats", "woonplaats", "plaatsnaam", "stad"),
    "telefoon": ("telefoon", "telefoonnummer", "tel", "algemeen telefoonnummer"),
    "email": ("e-mail", "e-mailadres", "mail", "algemeen e-mailadres"),
    "website": ("website", "webadres", "internetadres", "site", "homepage"),
    "omschrijving": ("omschrijving", "beschrijving", "toelichting", "tekst"),
}
PORTIE = 1_000  # rows of which the contacts are read at once
LANGSTE_SLEUTEL = 100


def lees(pad: Path, verslag: Verslag) -> Iterator[Rij]:  # noqa: ARG001 -- nothing to report
    tabel = open_tabel(pad)
    columns = zoek_kolommen(tabel.kop, KOPPEN, {"naam"})
    if not {"sleutel", "pagina"} & columns.keys():
        zoek_kolommen(tabel.kop, KOPPEN, {"sleutel"})  # refuses, naming the column
    twins = Tweelingen(BRON_VAN_SLEUTELS)
    for portion in in_porties(tabel.rijen(), PORTIE):
        rows = [_lees_rij(row, _velden(columns, row), twins) for row in portion]
        contacts = twins.contacten(pk for _rij, _contact, pk in rows if pk)
        for rij, contact, pk in rows:
            yield _met_contact(rij, contact, contacts.get(pk, []))


def _velden(columns: Mapping[str, str], row: Tabelrij) -> Velden:
    """Give the cells on one line each, but the description as it was written."""
    cells = Velden(columns, row.cellen)
    cells["omschrijving"] = waarden.kaal(row.cellen.get(columns.get("omschrijving", ""), ""))
    return cells


def _lees_rij(row: Tabelrij, cells: Velden, twins: Tweelingen) -> tuple[Rij, Foto, int]:
    """Give the row, its contact, and the entry that it is about, 0 when there is none for sure.

    A value that cannot be read is left out and said: nothing is written from this table without
    consent, so a bad number is no reason to lose the link to the twin.
    """
    notes = Aantekeningen()
    try:
        key = _sleutel(row, cells)
        values, contact = _waarden(cells, notes), _contact(cells, notes)
        match = {**values, "contacten": [contact]}
        twin = twins.zoek(key, match, cells["soort"] or cells["rubriek"])
    except ValueError as error:
        return Rij(row.nummer, "", melding=str(error), cellen=row.cellen), {}, 0
    rij = Rij(row.nummer, key, values, let_op=tuple(notes.let_op), cellen=row.cellen)
    if twin is None or not twin.uuid:
        return rij, contact, twin.pk if twin else 0
    why = f"Herkend aan: {', '.join(twin.redenen)}."
    linked = {**values, "sleutels": [f"{BRON_VAN_SLEUTELS}:{key}"]}
    rij = replace(rij, ingang=twin.uuid, waarden=linked, let_op=(*rij.let_op, why))
    return rij, contact, twin.pk


def _sleutel(row: Tabelrij, cells: Velden) -> str:
    if row.fout:
        raise ValueError(row.fout)
    if not cells["naam"]:
        raise ValueError("De naam ontbreekt. Vul de naam van de organisatie in.")
    key = cells["sleutel"] or sleutel_van(cells["pagina"])
    if not key:
        raise ValueError("Het kenmerk (id) en het webadres (url) ontbreken. Vul één van beide in.")
    if len(key) > LANGSTE_SLEUTEL:
        raise ValueError(
            f"Het kenmerk is langer dan {LANGSTE_SLEUTEL} tekens. Gebruik de kolom met het id."
        )
    return key


def _waarden(cells: Velden, notes: Aantekeningen) -> Foto:
    """Give the values that are filled: an empty cell says nothing about the entry."""
    found: Foto = {
        "naam": cells["naam"],
        "omschrijving": cells["omschrijving"],
        "website": notes.mag(waarden.website, cells["website"], ""),
        "postcode": notes.mag(waarden.postcode, cells["postcode"], ""),
        "plaats": waarden.plaatsnaam(cells["plaats"]),
        **_straat(cells, notes),
    }
    return {name: value for name, value in found.items() if value}


def _straat(cells: Velden, notes: Aantekeningen) -> Foto:
    """Give street and number from their own columns, or from the one that has both."""
    street, number, addition = cells["straat"], cells["huisnummer"], cells["toevoeging"]
    whole = " ".join(filter(None, (street, number, addition))) or cells["adres"]
    parts = notes.mag(waarden.straat_en_nummer, whole, ("", "", ""))
    return dict(zip(("straat", "huisnummer", "toevoeging"), parts, strict=True))


def _contact(cells: Velden, notes: Aantekeningen) -> Foto:
    phone, mended = notes.mag(waarden.telefoon, cells["telefoon"], ("", ""))
    notes.let_op += [mended] if mended else []
    return {"telefoon": phone, "email": notes.mag(waarden.email, cells["email"], "")}


def _met_contact(rij: Rij, contact: Foto, bekend: list[Foto]) -> Rij:
    """Add of the contact what the entry does not have: the same number twice helps nobody."""
    new = {
        name: value
        for name, value in contact.items()
        if value and not any(zelfde(name, value, old[name]) for old in bekend)
    }
    extra = algemeen_contact(BRON_VAN_SLEUTELS, rij.sleutel, **new)
    return replace(rij, aanvulling=extra) if extra else rij


BRON = Bron(
    code=BRON_VAN_SLEUTELS,
    naam="Sociale kaart van de gemeente",
    lees=lees,
    uitleg=(
        "Een tabel uit de sociale kaart van de gemeente, met een kolom id of url. Er komt niets "
        "bij: ingangen die op beide kaarten staan krijgen een verwijzing. Een leeg "
        "veld wordt aangevuld; verschillen worden voorstellen."
    ),
    volledig=False,
    voegt_toe=False,
    plaatst=False,
)
