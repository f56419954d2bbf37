"""The management site: Django's admin, without the autodiscovery that would pull in GDAL."""

from importlib import import_module
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import SimpleAdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# The index in the order of the work: under each heading the models, by their object name.
GROEPEN = [
    (_("Sociale kaart"), ["Organisatie", "Contact"]),
    (_("Inlezen en nakijken"), ["Invoer", "Voorstel", "Dubbel", "Adrespunt"]),
    (_("Woordenlijsten"), ["Groep", "Soort", "Ondersteuning", "Doelgroep", "Toegang", "Taal"]),
    (
        _("Gebieden"),
        ["Gemeente", "Stadsdeel", "Wijk", "Buurt", "Kerncijfer", "Postcode", "Gebiedsronde"],
    ),
    (_("Logboek"), ["Ronde", "Wijziging"]),
    (_("Toegang tot het beheer"), ["Gebruiker", "Group"]),
]


class BeheerSite(AdminSite):
    site_title = _("Beheer sociale kaart")
    site_header = _("Beheer sociale kaart")
    index_title = _("Wat wilt u bijhouden?")
    enable_nav_sidebar = False  # the index is short, and the lists need the room

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Give the models by what people do with them; Django's own apps say nothing to them.

        A model that no heading names keeps its place under its own app, so nothing gets lost.
        """
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        groups = []
        for heading, names in GROEPEN:
            found = [models.pop(name) for name in names if name in models]
            groups += [_kop(str(heading), found)] if found else []
        for app in apps:
            app["models"] = [m for m in app["models"] if m["object_name"] in models]
        return groups + [app for app in apps if app["models"]]


def _kop(heading: str, models: list[Any]) -> dict[str, Any]:
    return {
        "name": heading,
        "app_label": heading.lower().replace(" ", "-"),
        "app_url": models[0]["admin_url"] or "",
        "has_module_perms": True,
        "models": models,
    }


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
