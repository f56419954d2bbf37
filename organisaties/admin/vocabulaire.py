"""The controlled words. A word that is in use cannot be taken away; its code never changes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organisaties.models import Doelgroep, Groep, Ondersteuning, Soort, Taal, Toegang
from wijken.beheer import MetVersie, VasteSlug

from .formulier import KeurForm, RegelsVeld


class BegripForm(KeurForm):
    synoniemen = RegelsVeld(
        label=_("Zoekwoorden"),
        required=False,
        help_text=_("Eén per regel: waarmee mensen hierop zoeken, zoals “praat niet”."),
    )


class BegripAdmin(MetVersie, VasteSlug):
    form = BegripForm
    gebruikt_door = "organisaties"
    list_display = ["naam", "slug", "uitleg", "gebruikt", "volgorde"]
    search_fields = ["naam", "slug", "uitleg"]
    fields = ["naam", "slug", "uitleg", "synoniemen", "letter", "volgorde"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(aantal=Count(self.gebruikt_door))

    @admin.display(description=_("gebruikt"), ordering="aantal")
    def gebruikt(self, obj: Model) -> int:
        return obj.aantal

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Name a word that is in use as protected: entries would lose it without a trace."""
        to_delete, counts, perms, protected = super().get_deleted_objects(objs, request)
        for term in objs:
            if n := getattr(term, self.gebruikt_door).count():
                text = ngettext(
                    "“%(naam)s” staat bij %(n)d ingang", "“%(naam)s” staat bij %(n)d ingangen", n
                )
                protected = [*protected, text % {"naam": term, "n": n}]
        return to_delete, counts, perms, protected


@admin.register(Groep)
class GroepAdmin(BegripAdmin):
    gebruikt_door = "soorten"


@admin.register(Soort)
class SoortAdmin(BegripAdmin):
    list_display = ["naam", "slug", "groep", "gebruikt", "volgorde"]
    list_filter = ["groep"]
    list_select_related = ["groep"]
    fields = ["naam", "slug", "groep", "uitleg", "synoniemen", "letter", "volgorde"]


admin.site.register([Ondersteuning, Doelgroep, Toegang, Taal], BegripAdmin)
