"""Make one entry of two: field by field, in one round, so that it can be undone as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from organisaties.achterhaald import Achterhaald
from organisaties.foto import INGANGEN, Foto, fotos, vingerafdruk
from organisaties.models import Gebruiker, Organisatie, Ronde
from organisaties.schrijven import ronde, vergrendel

from .keuzes import Keuze, waarden
from .onthouden import onthoud_samengevoegd

REDEN = "samengevoegd"


class NietSamenTeVoegen(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """These two cannot become one; the sentence (Dutch) says why. Nothing was written."""


class IntussenGewijzigd(NietSamenTeVoegen, Achterhaald):
    """Somebody changed one of the two after they were looked at. Nothing was written."""


def voeg_samen(
    behoud: Organisatie,
    weg: Organisatie,
    keuzes: Keuze,
    wie: Gebruiker | None = None,
    gezien: Mapping[int, str] | None = None,
) -> Ronde:
    """Let ``behoud`` take over from ``weg``; gives the round.

    ``keuzes`` says for each name of ``keuzes.KEUZES`` whose value stays: "behoud", "weg" or, for
    lists, "beide"; what is not named follows the proposal there. ``gezien`` holds the fingerprint
    of each as it was looked at, by key. All keys in other sources go to ``behoud``; entries that
    named ``weg`` (as umbrella, as member, as what they were merged into) name ``behoud`` from then
    on; ``weg`` stops, keeps its web address and history, and no contact details. Raises
    ``NietSamenTeVoegen``, ``IntussenGewijzigd``, ``KeuzeOnbekend`` or ``Geweigerd``; then nothing
    was written.
    """
    with ronde(Ronde.Aard.BEWERKING, wie=wie, reden=REDEN) as schrijver:
        others = _verwijzers(behoud, weg)
        vergrendel({behoud.pk, weg.pk, *others})
        seen = fotos([behoud.pk, weg.pk, *others])
        _weiger(behoud, weg, seen, gezien)
        changes: dict[int, Foto] = {
            pk: _verlegd(seen[pk], str(weg.uuid), str(behoud.uuid)) for pk in others
        }
        changes[weg.pk] = _gestopt(str(behoud.uuid))
        changes[behoud.pk] = _blijver(seen[behoud.pk], seen[weg.pk], keuzes, behoud, weg)
        schrijver.wijzig(changes)
        onthoud_samengevoegd(behoud.pk, weg.pk, wie)
        return schrijver.ronde


def _verwijzers(behoud: Organisatie, weg: Organisatie) -> list[int]:
    """Find who names the entry that goes: as umbrella, as member, or as what it was merged into."""
    named = Organisatie.objects.filter(Q(koepel=weg) | Q(overleg__leden=weg) | Q(opgegaan_in=weg))
    return sorted(set(named.values_list("pk", flat=True)) - {behoud.pk, weg.pk})


def _weiger(
    behoud: Organisatie,
    weg: Organisatie,
    seen: Mapping[int, Foto],
    gezien: Mapping[int, str] | None,
) -> None:
    if behoud.pk == weg.pk:
        raise NietSamenTeVoegen("Kies twee verschillende ingangen.")
    for org in (behoud, weg):
        beeld = seen.get(org.pk)
        if beeld is None:
            raise NietSamenTeVoegen(f"“{org.naam}” bestaat niet meer.")
        if beeld["opgegaan_in"]:
            raise NietSamenTeVoegen(f"“{org.naam}” is al opgegaan in een andere ingang.")
        if gezien is not None and gezien.get(org.pk) != vingerafdruk(beeld):
            raise IntussenGewijzigd(
                f"Iemand heeft “{org.naam}” intussen gewijzigd. Er is niets samengevoegd. "
                "Bekijk de twee ingangen opnieuw."
            )
    if seen[behoud.pk]["status"] == Organisatie.Status.GESTOPT:
        raise NietSamenTeVoegen(f"“{behoud.naam}” is gestopt. Laat de andere ingang bestaan.")
    if seen[behoud.pk]["voorbeeld"] != seen[weg.pk]["voorbeeld"]:
        raise NietSamenTeVoegen("Een verzonnen voorbeeld en een echte ingang zijn er altijd twee.")


def _blijver(
    behoud: Foto, weg: Foto, keuzes: Keuze, organisatie: Organisatie, ander: Organisatie
) -> Foto:
    """Give the chosen values, all keys of both, and no reference to itself."""
    pair = {str(organisatie.uuid), str(ander.uuid)}
    found = waarden(behoud, weg, keuzes)
    found["sleutels"] = sorted({*behoud["sleutels"], *weg["sleutels"]})
    if weg["sleutels"] and not weg["verdwenen_op"]:
        found["verdwenen_op"] = None  # a source still has it
    umbrella = found.get("koepel", behoud["koepel"])
    if umbrella in pair:
        found["koepel"] = _zonder(pair, (behoud["koepel"], weg["koepel"]))
    network = found.get("overleg", behoud["overleg"])
    if network and pair.intersection(network["leden"]):
        members = sorted(set(network["leden"]) - pair)
        found["overleg"] = {**network, "leden": members}
    return found


def _zonder(pair: set[str], choices: Iterable[str | None]) -> str | None:
    return next((uuid for uuid in choices if uuid and uuid not in pair), None)


def _gestopt(opvolger: str) -> Foto:
    """Leave the one that goes its history; keys and contact details are with its successor."""
    return {
        "status": Organisatie.Status.GESTOPT.value,
        "opgegaan_in": opvolger,
        "sleutels": [],
        "contacten": [],
        "personen": [],
    }


def _verlegd(beeld: Foto, oud: str, nieuw: str) -> Foto:
    """Let an entry that named the old one name the new one."""
    found: dict[str, Any] = {name: nieuw for name in INGANGEN if beeld[name] == oud}
    network = beeld["overleg"]
    if network and oud in network["leden"]:
        members = sorted({nieuw, *network["leden"]} - {oud})
        found["overleg"] = {**network, "leden": members}
    return found


def voorgangers(organisatie: Organisatie) -> list[Organisatie]:
    """Give all entries that were merged into this one, also those merged into these before."""
    found: dict[int, Organisatie] = {}
    layer = [organisatie.pk]
    while layer:
        rows = Organisatie.objects.filter(opgegaan_in__in=layer).only("uuid", "naam", "slug")
        layer = [row.pk for row in rows if row.pk not in found and row.pk != organisatie.pk]
        found |= {row.pk: row for row in rows if row.pk in layer}
    return list(found.values())


def opvolger(organisatie: Organisatie) -> Organisatie:
    """Follow where an entry was merged into, to the one that is left."""
    seen = {organisatie.pk}
    while organisatie.opgegaan_in_id and organisatie.opgegaan_in_id not in seen:
        organisatie = organisatie.opgegaan_in
        seen.add(organisatie.pk)
    return organisatie
