"""The weekly refresh: every configured source, each on its own, and one report of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail

from organisaties.invoer.bron import BestandGeweigerd, lees
from organisaties.invoer.bronnen import BRONNEN
from organisaties.invoer.ophalen import bestand_van
from organisaties.invoer.opslag import ruim_op
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.samenvatting import regels, telling
from organisaties.invoer.toepassen import PlanVerouderd, pas_toe
from organisaties.models import Gebruiker, Invoer
from wijken.bestanden import BestandOngeldig
from wijken.bronnen import PlanVerouderd as GebiedenVerouderd
from wijken.bronnen import maak_gebiedsplan, pas_gebieden_toe, standaard_adres
from wijken.ophalen import OnbereikbareBron

GEBIEDEN = "gebieden"
REGELS = 10  # lines of each kind in the report


@dataclass(frozen=True)
class Uitkomst:
    """What came of one source: its plan, if there is one, and what went wrong, if anything did."""

    bron: str
    invoer: Invoer | None = None
    fout: str = ""
    tekst: str = ""
    geschreven: bool = False


def ververs(bronnen: Iterable[tuple[str, str]], *, schrijf: bool) -> Iterator[Uitkomst]:
    """Read each source (code, path or address); one that fails does not stop the others.

    Before it, what nobody finished is thrown away: uploads, and plans with persons in them.
    """
    ruim_op()
    for code, place in bronnen:
        one = _ververs_gebieden if code == GEBIEDEN else _ververs
        yield one(code, place, schrijf=schrijf)


def _ververs(code: str, place: str, *, schrijf: bool) -> Uitkomst:
    source = BRONNEN.get(code)
    if source is None:
        return Uitkomst(
            code, fout=f"Deze bron kennen we niet. Kies uit: {', '.join([*BRONNEN, GEBIEDEN])}."
        )
    if not (place or source.adres):
        return Uitkomst(code, fout="Er staat geen bestand of webadres bij deze bron.")
    try:
        with bestand_van(place or source.adres) as found:
            invoer = maak_plan(lees(source, found.pad, found.naam, found.peildatum))
    except (BestandGeweigerd, OnbereikbareBron) as error:
        return Uitkomst(code, fout=str(error))
    if doubt := invoer.verdenking():
        return Uitkomst(code, invoer, f"{doubt} Er is niets veranderd.")
    return _pas_toe(code, invoer) if schrijf else Uitkomst(code, invoer)


def _ververs_gebieden(code: str, place: str, *, schrijf: bool) -> Uitkomst:
    """Refresh the areas, which are no entries and have a plan of their own."""
    try:
        plan = maak_gebiedsplan(place or standaard_adres(), settings.KAART["gemeente"])
        if plan.verdacht:
            return Uitkomst(code, fout=f"{plan.verdacht} Er is niets veranderd.")
        if schrijf:
            pas_gebieden_toe(plan, wie="ververs")
    except (BestandOngeldig, OnbereikbareBron, GebiedenVerouderd) as error:
        return Uitkomst(code, fout=str(error))
    counts = ", ".join(f"{n} {lot}" for lot, n in plan.tellingen.items() if n)
    return Uitkomst(code, tekst=counts or "niets veranderd", geschreven=schrijf)


def _pas_toe(code: str, invoer: Invoer) -> Uitkomst:
    try:
        pas_toe(invoer)
    except PlanVerouderd as error:
        return Uitkomst(code, invoer, f"{error} Er is niets veranderd; de volgende keer opnieuw.")
    return Uitkomst(code, invoer, geschreven=True)


def verslag(uitkomsten: Iterable[Uitkomst]) -> str:
    """Write the report: what failed comes first."""
    parts = [_deel(outcome) for outcome in sorted(uitkomsten, key=lambda o: not o.fout)]
    return "\n\n".join(parts)


def _deel(outcome: Uitkomst) -> str:
    name = BRONNEN[outcome.bron].naam if outcome.bron in BRONNEN else outcome.bron.capitalize()
    lines = [name, "=" * len(name)]
    if outcome.fout:
        lines.append(f"MISLUKT: {outcome.fout}")
    state = "doorgevoerd" if outcome.geschreven else "niet doorgevoerd"
    if outcome.tekst:
        lines.append(f"{outcome.tekst} ({state})")
    if outcome.invoer:
        lines.append(f"{telling(outcome.invoer)} ({state})")
        lines += regels(outcome.invoer, REGELS)
    return "\n".join(lines)


def coordinatoren() -> list[str]:
    """Give the mailboxes of who keeps the map: staff that may change entries."""
    users = Gebruiker.objects.with_perm(
        "organisaties.change_organisatie", backend="django.contrib.auth.backends.ModelBackend"
    )
    staff = users.filter(is_active=True, is_staff=True)
    return sorted(set(staff.values_list("email", flat=True)))


def mail(uitkomsten: list[Uitkomst]) -> int:
    """Send the report to each coordinator apart; gives to how many."""
    failed = sum(bool(outcome.fout) for outcome in uitkomsten)
    subject = f"{settings.KAART['naam']}: de bronnen zijn ververst"
    if failed:
        subject = f"{settings.KAART['naam']}: {failed} van {len(uitkomsten)} bronnen mislukt"
    text = verslag(uitkomsten)
    people = coordinatoren()
    for address in people:  # one each: nobody needs to see who else gets it
        send_mail(subject, text, None, [address])
    return len(people)
