"""``manage.py wis_persoon UUID-OF-EMAIL [--ja]``: erase a person from everything."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.keuring import Geweigerd
from organisaties.models import Gewist
from organisaties.velden.basis import als_uuid
from organisaties.wissen.daad import Vindplaats, blijft, wis_sporen, zoek
from organisaties.wissen.kenmerken import Kenmerken
from organisaties.wissen.sporen import sporen_van, sporen_van_adres, uuids_van_adres


class Command(BaseCommand):
    help = "Laat zien waar een persoon staat. Met --ja wordt die persoon overal gewist."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("wie", help="het kenmerk (uuid) of het e-mailadres van de persoon")
        parser.add_argument("--reden", choices=Gewist.Reden.values, default=Gewist.Reden.VERZOEK)
        parser.add_argument("--ja", action="store_true", help="wis ook echt")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        seen = _sporen(options["wie"])
        self._toon(zoek(seen), blijft(seen))
        if not options["ja"]:
            self.stdout.write("Er is niets gewist. Met --ja gebeurt het.")
            return
        try:
            report = wis_sporen(
                lambda: _sporen(options["wie"]), wie=None, reden=options["reden"], bron="opdracht"
            )
        except Geweigerd as error:
            raise CommandError(f"Er is niets gewist. {error}") from None
        self.stdout.write(f"Gewist: {report.aantal} plekken.")

    def _toon(self, places: list[Vindplaats], stays: list[str]) -> None:
        for place in places:
            names = f" ({', '.join(place.namen)})" if place.namen else ""
            self.stdout.write(f"{place.wat}: {place.aantal}{names}")
        if not places:
            self.stdout.write("Hier staat niets van deze persoon.")
        for sentence in stays:
            self.stdout.write(str(sentence))


def _sporen(wie: str) -> Kenmerken:
    """Read whom it is about: a uuid, or all that stands under an address."""
    if als_uuid(wie):
        return sporen_van([str(als_uuid(wie))])
    if "@" not in wie:
        raise CommandError("Geef een kenmerk (uuid) of een e-mailadres.")
    uuids = uuids_van_adres(wie)
    return sporen_van(uuids) if uuids else sporen_van_adres(wie)
