"""Ask for the point of one address, to see what the geocoder says and that it can be reached."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijken.geocoder import Adres, Uitkomst, normaal, zoek


class Command(BaseCommand):
    help = "Zoek het punt van een adres, en laat zien wat de adreszoeker ervan vindt."

    def add_arguments(self, parser: CommandParser) -> None:
        for name in Adres._fields:
            parser.add_argument(f"--{name}", default="")
        parser.add_argument(
            "--vers", action="store_true", help="vraag opnieuw, ook als het antwoord al bekend is"
        )

    def handle(self, *_args: Any, **opties: Any) -> None:
        adres = Adres(*(opties[name] for name in Adres._fields))
        if not normaal(adres):
            raise CommandError(
                "Dit is geen heel adres. Geef een huisnummer, en een straat of een postcode: "
                "--straat Spui --huisnummer 70 --postcode 2511BT --plaats 'Den Haag'."
            )
        uitkomst = zoek([adres], vers=opties["vers"], meld=self.stderr.write)[adres]
        self.toon(normaal(adres), uitkomst)

    def toon(self, vraag: str, uitkomst: Uitkomst) -> None:
        found = uitkomst.vondst
        where = (
            f"{found.lat}, {found.lon} ({found.kwaliteit}: {found.bron})" if found else "geen punt"
        )
        self.stdout.write(f"{vraag}: {where}")
        if uitkomst.twijfel:
            self.stdout.write("Twijfel: kijk dit na in het beheer, bij Adressen nakijken.")
        if uitkomst.let_op:
            self.stdout.write(uitkomst.let_op)
