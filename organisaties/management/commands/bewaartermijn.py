"""``manage.py bewaartermijn [--ja]``: ask, hide and erase persons whom nobody confirmed; weekly."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisaties.wissen.bewaartermijn import bekijk, voer_uit
from organisaties.wissen.herinneren import HOOGSTENS


class Command(BaseCommand):
    help = "Laat zien welke personen te lang niet bevestigd zijn. Met --ja gebeurt het ook."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ja", action="store_true", help="vraag, verberg en wis ook echt")
        parser.add_argument(
            "--hoogstens",
            type=int,
            default=HOOGSTENS,
            help=f"hoogstens zoveel mails in deze keer (anders {HOOGSTENS})",
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if options["hoogstens"] < 1:
            raise CommandError("Noem bij --hoogstens een getal van 1 of meer.")
        today = timezone.localdate()
        report = voer_uit(today, options["hoogstens"]) if options["ja"] else bekijk(today)
        if report.leeg:
            self.stdout.write("Er is niets te doen.")
        for line in report.regels():
            self.stdout.write(line)
        if not options["ja"]:
            self.stdout.write("Er is niets veranderd. Met --ja gebeurt dit.")
        if report.storing:
            sys.exit(1)
