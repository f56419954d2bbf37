"""The management site: Django's admin, without the autodiscovery that would pull in GDAL."""

from importlib import import_module
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import SimpleAdminConfig
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

# The index in the order of the work: under each heading the models, by their object name.
GROEPEN = [
    (_("Sociale kaart"), ["Organisatie", "Contact"]),
    (_("Inlezen en nakijken"), ["Invoer", "Voorstel", "Dubbel", "Adrespunt"]),
    (_("Woordenlijsten"), ["Groep", "Soort", "Ondersteuning", "Doelgroep", "Toegang", "Taal"]),
    (
        _("Gebieden"),
        ["Gemeente", "Stadsdeel", "Wijk", "Buurt", "Kerncijfer", "Postcode", "Gebiedsronde"],
    ),
    (_("Logboek"), ["Ronde", "Wijziging", "Uitvoer"]),
    (_("Toegang tot het beheer"), ["Gebruiker", "Maildomein", "Group"]),
]


class BeheerSite(AdminSite):
    site_title = _("Beheer sociale kaart")
    site_header = _("Beheer sociale kaart")
    index_title = _("Wat wilt u bijhouden?")
    enable_nav_sidebar = False  # the index is short, and the lists need the room

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in staff, in a session with the second factor."""
        user = request.user
        return user.is_active and user.is_staff and user.sterk

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        """Lead to our own sign-in, or to the second factor; there is no password to ask."""
        from kaart.accounts.toegang import met_volgende  # noqa: PLC0415 -- models come later

        target = _doel(request)
        if self.has_permission(request):
            return redirect(target)
        if not request.user.is_authenticated:
            return redirect(met_volgende("account_login", target))
        if request.user.is_staff:
            return redirect(met_volgende("tweede_stap", target))
        raise PermissionDenied

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        from django.contrib.auth.views import LogoutView  # noqa: PLC0415 -- models come later

        return LogoutView.as_view(next_page=reverse("zoeken"))(request)

    def password_change(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        raise Http404  # nobody has a password

    password_change_done = password_change

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


def _doel(request: HttpRequest) -> str:
    """Give the page of this site that was asked for, else the index."""
    target = request.GET.get("next") or request.POST.get("next") or ""
    own = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(target, own, require_https=request.is_secure())
    return target if safe else reverse("admin:index")


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
