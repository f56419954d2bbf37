"""``manage.py ververs``: reads every configured source; for cron or a systemd timer."""

import sys
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.invoer.verversen import Uitkomst, mail, verslag, ververs


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
        sent = options["zonder_mail"] or self._mail(outcomes)
        if not sent or any(outcome.fout for outcome in outcomes):
            sys.exit(1)

    def _mail(self, outcomes: list[Uitkomst]) -> bool:
        """Send the report; what was changed stays, also when the mail does not get out."""
        try:
            number = mail(outcomes)
        except (OSError, SMTPException) as error:
            self.stderr.write(f"Het verslag kon niet worden gemaild: {error}")
            return False
        self.stdout.write(f"\nVerslag gemaild naar {number} coördinator(en).")
        return True
