"""The management site: Django's admin, without the autodiscovery that would pull in GDAL."""

from importlib import import_module
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import SimpleAdminConfig
from django.utils.translation import gettext_lazy as _


class BeheerSite(AdminSite):
    site_title = _("Beheer sociale kaart")
    site_header = _("Beheer sociale kaart")
    index_title = _("Wat wilt u bijhouden?")


class BeheerConfig(SimpleAdminConfig):
    """Registers the admins of our own rooms by name.

    Autodiscovery would import ``leaflet.admin``, which needs GDAL.
    """

    default = False
    default_site = "kaart.beheer.BeheerSite"

    def ready(self) -> None:
        super().ready()
        for room in ("wijken", "organisaties"):
            import_module(f"{room}.admin")


__all__: list[Any] = ["BeheerConfig", "BeheerSite"]
