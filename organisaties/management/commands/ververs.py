"""``manage.py ververs``: reads every configured source; for cron or a systemd timer."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.invoer.verversen import mail, verslag, ververs


class Command(BaseCommand):
    help = "Leest alle ingestelde bronnen (VERVERS_BRONNEN). Met --schrijf verandert er ook iets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schrijf", action="store_true", help="voert de plannen ook door")
        parser.add_argument("--zonder-mail", action="store_true", help="stuurt geen verslag")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if not settings.VERVERS_BRONNEN:
            raise CommandError("Er zijn geen bronnen ingesteld. Zet ze in VERVERS_BRONNEN.")
        outcomes = list(ververs(settings.VERVERS_BRONNEN, schrijf=options["schrijf"]))
        self.stdout.write(verslag(outcomes))
        if not options["zonder_mail"]:
            self.stdout.write(f"\nVerslag gemaild naar {mail(outcomes)} coördinator(en).")
        if any(outcome.fout for outcome in outcomes):
            sys.exit(1)
