"""Load gemeente, stadsdelen, wijken, buurten, figures and postcodes from the fixtures."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijken.bestanden import BestandOngeldig
from wijken.laden import AndereGemeente, Telling, laad_gebieden


class Command(BaseCommand):
    help = "Laad de gebieden. Wat er al staat blijft staan, tenzij u --bijwerken opgeeft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--bijwerken",
            action="store_true",
            help="overschrijf wat anders is dan in de bestanden, ook wat een mens verbeterde",
        )

    def handle(self, *_args: Any, **opties: Any) -> None:
        try:
            telling = laad_gebieden(
                bijwerken=opties["bijwerken"], alleen=settings.KAART["gemeente"]
            )
        except AndereGemeente as fout:
            self.stdout.write(
                f"De meegeleverde gebieden zijn van {fout}; deze kaart is van"
                f" {settings.KAART['gemeente']}. Haal de gebieden met manage.py importeer_gebieden."
            )
            return
        except BestandOngeldig as fout:
            raise CommandError(str(fout)) from fout
        self.toon(telling)

    def toon(self, telling: Telling) -> None:
        self.stdout.write(
            f"Gebieden: {telling.nieuw} nieuw, {telling.bijgewerkt} bijgewerkt, "
            f"{telling.gelijk} gelijk, {len(telling.afwijkend)} anders en zo gelaten."
        )
        for regel in telling.afwijkend:
            self.stdout.write(f"  zo gelaten: {regel}")
