"""``manage.py verwijder_voorbeelden``: take out every invented example at once."""

from typing import Any

from django.core.management.base import BaseCommand

from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde


class Command(BaseCommand):
    help = "Verwijdert alle verzonnen voorbeelden. Echte ingangen blijven staan."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        ids = Organisatie.objects.filter(voorbeeld=True).values_list("pk", flat=True)
        with ronde(Ronde.Aard.BEWERKING, reden="voorbeelden verwijderd") as schrijver:
            number = schrijver.verwijder(list(ids))
        self.stdout.write(f"{number} voorbeelden verwijderd")
