"""What a source would change: its rows set against the entries, nothing written to them.

The plan is kept in the database, a portion of rows at a time so that memory does not grow with the
file, with a fingerprint of each entry as it was seen. Applying it is
``organisaties.invoer.toepassen``.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from organisaties.dubbelen.vergelijken import Kandidaat, Vergelijker
from organisaties.foto import Foto
from organisaties.invoegen import voeg_in
from organisaties.invoer.bekend import (
    Bekend,
    andere_uuids,
    lees_bekend,
    op_sleutel,
    op_uuid,
    verwijderde_sleutels,
)
from organisaties.invoer.bron import BestandGeweigerd, Lezing, Melder, Rij
from organisaties.invoer.gewist import GEWEIGERD, WEGGELATEN, contacten_van, gewiste, zonder
from organisaties.invoer.opruimen import zelden_opruimen
from organisaties.invoer.plaatsen import Plek, plaats
from organisaties.invoer.toets import Toets, reden, weiger
from organisaties.invoer.vergelijk import (
    Planregel,
    keur_rij,
    regel_bestaand,
    regel_geweigerd,
    regel_nieuw,
    regel_verdwenen,
    vul_aan,
)
from organisaties.keuring import Geweigerd, keur
from organisaties.models import Gebruiker, Invoer, Invoerregel, Organisatie, Sleutel
from organisaties.rechten import grens_van
from organisaties.rijen import LEEG
from wijken.geocoder import Reeks
from wijken.porties import in_porties

PORTIE = 1_000  # rows in memory at once
Lot = Invoerregel.Lot
_KOLOMMEN = (
    "invoer", "nummer", "sleutel", "lot", "organisatie", "waarden", "voorstel", "gezien",
    "melding", "let_op", "koppeling", "cellen",
)  # fmt: skip


@dataclass
class _Werk:
    """One row on its way: the entry that it is about, if any, and its tidied values."""

    rij: Rij
    pk: int | None = None
    waarden: Foto | None = None
    koppeling: tuple[Kandidaat, ...] = ()
    let_op: str = ""
    regel: Planregel | None = None


def maak_plan(
    lezing: Lezing,
    *,
    wie: Gebruiker | None = None,
    invoer: Invoer | None = None,
    voortgang: Melder | None = None,
) -> Invoer:
    """Set the rows of a source against the entries and keep what would change.

    ``wie`` brings it in: rows outside the areas that this person is held to are refused.
    ``invoer`` is the row of an upload that is waiting for its plan; without it one is made.
    ``voortgang`` is told the number of rows done. Raises ``BestandGeweigerd`` when the file as a
    whole is wrong; the ``Invoer`` then says so.
    """
    run = _begin(invoer or Invoer(wie=wie), lezing)
    try:
        with zelden_opruimen():
            toets = Toets(grens_van(wie))
            counts = _Planner(lezing, run, toets, voortgang or (lambda _n: None)).maak()
    except BestandGeweigerd as error:
        run.regels.all().delete()
        run.stand, run.melding = Invoer.Stand.MISLUKT, str(error)
        run.save()
        raise
    _rond_af(run, lezing, counts)
    return run


def _begin(run: Invoer, lezing: Lezing) -> Invoer:
    bron = lezing.bron
    run.bron, run.menselijk, run.stand = bron.code, bron.menselijk, Invoer.Stand.LEZEN
    run.gemaakt = timezone.now()
    run.bestand, run.vingerafdruk = lezing.bestand.naam[:300], lezing.bestand.vingerafdruk
    run.save()
    return run


def _rond_af(run: Invoer, lezing: Lezing, counts: Counter[str]) -> None:
    """Keep what was told beside the rows, and let the plan wait for a yes."""
    bron, report = lezing.bron, lezing.verslag
    run.tellingen = {lot.value: counts[lot] for lot in Lot}
    run.overgeslagen = {why: n for why, n in report.overgeslagen.items() if n}
    if bron.cijfer and not lezing.deel:
        run.cijfers = {"onderwerp": bron.cijfer, "aantallen": report.cijfers}
    run.peildatum = (lezing.bestand.peildatum or report.peildatum)[:30]
    run.melding = "\n".join(report.meldingen)
    run.stand = Invoer.Stand.PLAN
    run.save()


class _Planner:
    """Turns rows into lines of the plan, a portion at a time."""

    def __init__(self, lezing: Lezing, invoer: Invoer, toets: Toets, voortgang: Melder) -> None:
        self.lezing, self.invoer, self.voortgang = lezing, invoer, voortgang
        self.bron, self.verslag = lezing.bron, lezing.verslag
        self.gedaan = 0
        self.gezien: dict[str, int] = {}  # key -> number of the first row with it
        self.ingangen: dict[int, int] = {}  # entry -> number of the first row about it
        self.uuids = andere_uuids(self.bron.code)
        self.toets = toets
        self.reeks = Reeks(meld=self.verslag.meldingen.append)
        self.standaarden: deque[tuple[Foto, Foto]] = deque(maxlen=10)
        self.tellingen: Counter[str] = Counter()
        self._vergelijker: Vergelijker | None = None

    def maak(self) -> Counter[str]:
        for portion in in_porties(self.lezing.rijen, PORTIE):
            self._bewaar(self._regels(portion))
            self.gedaan += len(portion)
            self.voortgang(self.gedaan)
        if self.bron.volledig and not self.lezing.deel:
            self._verdwenen()
        refused = self.toets.weiger_zonder_doel(self.invoer)
        self.tellingen.subtract(refused)
        self.tellingen[Lot.GEWEIGERD] += sum(refused.values())
        return self.tellingen

    def _bewaar(self, regels: list[Planregel]) -> None:
        """Count every line and keep those that say something."""
        self.tellingen.update(regel.lot for regel in regels)
        kept = [r for r in regels if r.lot != Lot.ONGEWIJZIGD or r.voorstel]
        voeg_in(
            Invoerregel,
            _KOLOMMEN,
            (
                (
                    self.invoer.pk, r.nummer, r.sleutel, r.lot, r.organisatie_id, r.waarden,
                    r.voorstel, r.gezien, r.melding, r.let_op, r.koppeling, r.cellen,
                )
                for r in kept
            ),
        )  # fmt: skip

    # --- a portion ---------------------------------------------------------------------------

    def _regels(self, portion: list[Rij]) -> list[Planregel]:
        work = [_Werk(rij, regel=self._lees_niet(rij)) for rij in portion]
        for item in work:
            self._keur(item)
        self._zoek_ingangen([w for w in work if w.regel is None])
        self._koppel_alle(work)
        work = [item for item in work if not self._gaat_voorbij(item)]
        known = lees_bekend(self.bron, {w.pk for w in work if w.pk is not None})
        self._vul_aan(work, known)
        self._weer_gewiste([item for item in work if item.regel is None])
        self._plaats(work, known)
        for item in work:
            if item.regel is None:
                item.regel = self._vergelijk(item, known)
        self.toets.uniek([(item.regel, item.rij) for item in work if item.regel is not None])
        return [item.regel for item in work if item.regel is not None]

    def _lees_niet(self, rij: Rij) -> Planregel | None:
        """Refuse what could not be read, and a key that was there before: the first row counts."""
        first = self.gezien.setdefault(rij.sleutel, rij.nummer) if rij.sleutel else rij.nummer
        if rij.melding:
            return regel_geweigerd(rij, rij.melding)
        if first == rij.nummer:
            return None
        reason = f"Sleutel “{rij.sleutel}” staat ook op regel {first}. Houd er één over."
        return regel_geweigerd(rij, reason)

    def _zoek_ingangen(self, work: list[_Werk]) -> None:
        by_uuid = op_uuid({w.rij.ingang for w in work if w.rij.ingang})
        by_key = op_sleutel(self.bron.code, {w.rij.sleutel for w in work if not w.rij.ingang})
        for item in work:
            if not item.rij.ingang:
                item.pk = by_key.get(item.rij.sleutel)
                continue
            item.pk = by_uuid.get(item.rij.ingang)
            if item.pk is None:
                reason = f"Er is geen ingang met kenmerk “{item.rij.ingang}”. Laat het leeg."
                item.regel = regel_geweigerd(item.rij, reason)

    def _keur(self, item: _Werk) -> None:
        if item.regel is not None:
            return
        try:
            item.waarden = keur_rij(self.bron, item.rij)
            self.toets.los(item.waarden)
            if not item.rij.ingang:  # a key is what an entry is known by, also next time
                own = [f"{self.bron.code}:{item.rij.sleutel}"]
                own += item.waarden.get("sleutels", [])
                item.waarden |= keur({"sleutels": own})
        except Geweigerd as error:
            item.regel = regel_geweigerd(item.rij, reden(error))

    def _koppel_alle(self, work: list[_Werk]) -> None:
        """Look for entries, and let rows that name a linked one find it by the uuid it has here."""
        unknown = [item for item in work if item.pk is None]
        for item in unknown:
            self._koppel(item)
        linked = {item.pk: own for item in unknown if (own := item.rij.waarden.get("uuid"))}
        rows = Organisatie.objects.filter(pk__in=linked.keys() - {None})
        for pk, real in rows.values_list("pk", "uuid"):
            self.uuids[linked[pk]] = str(real)

    @cached_property
    def verwijderd(self) -> set[str]:
        """The keys of entries that people removed: a register does not bring those back."""
        ours = self.bron.menselijk or self.lezing.terughalen
        return set() if ours else verwijderde_sleutels(self.bron.code)

    def _koppel(self, item: _Werk) -> None:
        """Look for the entry that an unknown row may be about."""
        if item.regel is not None or item.pk is not None or item.rij.alleen_bekend:
            return
        if self._vergelijker is None:
            self._vergelijker = Vergelijker(self.bron.code)
        found = tuple(self._vergelijker.kandidaten({**LEEG, **item.waarden}))
        item.koppeling = found[:3]
        if found and found[0].zeker:
            item.pk = found[0].id

    def _gaat_voorbij(self, item: _Werk) -> bool:
        """Whether the row is about an entry that we neither know nor want to add."""
        if item.regel is not None or item.pk is not None:
            return False
        if item.rij.alleen_bekend:
            return True
        if item.rij.sleutel in self.verwijderd:
            self.verslag.overgeslagen["eerder door een mens verwijderd"] += 1
            return True
        if not self.bron.voegt_toe:
            self.verslag.overgeslagen["staat niet op deze kaart"] += 1
            return True
        return False

    def _vul_aan(self, work: list[_Werk], known: Bekend) -> None:
        for item in work:
            if item.regel is not None:
                continue
            try:
                item.waarden = self._heel(item, known.beelden.get(item.pk, LEEG))
            except Geweigerd as error:
                item.regel = regel_geweigerd(item.rij, reden(error))

    def _weer_gewiste(self, work: list[_Werk]) -> None:
        """Keep out persons who were erased: a human is told, a register goes on without them."""
        persons = {id(item): set(contacten_van(item.waarden)) for item in work}
        gone = gewiste(set().union(*persons.values()))
        for item in (i for i in work if persons[id(i)] & gone):
            if self.bron.menselijk:
                item.regel = regel_geweigerd(item.rij, GEWEIGERD)
                item.regel.cellen = {}
            else:
                item.waarden = zonder(item.waarden, gone)
                self.verslag.overgeslagen[WEGGELATEN] += 1

    def _heel(self, item: _Werk, beeld: Foto) -> Foto:
        """Add to lists, keep other keys, and name other entries by the uuid that they have here."""
        values = item.waarden or {}
        if item.pk is None and item.rij.bij_nieuw:
            values = {**self._bij_nieuw(item.rij.bij_nieuw), **values}
        if koepel := values.get("koepel"):
            values["koepel"] = self.uuids.get(koepel, koepel)
        if network := values.get("overleg"):
            members = sorted({self.uuids.get(lid, lid) for lid in network["leden"]})
            values["overleg"] = {**network, "leden": members}
        values["sleutels"] = sorted({*values.get("sleutels", []), *beeld["sleutels"]})
        return vul_aan(values, item.rij, beeld)

    def _bij_nieuw(self, ruw: Foto) -> Foto:
        """Check what fills new entries: the same few, kind by kind, so they are kept."""
        for seen, clean in self.standaarden:
            if seen == ruw:
                return clean
        clean = keur(ruw)
        self.toets.los(clean)
        self.standaarden.append((ruw, clean))
        return clean

    def _plaats(self, work: list[_Werk], known: Bekend) -> None:
        todo = [item for item in work if item.regel is None]
        if not self.bron.plaatst:
            return
        spots = [
            Plek(
                item.waarden,
                known.beelden.get(item.pk, LEEG),
                known.van_anderen.get(item.pk, ()),
                self.bron.menselijk,
            )
            for item in todo
        ]
        # The geocoder takes its time: say that we are still there.
        for number in plaats(spots, self.reeks):
            self.voortgang(self.gedaan + number)
        for item, spot in zip(todo, spots, strict=True):
            item.let_op = spot.let_op

    def _vergelijk(self, item: _Werk, known: Bekend) -> Planregel:
        rij, pk = item.rij, item.pk
        if pk is None:
            regel = regel_nieuw(rij, item.waarden)
        else:
            first = self.ingangen.setdefault(pk, rij.nummer)
            if first != rij.nummer:
                reason = f"Regel {first} gaat over dezelfde ingang. Houd er één over."
                return regel_geweigerd(rij, reason)
            regel = regel_bestaand(self.bron, rij, pk, item.waarden, known)
        if reason := self.toets.bezwaar(regel, known.beelden.get(pk, LEEG)):
            weiger(regel, reason, rij)
        self._zeg_erbij(regel, item)
        return regel

    def _zeg_erbij(self, regel: Planregel, item: _Werk) -> None:
        if item.let_op:
            regel.let_op = [*regel.let_op, item.let_op]
        regel.koppeling = [
            {"id": k.id, "score": k.score, "redenen": list(k.redenen), "zeker": k.zeker}
            for k in item.koppeling
        ]

    # --- what is gone ------------------------------------------------------------------------

    def _verdwenen(self) -> None:
        """Flag entries of which the source has no key any more with the day; never delete them."""
        rows = Sleutel.objects.filter(bron=self.bron.code, organisatie__verdwenen_op=None)
        if self.verslag.soorten:
            rows = rows.filter(organisatie__soort__slug__in=self.verslag.soorten)
        keys = list(rows.values_list("sleutel", "organisatie_id"))
        present = {pk for key, pk in keys if key in self.gezien} | self.ingangen.keys()
        gone = {pk: key for key, pk in keys if pk not in present}
        day = timezone.localdate().isoformat()
        for portion in in_porties(gone, PORTIE):
            known = lees_bekend(self.bron, portion)
            self._bewaar([regel_verdwenen(pk, gone[pk], day, known) for pk in portion])
