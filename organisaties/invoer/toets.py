"""The check of a plan's rows against everything else: what cannot be written is refused by row.

Without it one wrong row would stop the whole source at the moment that the plan is applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from organisaties.foto import INGANGEN, Foto
from organisaties.invoer.bron import Rij
from organisaties.invoer.vergelijk import Planregel, kale_cellen, leesbaar
from organisaties.keuring import Fout, Geweigerd, keur_geheel
from organisaties.models import Contact, Invoer, Invoerregel, Organisatie, Soort
from organisaties.toewijzing import Bereik, balie_van_foto
from organisaties.velden import VOCABULAIRES
from organisaties.velden.basis import als_uuid
from organisaties.velden.gebieden import Werkgebieden
from wijken.models import Wijk
from wijken.porties import in_porties

Lot = Invoerregel.Lot
SCHRIJVEND = (Lot.NIEUW, Lot.GEWIJZIGD, Lot.TERUG)
_CONTACTEN = ("contacten", "personen")
PORTIE = 2_000
BUITEN = (
    "Deze ingang hoort niet bij uw wijken. Vraag het de kwartiermaker van die wijk, of de "
    "beheerder. Is de regel nieuw, geef dan een adres of een wijk van u."
)


def reden(error: Geweigerd) -> str:
    return "; ".join(f"{fault.veld}: {fault.melding}" for fault in error.fouten)


def weiger(regel: Planregel | Invoerregel, reason: str, rij: Rij | None = None) -> None:
    regel.lot, regel.melding = Lot.GEWEIGERD, leesbaar(reason)
    regel.waarden, regel.voorstel = {}, {}
    if rij is not None:
        regel.cellen = kale_cellen(rij)


class Toets:
    """Remembers, over all portions, what must be unique and what must come along."""

    def __init__(self, grens: Bereik | None = None) -> None:
        self.codes = _codes()
        self.grens = grens  # the areas that who brings it in is held to
        self.eigenaars: dict[tuple[str, str], int] = {}  # what must be unique -> number of the row
        # (number and key of the row, since a holder has the number of its first location), and the
        # entries that it names: (field, uuid)
        self.cellen: dict[tuple[int, str], dict[str, str]] = {}  # of who may have to be refused
        self.genoemd: list[tuple[tuple[int, str], tuple[tuple[str, str], ...]]] = []

    def los(self, waarden: Foto) -> None:
        """Check that the words and areas exist. Raises ``Geweigerd``."""
        faults = []
        for name, known in self.codes.items():
            if not (asked := waarden.get(name)):
                continue
            unknown = {asked} if isinstance(asked, str) else set(asked)
            if unknown := unknown - known:
                faults.append(Fout(0, name, f"“{min(unknown)}” bestaat niet."))
        if faults:
            raise Geweigerd(faults)

    def bezwaar(self, regel: Planregel, beeld: Foto) -> str:
        """Give the reason why this line cannot be written, empty when it can."""
        if regel.lot not in SCHRIJVEND:
            return ""
        whole = {**beeld, **regel.waarden}
        try:
            keur_geheel(whole)
        except Geweigerd as error:
            return reden(error)
        return self._buiten_grens([whole] if regel.organisatie_id is None else [beeld, whole])

    def _buiten_grens(self, beelden: list[Foto]) -> str:
        """Refuse what lies outside the areas of who brings it in, before or after the change."""
        if self.grens is None or all(self.grens.heeft(balie_van_foto(b)) for b in beelden):
            return ""
        return BUITEN

    def uniek(self, regels: list[tuple[Planregel, Rij]]) -> None:
        """Refuse, in place, what is another entry's: web address, uuid or contact."""
        lines = [(r, rij, list(_uniek(r.waarden))) for r, rij in regels if r.lot in SCHRIJVEND]
        taken = _bezet({key for _, _, keys in lines for key in keys})
        for regel, rij, keys in lines:
            for key in keys:
                owner = taken.get(key, regel.organisatie_id)
                other = self.eigenaars.setdefault(key, regel.nummer)
                if other != regel.nummer:
                    weiger(regel, f"{key[0]}: “{key[1]}” staat ook op regel {other}.", rij)
                elif owner != regel.organisatie_id:
                    weiger(regel, f"{key[0]}: “{key[1]}” is al van een andere ingang.", rij)
            if others := tuple(_genoemd(regel.waarden)):
                line = (regel.nummer, regel.sleutel)
                self.genoemd.append((line, others))
                if any(("uuid", value) not in self.eigenaars for _, value in others):
                    self.cellen[line] = kale_cellen(rij)

    def weiger_zonder_doel(self, invoer: Invoer) -> Counter[str]:
        """Refuse who names an entry that does not exist and does not come with this plan either.

        A refusal can leave another row without its umbrella, so this goes on until nothing
        changes. Gives what the refused rows were, by number.
        """
        there = _bestaande(self._genoemde_uuids())
        coming = self._komend(invoer)
        was: Counter[str] = Counter()
        rest = self.genoemd
        while True:
            known = there | coming
            missing = {
                line: f"{name}: “{value}” bestaat niet."
                for line, others in rest
                for name, value in others
                if value not in known
            }
            if not missing:
                return was
            was.update(self._weiger_regels(invoer, missing, coming))
            rest = [item for item in rest if item[0] not in missing]

    def _weiger_regels(
        self, invoer: Invoer, missing: Mapping[tuple[int, str], str], coming: set[str]
    ) -> Iterator[str]:
        """Refuse these lines of the plan, and say what each was; what they brought stays away."""
        for portion in in_porties(missing, PORTIE):
            rows = invoer.regels.filter(nummer__in={number for number, _ in portion})
            refused = [row for row in rows if (row.nummer, row.sleutel) in missing]
            for row in refused:
                yield row.lot
                coming.discard(row.waarden.get("uuid", ""))
                weiger(row, missing[row.nummer, row.sleutel])
                row.cellen = self.cellen.get((row.nummer, row.sleutel), {})
            changed = ("lot", "melding", "waarden", "voorstel", "cellen")
            Invoerregel.objects.bulk_update(refused, changed, batch_size=100)

    def _genoemde_uuids(self) -> set[str]:
        return {value for _, others in self.genoemd for _, value in others}

    def _komend(self, invoer: Invoer) -> set[str]:
        """Find which of the entries that are named come along with this plan."""
        numbers = {self.eigenaars.get(("uuid", value)) for value in self._genoemde_uuids()}
        new = invoer.regels.filter(lot=Lot.NIEUW)
        found: set[str] = set()
        for portion in in_porties(numbers - {None}, PORTIE):
            rows = new.filter(nummer__in=portion)
            found.update(rows.values_list("waarden__uuid", flat=True))
        return found


