"""``manage.py genereer AANTAL --zaad 1``: invented entries, the same ones for the same seed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.genereren import VerzinnenGeweigerd, genereer


class Command(BaseCommand):
    help = "Vult de database met verzonnen voorbeelden. Hetzelfde zaad geeft dezelfde voorbeelden."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("aantal", type=int, help="hoeveel voorbeelden er moeten staan")
        parser.add_argument("--zaad", type=int, default=1, help="een getal; elk zaad is een reeks")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if options["aantal"] < 1:
            raise CommandError("Geef een aantal van 1 of meer.")
        made = 0
        try:
            for number in genereer(options["aantal"], options["zaad"]):
                made += number
                if options["verbosity"] > 1:
                    self.stdout.write(f"{made} ...")
        except VerzinnenGeweigerd as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{made} verzonnen voorbeelden toegevoegd (zaad {options['zaad']})")
