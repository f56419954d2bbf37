"""``manage.py draai_terug NUMMER``: say what undoing an import would do; with --ja, do it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from organisaties.invoer.terugdraaien import Herstel, KanNietTerug, draai_invoer_terug
from organisaties.models import Invoer


class Command(BaseCommand):
    help = "Laat zien wat het terugdraaien van een invoer zou doen. Met --ja gebeurt het ook."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nummer", type=int, help="het nummer van de invoer, zie het beheer")
        parser.add_argument("--ja", action="store_true", help="draait de invoer echt terug")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        invoer = Invoer.objects.filter(pk=options["nummer"]).first()
        if invoer is None:
            raise CommandError(f"Er is geen invoer met nummer {options['nummer']}.")
        try:
            self._toon(_draai_terug(invoer, echt=options["ja"]))
        except KanNietTerug as error:
            raise CommandError(str(error)) from None
        if not options["ja"]:
            self.stdout.write("Er is niets veranderd. Met --ja wordt deze invoer teruggedraaid.")

    def _toon(self, result: Herstel) -> None:
        self.stdout.write(f"velden terug: {result.velden}")
        self.stdout.write(f"ingangen weg: {result.verwijderd}")
        self.stdout.write(f"ingangen terug: {result.teruggezet}")
        for line in result.gebleven:
            self.stdout.write(f"blijft: {line}")


def _draai_terug(invoer: Invoer, *, echt: bool) -> Herstel:
    """Do all of it, and unless it is for real take it back: so the forecast is what happens."""
    with transaction.atomic():
        result = draai_invoer_terug(invoer)
        if not echt:
            transaction.set_rollback(True)
    return result
