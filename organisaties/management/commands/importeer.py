"""``manage.py importeer BRON BESTAND-OF-URL``: show what a source would change, or change it."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisaties.invoer.bron import BestandGeweigerd, lees
from organisaties.invoer.bronnen import BRONNEN
from organisaties.invoer.lezen.verbeterd import is_verbeterd
from organisaties.invoer.ophalen import bestand_van
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.samenvatting import regels, telling
from organisaties.invoer.toepassen import PlanVerouderd, pas_toe
from organisaties.models import Invoer, Voorstel
from wijken.ophalen import OnbereikbareBron

GEBIEDEN = "gebieden"
REGELS = 20  # lines of each kind on the screen
VOOR_GEBIEDEN = ("jaar", "gemeente")
NIET_VOOR_GEBIEDEN = ("peildatum", "regels")


class Command(BaseCommand):
    help = "Leest een bron en laat zien wat er zou veranderen. Met --schrijf verandert het ook."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bron", choices=[*BRONNEN, GEBIEDEN])
        parser.add_argument("plek", nargs="?", default="", help="bestand of webadres")
        parser.add_argument("--schrijf", action="store_true", help="voert het plan ook door")
        parser.add_argument("--json", action="store_true", help="alleen de aantallen, als JSON")
        parser.add_argument("--peildatum", default="", help="van welke dag het bestand is")
        parser.add_argument("--toch", action="store_true", help="ook als het plan verdacht is")
        parser.add_argument(
            "--regels", type=int, help=f"zoveel regels van elke soort (anders {REGELS})"
        )
        parser.add_argument("--jaar", type=int, help="gebieden: jaar van de indeling en de cijfers")
        parser.add_argument("--gemeente", help="gebieden: CBS-code; anders die van deze kaart")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if options["bron"] == GEBIEDEN:
            self._gebieden(options)
            return
        _weiger(options, VOOR_GEBIEDEN, "alleen bij gebieden")
        source = BRONNEN[options["bron"]]
        place = options["plek"] or source.adres
        if not place:
            raise CommandError("Noem een bestand of een webadres.")
        try:
            with bestand_van(place) as found:
                day = options["peildatum"] or found.peildatum
                part = is_verbeterd(found.pad)
                invoer = maak_plan(lees(source, found.pad, found.naam, day, deel=part))
        except (BestandGeweigerd, OnbereikbareBron) as error:
            raise CommandError(str(error)) from None
        self._toon(invoer, options)
        if options["schrijf"]:
            self._schrijf(invoer, options)

    def _toon(self, invoer: Invoer, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(invoer.tellingen))
            return
        for line in regels(invoer, REGELS if options["regels"] is None else options["regels"]):
            self.stdout.write(line)
        self.stdout.write(f"{invoer.bron}: {telling(invoer)}")
        if doubt := invoer.verdenking():
            self.stderr.write(self.style.WARNING(str(doubt)))
        if not options["schrijf"]:
            self.stdout.write("Er is niets veranderd. Met --schrijf wordt dit plan doorgevoerd.")

    def _schrijf(self, invoer: Invoer, options: dict[str, Any]) -> None:
        doubt = invoer.verdenking()
        if doubt and not options["toch"]:
            raise CommandError(f"{doubt} Er is niets veranderd. Klopt het toch? Gebruik --toch.")
        try:
            done = pas_toe(invoer)
        except PlanVerouderd as error:
            raise CommandError(f"{error} Er is niets veranderd. Probeer het opnieuw.") from None
        if not options["json"]:
            text = f"Doorgevoerd als ronde {done.pk}." if done else "Er was niets te schrijven."
            waiting = Voorstel.objects.filter(invoer=invoer, stand=Voorstel.Stand.OPEN).count()
            self.stdout.write(f"{text} {waiting} nieuwe voorstellen." if waiting else text)

    def _gebieden(self, options: dict[str, Any]) -> None:
        """Areas are no entries: they have a plan of their own."""
        _weiger(options, NIET_VOOR_GEBIEDEN, "niet bij gebieden")
        place = [options["plek"]] if options["plek"] else []
        passed = {name: options[name] for name in ("schrijf", "json", "toch", *VOOR_GEBIEDEN)}
        call_command("importeer_gebieden", *place, **passed, stdout=self.stdout, stderr=self.stderr)


def _weiger(options: dict[str, Any], names: Iterable[str], waar: str) -> None:
    """Refuse options that would do nothing here."""
    if wrong := [f"--{name}" for name in names if options[name] not in ("", None)]:
        raise CommandError(f"Wat u met {' en '.join(wrong)} vraagt, kan {waar}. Laat het weg.")
