"""``manage.py demo_code kwartiermaker``: the code that the app of a demo account shows now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.demo import DemoGeweigerd, code_van_nu


class Command(BaseCommand):
    help = "Geeft de code van nu voor de tweede stap van een demo-account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rol", help="kwartiermaker of beheerder")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        try:
            self.stdout.write(code_van_nu(options["rol"]))
        except DemoGeweigerd as error:
            raise CommandError(str(error)) from None
