"""The history of an entry in words: who, when, why, and each field from old to new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from organisaties.foto import PERSOONLIJK
from organisaties.leesbaar import Leesbaar, label
from organisaties.models import PersoonlijkeWaarde, Ronde, Wijziging
from organisaties.rechten import personen_voor

if TYPE_CHECKING:
    from organisaties.models import Gebruiker

PER_BLADZIJDE = 50


@dataclass(frozen=True)
class Regel:
    """One field, before and after, in words; ``heel``: of an entry that was made or removed."""

    veld: str
    oud: str
    nieuw: str
    heel: bool = False


@dataclass(frozen=True)
class Stap:
    """One round as it touched one entry; ``van`` names it when it was merged into this one."""

    ronde: Ronde
    soort: str
    regels: list[Regel] = field(default_factory=list)
    van: str = ""


class Lezer:
    """Reads the ledger for one user: personal values only for who may see them."""

    def __init__(self, gebruiker: Gebruiker) -> None:
        self.gebruiker = gebruiker
        self.woorden = Leesbaar()

    def regels(self, wijziging: Wijziging) -> list[Regel]:
        if wijziging.veld in PERSOONLIJK:
            return [self._persoonlijk(wijziging, wijziging.veld)]
        if wijziging.veld:
            return [self._regel(wijziging.veld, wijziging.voor, wijziging.na)]
        rows = self._heel(wijziging.voor or {}, wijziging.na or {})
        rows += [self._persoonlijk(wijziging, name) for name in sorted(PERSOONLIJK)]
        return [replace(row, heel=True) for row in rows if row.oud or row.nieuw]

    def _heel(self, before: dict[str, Any], after: dict[str, Any]) -> list[Regel]:
        names = dict.fromkeys([*before, *after])
        return [self._regel(name, before.get(name), after.get(name)) for name in names]

    def _regel(self, veld: str, oud: Any, nieuw: Any) -> Regel:
        return Regel(label(veld), self.woorden.tekst(veld, oud), self.woorden.tekst(veld, nieuw))

    def _persoonlijk(self, wijziging: Wijziging, veld: str) -> Regel:
        values: PersoonlijkeWaarde | None = getattr(wijziging, "persoonlijk", None)
        if values is None:
            gone = str(_("(gewist)")) if wijziging.veld else ""
            return Regel(label(veld), gone, gone)
        pair = (values.voor, values.na)
        if not wijziging.veld:  # a whole photograph: the persons are one field of it
            pair = tuple((value or {}).get(veld) for value in pair)
        if not self.gebruiker.has_perm("organisaties.view_contact"):
            hidden = str(_("(u mag geen contactpersonen zien)"))
            return Regel(label(veld), hidden, hidden)
        old, new = (personen_voor(self.gebruiker, value) for value in pair)
        return self._regel(veld, old, new)


def soort_van(wijziging: Wijziging) -> str:
    if wijziging.veld:
        return str(_("gewijzigd"))
    return str(_("aangemaakt") if wijziging.voor is None else _("verwijderd"))


def stappen(
    wijzigingen: Iterable[Wijziging], gebruiker: Gebruiker, voorgangers: Mapping[UUID, str]
) -> Iterator[Stap]:
    """Group changes by round and entry, the latest first."""
    reader = Lezer(gebruiker)
    for (row, uuid), group in groupby(wijzigingen, key=lambda w: (w.ronde, w.organisatie_uuid)):
        changes = list(group)
        lines = [line for change in changes for line in reader.regels(change)]
        yield Stap(row, soort_van(changes[0]), lines, voorgangers.get(uuid, ""))


class GeschiedenisMixin(admin.ModelAdmin):
    """Puts the ledger in the place of Django's own log."""

    object_history_template = "admin/organisaties/geschiedenis.html"

    def wijzigingen(self, obj: Any) -> QuerySet:
        raise NotImplementedError

    def voorgangers(self, obj: Any) -> dict[UUID, str]:  # noqa: ARG002
        """Name the entries that were merged into this one, by uuid."""
        return {}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        rows = self.wijzigingen(obj)
        rounds = Ronde.objects.filter(pk__in=rows.values("ronde")).order_by("-pk")
        page = Paginator(rounds, PER_BLADZIJDE).get_page(request.GET.get("p"))
        changes = rows.filter(ronde__in=[r.pk for r in page])
        changes = changes.order_by("-ronde_id", "organisatie_uuid", "pk")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Geschiedenis van %s") % obj,
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": obj,
            "opts": self.opts,
            "bladzijde": page,
            "stappen": stappen(
                changes.select_related("ronde__wie", "persoonlijk"),
                request.user,
                self.voorgangers(obj),
            ),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)