def _codes() -> dict[str, set[str]]:
    """Read the codes that exist, for each field that names words or areas."""
    codes = {"soort": _kolom(Soort, "slug"), "wijk": _kolom(Wijk, "slug")}
    codes |= {name: _kolom(model, "slug") for name, model in VOCABULAIRES.items()}
    areas = Werkgebieden.SOORTEN.items()
    codes["werkgebied"] = {f"{k}:{code}" for k, (m, col) in areas for code in _kolom(m, col)}
    return codes


def _kolom(model: Any, kolom: str) -> set[str]:
    return set(model.objects.values_list(kolom, flat=True))


def _uniek(waarden: Foto) -> Iterator[tuple[str, str]]:
    """Give what may be with one entry only: its web address, its uuid, those of its contacts."""
    for name in ("slug", "uuid"):
        if waarden.get(name):
            yield name, waarden[name]
    for name in _CONTACTEN:
        for row in waarden.get(name) or []:
            yield "contact", row["uuid"]


def _bezet(keys: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Find which of these are kept already, and with which entry."""
    found: dict[tuple[str, str], int] = {}
    for kind, model, column, owner in (
        ("slug", Organisatie, "slug", "pk"),
        ("uuid", Organisatie, "uuid", "pk"),
        ("contact", Contact, "uuid", "organisatie_id"),
    ):
        asked = [als_uuid(v) if column == "uuid" else v for name, v in keys if name == kind]
        for portion in in_porties(asked, PORTIE):
            rows = model.objects.filter(**{f"{column}__in": portion}).values_list(column, owner)
            found |= {(kind, str(value)): pk for value, pk in rows}
    return found


def _bestaande(uuids: set[str]) -> set[str]:
    asked = [value for value in uuids if als_uuid(value)]
    rows = (
        Organisatie.objects.filter(uuid__in=portion).values_list("uuid", flat=True)
        for portion in in_porties(asked, PORTIE)
    )
    return {str(value) for portion in rows for value in portion}


def _genoemd(waarden: Foto) -> Iterator[tuple[str, str]]:
    """Give the other entries that a row names, each with its field."""
    yield from ((name, waarden[name]) for name in INGANGEN if waarden.get(name))
    for member in (waarden.get("overleg") or {}).get("leden", []):
        yield "overleg", member
