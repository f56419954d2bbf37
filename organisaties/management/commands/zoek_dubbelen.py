"""``manage.py zoek_dubbelen``: compare all entries with each other and remember likely pairs."""

from typing import Any

from django.core.management.base import BaseCommand

from organisaties.dubbelen.onthouden import open_paren, zoek_dubbelen


class Command(BaseCommand):
    help = "Zoekt ingangen die dezelfde plek lijken, en onthoudt de paren om te bekijken."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        counts = zoek_dubbelen()
        self.stdout.write(
            f"{counts.nieuw} nieuw, {counts.bijgewerkt} bijgewerkt, "
            f"{counts.ongewijzigd} ongewijzigd, {counts.al_besloten} al besloten, "
            f"{counts.vervallen} vervallen"
        )
        self.stdout.write(f"{open_paren().count()} paren om te bekijken")
