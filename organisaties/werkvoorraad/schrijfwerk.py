"""What solving an item writes; every change of an entry is a round, as always."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from organisaties import controles
from organisaties.bewerken import bewerk
from organisaties.foto import Foto, foto, fotos
from organisaties.models import Gebruiker, Organisatie, Ronde
from organisaties.rechten import Handeling, mag
from organisaties.schrijven import ronde, vergrendel
from organisaties.wachttijd import met_nieuwe

WIE = Organisatie.Wie.KWARTIERMAKER
REDEN = "werkvoorraad"


def klopt_nog(row: Organisatie, wie: Gebruiker) -> None:
    controles.bevestig(row, WIE, wie)


def schrijf(row: Organisatie, waarden: Foto, wie: Gebruiker, reden: str = REDEN) -> None:
    """Write these fields of one entry. Raises ``Geweigerd``."""
    bewerk(row, waarden, door=WIE, wie=wie, reden=reden)


def nieuwe_wachttijd(row: Organisatie, weken: int, wie: Gebruiker) -> None:
    schrijf(row, met_nieuwe(row, weken, WIE), wie, "wachttijd nagevraagd")


def voeg_contact_toe(row: Organisatie, wie: Gebruiker, **waarden: str) -> None:
    """Fill in a general contact: the first that has room for it, else a new one."""
    rows = foto(row)["contacten"]
    given = {name: value for name, value in waarden.items() if value}
    for place, old in enumerate(rows):
        if not any(old[name] for name in given):
            new = [*rows[:place], {**old, **given}, *rows[place + 1 :]]
            break
    else:
        new = [*rows, given]
    schrijf(row, {"contacten": new}, wie, "contactgegevens aangevuld")


def ander_postvak(rows: Iterable[Organisatie], oud: str, nieuw: str, wie: Gebruiker) -> int:
    """Replace a mailbox, of entries that this user may edit; gives how many changed."""
    entries = [row for row in rows if mag(wie, Handeling.BEWERKEN, row)]
    ids = [row.pk for row in entries]
    with ronde(Ronde.Aard.BEWERKING, wie=wie, reden="nieuw e-mailadres na een bounce") as schrijver:
        vergrendel(ids)
        asked = {pk: _met_postvak(beeld, oud, nieuw) for pk, beeld in fotos(ids).items()}
        return len(schrijver.wijzig({pk: values for pk, values in asked.items() if values}))


def _met_postvak(beeld: Foto, oud: str, nieuw: str) -> Foto:
    """Give the lists of contacts in which the old mailbox stood, with the new one."""
    found: Foto = {}
    for name in ("contacten", "personen"):
        rows = [_vervang(row, oud, nieuw) for row in beeld[name]]
        if rows != beeld[name]:
            found[name] = rows
    return found


def _vervang(row: dict[str, Any], oud: str, nieuw: str) -> dict[str, Any]:
    return {**row, "email": nieuw} if row["email"].lower() == oud.lower() else row
