"""``manage.py importeer_gebieden``: buurten and wijken of a municipality from the CBS or a file."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijken.bestanden import BestandOngeldig
from wijken.bronnen import (
    AlTeruggedraaid,
    Gebiedsplan,
    Gebiedsregel,
    PlanVerouderd,
    draai_gebieden_terug,
    maak_gebiedsplan,
    pas_gebieden_toe,
    standaard_adres,
)
from wijken.models import Gebiedsronde
from wijken.ophalen import OnbereikbareBron

FOUTEN = (BestandOngeldig, OnbereikbareBron, PlanVerouderd, AlTeruggedraaid)
VERDACHT = "Er is niets veranderd. Klopt het toch? Gebruik --toch."


class Command(BaseCommand):
    help = (
        "Leest de buurten en wijken van een gemeente in. Zonder --schrijf is het een proef:"
        " u ziet wat er zou veranderen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bron", nargs="?", help="GeoJSON-bestand of adres; anders het CBS")
        parser.add_argument("--gemeente", help="CBS-code, zoals GM0344; anders die van deze kaart")
        parser.add_argument("--jaar", type=int, help="jaar van de indeling en de cijfers")
        parser.add_argument("--bronvermelding", default="", help="herkomst die erbij komt te staan")
        parser.add_argument("--schrijf", action="store_true", help="neem de wijzigingen over")
        parser.add_argument(
            "--bijwerken",
            action="store_true",
            help="overschrijf ook buurten die hier met de hand zijn gewijzigd",
        )
        parser.add_argument("--toch", action="store_true", help="ook als het plan verdacht is")
        parser.add_argument(
            "--json", action="store_true", help="geef alleen de aantallen, als JSON"
        )
        parser.add_argument(
            "--terugdraaien", type=int, metavar="N", help="draai invoer nummer N terug"
        )

    def handle(self, *_args: Any, **opties: Any) -> None:
        try:
            if opties["terugdraaien"] is not None:
                self._draai_terug(opties["terugdraaien"])
            else:
                self._lees_in(opties)
        except FOUTEN as fout:
            raise CommandError(str(fout)) from fout

    def _lees_in(self, opties: dict[str, Any]) -> None:
        plan = maak_gebiedsplan(
            opties["bron"] or standaard_adres(opties["jaar"]),
            opties["gemeente"] or settings.KAART["gemeente"],
            jaar=opties["jaar"],
            bijwerken=opties["bijwerken"],
            bronvermelding=opties["bronvermelding"],
        )
        if opties["schrijf"] and plan.verdacht and not opties["toch"]:
            raise CommandError(f"{plan.verdacht} {VERDACHT}")
        ronde = pas_gebieden_toe(plan, wie="opdrachtregel") if opties["schrijf"] else None
        if opties["json"]:
            extra = {"geschreven": ronde is not None, "invoer": ronde.pk if ronde else None}
            self.stdout.write(json.dumps(plan.tellingen | extra))
            return
        self._toon(plan)
        if ronde:
            self.stdout.write(f"Geschreven als invoer {ronde.pk}.")
        elif opties["schrijf"]:
            self.stdout.write("Er was niets te schrijven.")
        else:
            self.stdout.write("Dit was een proef: er is niets geschreven. Gebruik --schrijf.")

    def _draai_terug(self, nummer: int) -> None:
        ronde = Gebiedsronde.objects.filter(pk=nummer).first()
        if ronde is None:
            bekend = ", ".join(str(pk) for pk in Gebiedsronde.objects.values_list("pk", flat=True))
            raise CommandError(f"Er is geen invoer {nummer}. Wel: {bekend or 'nog geen enkele'}.")
        uitslag = draai_gebieden_terug(ronde)
        self.stdout.write(
            f"Invoer {nummer} teruggedraaid: {uitslag.teruggezet} teruggezet,"
            f" {uitslag.weggehaald} weggehaald, {len(uitslag.zo_gelaten)} zo gelaten."
        )
        self._lijst("zo gelaten", uitslag.zo_gelaten)

    def _toon(self, plan: Gebiedsplan) -> None:
        jaar = f", {plan.jaar}" if plan.jaar else ""
        self.stdout.write(f"{plan.gemeentenaam} ({plan.gemeente}{jaar}) uit {plan.bron}")
        self.stdout.write(", ".join(f"{aantal} {lot}" for lot, aantal in plan.tellingen.items()))
        self.stdout.write(f"omtrekken: {plan.punten_voor} -> {plan.punten_na} punten")
        for regel in plan.regels:
            if regel.lot != "ongewijzigd":
                self.stdout.write(f"  {regel.lot}: {_regel(regel)}")
        self._lijst("geweigerd: nummer", plan.geweigerd)
        self._lijst("overgeslagen", [f"{n} {reden}" for reden, n in plan.overgeslagen.items()])
        self._lijst("zo gelaten", plan.zo_gelaten)
        self._lijst("al eerder verdwenen", plan.al_weg)
        self._lijst("let op", [*plan.let_op, *filter(None, [plan.verdacht])])

    def _lijst(self, kop: str, regels: list[Any]) -> None:
        for regel in regels:
            self.stdout.write(f"  {kop}: {regel}")


def _regel(regel: Gebiedsregel) -> str:
    naam = f"{regel.soort} {regel.naam} ({regel.sleutel})"
    if regel.lot == "nieuw":
        return naam
    velden = [
        f"{veld} {_kort(oud)} -> {_kort(nieuw)}"
        for veld, oud, nieuw in regel.velden
        if veld != "bron"
    ]
    return f"{naam}: {'; '.join(velden)}" if velden else naam


def _kort(waarde: Any) -> str:
    """Show a value on one line; an outline by its number of points."""
    if isinstance(waarde, dict):
        return f"{json.dumps(waarde.get('coordinates')).count('[') - 2} punten"
    return "onbekend" if waarde is None else str(waarde)
