"""One row of a source against the entry that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from organisaties.foto import GROEP, SAMEN, Foto, verschil, vingerafdruk
from organisaties.invoer.aanwezig import houd_stand
from organisaties.invoer.bekend import Bekend
from organisaties.invoer.bron import Bron, Rij, vaste_uuid
from organisaties.keuring import Fout, Geweigerd, keur
from organisaties.models import Invoerregel
from organisaties.velden.basis import als_uuid

Lot = Invoerregel.Lot
_CONTACTEN = ("contacten", "personen")


@dataclass(slots=True)
class Planregel:
    """A line of a plan on its way to the database; the fields are those of ``Invoerregel``.

    Making a model instance of every row, only to write its values, took a twentieth of a plan.
    """

    nummer: int
    sleutel: str
    lot: str
    organisatie_id: int | None = None
    waarden: Foto = field(default_factory=dict)
    voorstel: Foto = field(default_factory=dict)
    gezien: str = ""
    melding: str = ""
    let_op: list[str] = field(default_factory=list)
    koppeling: list[dict[str, Any]] = field(default_factory=list)
    cellen: dict[str, str] = field(default_factory=dict)


def keur_rij(bron: Bron, rij: Rij) -> Foto:
    """Tidy what the row says. Raises ``Geweigerd``.

    A contact without uuid gets one by its place, so that the same row gives the same contact.
    """
    values = {k: v for k, v in rij.waarden.items() if k != "uuid"}
    if rij.waarden.get("uuid") and als_uuid(rij.waarden["uuid"]) is None:
        raise Geweigerd([Fout(0, "uuid", "Dit kenmerk klopt niet. Laat het leeg.")])
    for name in _CONTACTEN:
        rows = values.get(name)
        if isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows):
            values[name] = [
                {"uuid": vaste_uuid(bron.code, f"{rij.sleutel}/{name}/{n}"), **row}
                for n, row in enumerate(rows)
            ]
    return keur(values)


def vul_aan(values: Foto, rij: Rij, beeld: Foto) -> Foto:
    """Add what the row adds to lists, to what the entry has. Raises ``Geweigerd``."""
    if not rij.aanvulling and not rij.eraf:
        return houd_stand(values, beeld)
    lists = {
        name: _samen(values.get(name, beeld.get(name)) or [], extra)
        for name, extra in rij.aanvulling.items()
    }
    for name, gone in rij.eraf.items():
        had = lists.get(name, values.get(name, beeld.get(name))) or []
        lists[name] = [word for word in had if word not in gone]
    return houd_stand({**values, **keur(lists)}, beeld)


def _samen(old: list[Any], extra: list[Any]) -> list[Any]:
    """Words by themselves; objects by their uuid, the new one in the place of the old."""
    if not any(isinstance(item, Mapping) for item in [*old, *extra]):
        return [*old, *(item for item in extra if item not in old)]
    new = {item["uuid"]: item for item in extra}
    kept = [{**item, **new.pop(item["uuid"], {})} for item in old]
    return [*kept, *new.values()]


def regel_nieuw(rij: Rij, values: Foto) -> Planregel:
    new = dict(values)
    if rij.waarden.get("uuid"):
        new["uuid"] = rij.waarden["uuid"]
    return _regel(rij, Lot.NIEUW, waarden=new)


def regel_bestaand(bron: Bron, rij: Rij, pk: int, values: Foto, known: Bekend) -> Planregel:
    """Say what would change: fields of others become proposals, the rest is written."""
    beeld = known.beelden[pk]
    # A key is added to what is there (``plan``), so whoever wrote the list loses nothing.
    theirs = known.van_anderen.get(pk, set()) - {"sleutels"}
    changes = {name: new for name, (_, new) in verschil(beeld, values).items()}
    kept = _met_hun_groep(changes.keys() & theirs)
    write = {name: new for name, new in changes.items() if name not in kept}
    back = bool(beeld["verdwenen_op"]) and bron.volledig and "verdwenen_op" not in theirs
    if back:
        write["verdwenen_op"] = None
    propose = {name: new for name, new in changes.items() if name in kept}
    return _regel(
        rij,
        Lot.TERUG if back else Lot.GEWIJZIGD if write else Lot.ONGEWIJZIGD,
        organisatie_id=pk,
        waarden=write,
        voorstel=_nog_niet_voorgesteld(propose, values, known.voorstellen.get(pk, {})),
        gezien=vingerafdruk(beeld) if write else "",
    )


def _met_hun_groep(namen: Iterable[str]) -> set[str]:
    """Add the fields that mean something only together with these."""
    groups = {GROEP[name] for name in namen if name in GROEP}
    return {*namen, *(name for group in groups for name in SAMEN[group])}


def _nog_niet_voorgesteld(propose: Foto, values: Foto, before: Mapping[str, Any]) -> Foto:
    """Leave out what was proposed before; take along where the source changed its mind."""
    new = {k: v for k, v in propose.items() if k not in before or not before[k].zegt(v)}
    same = {k: values[k] for k in before if k in values and k not in propose}
    return {**new, **{k: v for k, v in same.items() if not before[k].zegt(v)}}


def regel_verdwenen(pk: int, sleutel: str, dag: str, known: Bekend) -> Planregel:
    """Flag it with the day, unless a human took such a flag away before: then it is a proposal."""
    flag = {"verdwenen_op": dag}
    theirs = "verdwenen_op" in known.van_anderen.get(pk, set())
    proposed = known.voorstellen.get(pk, {}).get("verdwenen_op")
    return Planregel(
        nummer=0,
        sleutel=sleutel,
        lot=Lot.ONGEWIJZIGD if theirs else Lot.VERDWENEN,
        organisatie_id=pk,
        waarden={} if theirs else flag,
        voorstel=flag if theirs and proposed is None else {},
        gezien="" if theirs else vingerafdruk(known.beelden[pk]),
    )


def regel_geweigerd(rij: Rij, reason: str) -> Planregel:
    regel = _regel(rij, Lot.GEWEIGERD, melding=leesbaar(reason))
    regel.cellen = kale_cellen(rij)
    return regel


def kale_cellen(rij: Rij) -> dict[str, str]:
    """Give the row as it stood, without what no database takes."""
    return {leesbaar(k): leesbaar(str(v)) for k, v in rij.cellen.items()}


def leesbaar(tekst: str) -> str:
    """Leave out what no database or screen can show, such as NUL; a new line may stay."""
    if tekst.isprintable():
        return tekst
    return "".join(c for c in tekst if c.isprintable() or c == "\n")


def _regel(rij: Rij, lot: str, **values: Any) -> Planregel:
    key = leesbaar(rij.sleutel)[:100]
    notes = [leesbaar(note) for note in rij.let_op]
    return Planregel(nummer=rij.nummer, sleutel=key, lot=lot, let_op=notes, **values)
