"""``manage.py import`` of django-import-export goes round the write path; this is in its way."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Niet in gebruik: gebruik manage.py laad_inhoud of het beheer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("args", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        raise CommandError(self.help)
