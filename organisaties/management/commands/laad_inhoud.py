"""``manage.py laad_inhoud``: the vocabularies, the two area plans, the schools and the examples."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.invoer.inhoud import BRONNEN, GEMEENTE, laad_bron, laad_vocabulaire


class Command(BaseCommand):
    help = "Laadt de meegeleverde inhoud. Wat mensen hebben veranderd, blijft staan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--voorbeelden", action="store_true", help="ook de verzonnen voorbeelden"
        )

        parser.add_argument(
            "--opnieuw", action="store_true", help="haalt ook terug wat sindsdien is verwijderd"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if options["voorbeelden"] and settings.PRODUCTIE:
            raise CommandError("Verzonnen voorbeelden mogen niet in productie.")
        self.stdout.write(f"vocabulaire: {laad_vocabulaire()} nieuw")
        if settings.KAART["gemeente"] != GEMEENTE:
            self.stdout.write(f"De meegeleverde inhoud is van {GEMEENTE} en blijft hier weg.")
            return
        for bron in BRONNEN:
            if bron != "voorbeelden" or options["voorbeelden"]:
                self._laad(bron, opnieuw=options["opnieuw"])

    def _laad(self, bron: str, *, opnieuw: bool) -> None:
        invoer = laad_bron(bron, opnieuw=opnieuw)
        if invoer is None:
            self.stdout.write(f"{bron}: al eerder geladen; wat sindsdien is verwijderd, blijft weg")
            return
        counts = ", ".join(f"{n} {lot}" for lot, n in invoer.tellingen.items() if n)
        self.stdout.write(f"{bron}: {counts}")
        for regel in invoer.regels.filter(lot="geweigerd"):
            self.stderr.write(f"{bron} regel {regel.nummer} ({regel.sleutel}): {regel.melding}")
