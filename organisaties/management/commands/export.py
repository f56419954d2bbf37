"""``manage.py export`` of django-import-export asks nobody who may see what; this is in its way."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Niet in gebruik: gebruik de uitvoer van de site of van het beheer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("args", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        raise CommandError(self.help)
