"""``manage.py lees_teruggekomen_mail [MAP]``: notes which of our mails came back; for cron."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.controles.retour import GeenPostvak, Telling, lees_postvak


class Command(BaseCommand):
    help = "Leest teruggekomen mail uit een postvak op schijf (Maildir) en zet die op de lijst."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("map", nargs="?", default="", help="anders MAIL_TERUG_MAP")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        place = options["map"] or settings.MAIL_TERUG_MAP
        if not place:
            raise CommandError("Noem een map, of zet hem in MAIL_TERUG_MAP.")
        try:
            count = lees_postvak(Path(place))
        except GeenPostvak:
            raise CommandError(
                f"{place} is geen postvak: er hoort een map “new” en een map “cur” in te staan."
            ) from None
        self.stdout.write(_verslag(count))


def _verslag(count: Telling) -> str:
    return (
        f"{count.teruggekomen} mails teruggekomen, {count.later} later nog eens,"
        f" {count.automatisch} automatische antwoorden. Blijven staan: {count.onbekend} over een"
        f" mail die wij niet kennen, {count.anders} van iemand die schrijft,"
        f" {count.onleesbaar} onleesbaar."
    )
