"""``manage.py bewaartermijn [--ja]``: ask, hide and erase persons whom nobody confirmed; weekly."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from organisaties.wissen.bewaartermijn import bekijk, voer_uit


class Command(BaseCommand):
    help = "Laat zien welke personen te lang niet bevestigd zijn. Met --ja gebeurt het ook."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ja", action="store_true", help="vraag, verberg en wis ook echt")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        today = timezone.localdate()
        report = voer_uit(today) if options["ja"] else bekijk(today)
        if report.leeg:
            self.stdout.write("Er is niets te doen.")
        for line in report.regels():
            self.stdout.write(line)
        if not options["ja"]:
            self.stdout.write("Er is niets veranderd. Met --ja gebeurt dit.")
