"""``manage.py maak_demo_accounts``: one account per role to try the site with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from organisaties.demo import Demo, DemoGeweigerd, maak_demo_accounts
from organisaties.models import Gebruiker


class Command(BaseCommand):
    help = "Maakt voor elke rol een account om de site mee uit te proberen (niet in productie)."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        try:
            accounts = maak_demo_accounts()
        except DemoGeweigerd as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Aanmelden om te proberen: {settings.KAART['adres']}/account/aanmelden/")
        for account in accounts:
            self.stdout.write(f"  {account.email:<26} {_zin(account)}")
        self.stdout.write(f"De code voor het aanmelden: nieuwste bestand in {_map()}")
        staff = ", ".join(a.rol for a in accounts if a.tweede_factor)
        self.stdout.write(f"Tweede stap ({staff}): .venv/bin/python manage.py demo_code ROL")


def _zin(account: Demo) -> str:
    label = str(Gebruiker.Rol(account.rol).label)
    return f"{label} ({account.toelichting})" if account.toelichting else label


def _map() -> str:
    """Name the directory of the mail as somebody in the project's own directory would."""
    path = settings.EMAIL_FILE_PATH
    return str(path.relative_to(settings.BASE_DIR) if _binnen(path) else path) + "/"


def _binnen(path: Any) -> bool:
    return path.is_relative_to(settings.BASE_DIR)
