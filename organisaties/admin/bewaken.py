"""Whose entry it is to change, what somebody else changed meanwhile, and taking an entry away."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisaties.bewerken import bewerk
from organisaties.keuring import Geweigerd
from organisaties.models import Organisatie, Ronde, Wijziging
from organisaties.rechten import Handeling, mag, mag_in_beheer
from organisaties.schrijven import ronde
from organisaties.verloop import Lezer, Stap, stappen
from wijken.getal import als_getal


def laatste_wijziging(organisatie: Organisatie) -> int:
    """Give the number of the last line of the ledger about this entry."""
    rows = Wijziging.objects.filter(organisatie=organisatie)
    return rows.aggregate(laatste=Max("pk"))["laatste"] or 0


class BewaakMixin(admin.ModelAdmin):
    """Object rights of kwartiermakers, the work of others shown, and deletion as a last resort."""

    delete_confirmation_template = "admin/organisaties/verwijderen.html"
    delete_selected_confirmation_template = "admin/organisaties/verwijderen_veel.html"

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or mag_in_beheer(request.user, obj))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if form.is_bound and form.has_error("__all__", "intussen"):
            context["intussen"] = self._intussen(request, form)
        return super().render_change_form(request, context, *args, **kwargs)

    def _intussen(self, request: HttpRequest, form: Any) -> list[Stap]:
        """List what others wrote since this form was opened, as this user may see it."""
        seen = als_getal(str(form.data.get("gezien_tot", ""))) or 0
        rows = Wijziging.objects.filter(organisatie=form.instance.pk, pk__gt=seen)
        shown = rows.select_related("ronde__wie", "persoonlijk").order_by("-ronde_id", "pk")
        return list(stappen(shown, Lezer(request.user), {}))

    # --- delete --------------------------------------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return mag(request.user, Handeling.VERWIJDEREN, obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Offer to stop the entry in the place of removing it for good."""
        if request.method == "POST" and "stop" in request.POST:
            return self._stop(request, object_id)
        return super().delete_view(request, object_id, extra_context)

    def _stop(self, request: HttpRequest, object_id: str) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        try:
            bewerk(obj, {"status": Organisatie.Status.GESTOPT.value}, wie=request.user)
        except Geweigerd as error:
            messages.error(request, " ".join(fault.melding for fault in error.fouten))
        else:
            messages.success(request, _("“%s” is nu gestopt en staat niet meer op de kaart.") % obj)
        return redirect(reverse("admin:organisaties_organisatie_change", args=[obj.pk]))

    def delete_model(self, request: HttpRequest, obj: Organisatie) -> None:
        self.delete_queryset(request, Organisatie.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with ronde(
            Ronde.Aard.BEWERKING, wie=request.user, reden=str(_("verwijderd in het beheer"))
        ) as schrijver:
            schrijver.verwijder(list(queryset.values_list("pk", flat=True)))
