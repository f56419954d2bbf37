"""``manage.py voer_uit NUMMER TAAK``: what the management site starts for a long import."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.invoer.taak import TAKEN, voer_uit
from organisaties.models import Gebruiker, Invoer


class Command(BaseCommand):
    help = "Leest, voert door of draait terug: een invoer uit het beheer. De site start dit zelf."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("invoer", type=int, help="nummer van de invoer")
        parser.add_argument("taak", choices=list(TAKEN))
        parser.add_argument("--wie", type=int, help="nummer van het account")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        run = Invoer.objects.filter(pk=options["invoer"]).first()
        task = TAKEN[options["taak"]]
        if run is None or run.stand != task.tijdens:
            raise CommandError("Deze invoer is er niet, of wacht hier niet op.")
        who = Gebruiker.objects.filter(pk=options["wie"]).first() if options["wie"] else None
        if not voer_uit(run.pk, options["taak"], who):
            run.refresh_from_db()
            raise CommandError(run.melding)
