"""What the two commands share that ask organisations: a list, or with ``--verstuur`` the mail."""

from __future__ import annotations

import sys
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from .plan import HOOGSTENS, Brief, Plan, maak_plan
from .versturen import Uitkomst, voer_uit


class VraagOpdracht(BaseCommand):
    """Shows whom a run would mail; ``aard`` is what it asks."""

    aard: ClassVar[str]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verstuur", action="store_true", help="verstuurt de mails ook")
        parser.add_argument(
            "--hoogstens",
            type=int,
            default=HOOGSTENS,
            help=f"hoogstens zoveel mails in deze keer (anders {HOOGSTENS})",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if options["hoogstens"] < 1:
            raise CommandError("Noem bij --hoogstens een getal van 1 of meer.")
        plan = maak_plan(self.aard, options["hoogstens"])
        self._toon(plan)
        if options["verstuur"]:
            self._meld(voer_uit(plan))
        else:
            self.stdout.write("Er is niets verstuurd. Met --verstuur gaan deze mails weg.")

    def _toon(self, plan: Plan) -> None:
        for letter in plan.brieven:
            self.stdout.write(_regel(letter))
        for asked in plan.over_te_dragen:
            self.stdout.write(f"naar de kwartiermaker: {asked.naam}")
        entries = sum(len(letter.vragen) for letter in plan.brieven)
        self.stdout.write(
            f"{len(plan.brieven)} mails over {entries} ingangen;"
            f" {len(plan.over_te_dragen)} naar de kwartiermaker;"
            f" {plan.wachten} wachten nog; {plan.meer} blijven over voor een volgende keer;"
            f" {len(plan.vervallen)} vragen vervallen."
        )

    def _meld(self, done: Uitkomst) -> None:
        self.stdout.write(
            f"{done.verstuurd} mails verstuurd, {done.geweigerd} niet aangenomen,"
            f" {done.overgedragen} overgedragen, {done.vervallen} vervallen."
        )
        if done.storing:
            self.stderr.write(f"Gestopt: de mailserver neemt niets aan ({done.storing}).")
            sys.exit(1)


def _regel(letter: Brief) -> str:
    names = ", ".join(asked.naam for asked in letter.vragen)
    again = f" (mail {max(v.poging for v in letter.vragen)})" if letter.herinnering else ""
    return f"{letter.aan}{again}: {names}"
