"""``manage.py weekbericht``: the weekly mail to kwartiermakers and beheerders; for cron."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from organisaties.models import Bericht
from organisaties.werkvoorraad.weekbericht import stuur, weekberichten
from wijken import versie


class Command(BaseCommand):
    help = "Laat zien wie een weekbericht krijgt. Met --verstuur gaat de mail weg."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--verstuur", action="store_true", help="verstuur de mail echt")

    def handle(self, *_args: Any, **options: Any) -> None:
        number = failed = 0
        with versie.vastgehouden():  # everything is counted on one state of the areas
            messages = list(weekberichten())
        for bericht in messages:
            number += 1
            self.stdout.write(f"{bericht.aan.email}: {bericht.open} open, {bericht.nieuw} nieuw")
            if options["verstuur"]:
                failed += stuur(bericht).stand != Bericht.Stand.VERSTUURD
        self.stdout.write(self._slot(number, failed, verstuurd=options["verstuur"]))

    @staticmethod
    def _slot(number: int, failed: int, *, verstuurd: bool) -> str:
        if not verstuurd:
            return f"{number} weekberichten klaar. Versturen: voeg --verstuur toe."
        return f"{number - failed} weekberichten verstuurd, {failed} niet aangenomen."
