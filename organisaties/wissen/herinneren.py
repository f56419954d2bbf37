"""Asking persons whether they are still there: by their own mailbox, else by that of the entry.

One mail an address, whoever stands behind it. Where no mail can go, or the server says for good
that the address is wrong, a kwartiermaker has to ask: that is in the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from organisaties.berichten import verstuur
from organisaties.models import Bericht, Contact

from .bewaarlink import adres
from .kenmerken import emailvorm
from .termijn import gewist_na, verborgen_na, zet_dagen

REDEN = "om bevestiging gevraagd"


@dataclass
class Uitkomst:
    """Who was mailed, who is left to ask another way, and whose mail failed for now."""

    gemaild: list[Contact] = field(default_factory=list)
    zelf_vragen: list[Contact] = field(default_factory=list)
    mislukt: list[Contact] = field(default_factory=list)


def herinner(contacten: Iterable[Contact], dag: date) -> Uitkomst:
    """Mail them, and note for whom that went well. Outside a transaction: mail may be slow."""
    result, todo = Uitkomst(), list(contacten)
    for own in (True, False):
        todo = _mail(todo, dag, result, eigen=own)
    zet_dagen(todo, {"herinnerd_op": dag, "verborgen_op": None}, REDEN)
    result.zelf_vragen = todo
    return result


def postvak(contact: Contact, *, eigen: bool) -> str:
    """Give the address to ask at: her own, or the general one of her entry; empty for none."""
    if eigen:
        return contact.email
    if contact.organisatie is None:
        return ""
    general = contact.organisatie.contacten.algemeen().exclude(email="")
    return general.values_list("email", flat=True).first() or ""


def _mail(contacten: list[Contact], dag: date, result: Uitkomst, *, eigen: bool) -> list[Contact]:
    """Send a mail to each address; gives who could not be reached this way at all."""
    per_box: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacten:
        per_box[emailvorm(postvak(contact, eigen=eigen))].append(contact)
    rest = per_box.pop("", [])
    for box, rows in per_box.items():
        sent = verstuur(Bericht.Soort.BEWAREN, box, "bewaren", _inhoud(rows, dag, eigen=eigen))
        if sent.stand == Bericht.Stand.VERSTUURD:
            zet_dagen(rows, {"herinnerd_op": dag, "verborgen_op": None}, REDEN)
            result.gemaild += rows
        elif sent.fout.startswith("5"):  # this address will never do
            rest += rows
        else:
            result.mislukt += rows
    return rest


def _inhoud(rows: list[Contact], dag: date, *, eigen: bool) -> dict[str, object]:
    return {
        "eigen": eigen,
        "personen": [(row, adres(row, dag, eigen=eigen)) for row in rows],
        "verborgen_na": verborgen_na(dag),
        "gewist_na": gewist_na(dag),
    }
