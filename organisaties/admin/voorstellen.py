"""The work list of proposals: what a source says otherwise, to take over or to leave."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organisaties.cellen import ontschadig
from organisaties.foto import PERSOONLIJK, Foto, fotos
from organisaties.invoer.tabel.formaten import als_csv
from organisaties.invoer.voorstellen import VoorstelVerouderd, neem_over, openstaand, wijs_af
from organisaties.keuring import Geweigerd
from organisaties.leesbaar import Leesbaar, label
from organisaties.models import Gebruiker, Organisatie, Voorstel
from organisaties.rechten import personen_voor
from wijken.beheer import AlleenLezen
from wijken.porties import in_porties

from .invoer import naam_van
from .invoerrecht import mag_personen_schrijven, mag_personen_zien
from .uitvoerlog import noteer_uitvoer

MAG = "organisaties.change_organisatie"
PER_BLADZIJDE = 50
PORTIE = 500  # photographs in memory at once, in the file
VLAG = "verdwenen_op"
KOP = ("Ingang", "Kenmerk", "Veld", "Nu", "In de bron", "Bron", "Sinds")
DOEN: dict[str, Callable[[Voorstel, Gebruiker], None]] = {"over": neem_over, "laat": wijs_af}


@dataclass(frozen=True)
class Regel:
    """One proposal in words. ``verborgen``: about persons, for who may not see them."""

    voorstel: Voorstel
    veld: str
    nu: str
    waarde: str
    bron: str
    verborgen: bool = False


@dataclass
class Groep:
    """The proposals of one entry."""

    organisatie: Organisatie
    regels: list[Regel] = field(default_factory=list)


class Voorstellezer:
    """Puts proposals in words for one user."""

    def __init__(self, gebruiker: Gebruiker) -> None:
        self.gebruiker = gebruiker
        self.woorden = Leesbaar()

    def groepen(self, rows: list[Voorstel]) -> list[Groep]:
        """Group by entry, in the order given."""
        groups: dict[int, Groep] = {}
        for line in self.regels(rows):
            entry = line.voorstel.organisatie
            groups.setdefault(entry.pk, Groep(entry)).regels.append(line)
        return list(groups.values())

    def regels(self, rows: list[Voorstel]) -> Iterator[Regel]:
        beelden = fotos({row.organisatie_id for row in rows})
        return (self._regel(row, beelden[row.organisatie_id]) for row in rows)

    def _regel(self, row: Voorstel, beeld: Foto) -> Regel:
        name = str(_("Staat niet meer in de bron, sinds")) if row.veld == VLAG else label(row.veld)
        if row.veld in PERSOONLIJK and not mag_personen_zien(self.gebruiker):
            return Regel(row, name, "", "", naam_van(row.bron), verborgen=True)
        old, new = (self._tekst(row.veld, value) for value in (beeld.get(row.veld), row.waarde))
        return Regel(row, name, old, new, naam_van(row.bron))

    def _tekst(self, veld: str, waarde: Any) -> str:
        if veld in PERSOONLIJK:
            waarde = personen_voor(self.gebruiker, waarde)
        return self.woorden.tekst(veld, waarde)


@admin.register(Voorstel)
class VoorstelAdmin(AlleenLezen):
    class Media:
        css = {"all": ["beheer/invoer.css"]}

    def has_view_permission(self, request: HttpRequest, obj: Voorstel | None = None) -> bool:
        return obj is None and request.user.has_perm(MAG)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAG)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.meenemen)
        own = [path("voorstellen.csv", view, name="organisaties_voorstel_csv")]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list; a POST is the answer on one or more of its proposals."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            _besluit(request)
            return HttpResponseRedirect(request.get_full_path())
        rows = gevraagd(request)
        page = Paginator(rows, PER_BLADZIJDE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Voorstellen"),
            "opts": self.opts,
            "media": self.media,
            "bladzijde": page,
            "groepen": Voorstellezer(request.user).groepen(list(page)),
            **_filters(request),
            "vraag": _vraag(request),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/organisaties/voorstellen.html", context)

    def meenemen(self, request: HttpRequest) -> HttpResponse:
        """Give the list as a file; who took it along is written down."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = gevraagd(request)
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";")
        writer.writerow(KOP)
        reader, number = Voorstellezer(request.user), 0
        for portion in in_porties(rows, PORTIE):
            writer.writerows(map(_csv_regel, reader.regels(portion)))
            number += len(portion)
        noteer_uitvoer(request, Voorstel, number, f"CSV {_vraag(request)}")
        headers = {"Content-Disposition": 'attachment; filename="voorstellen.csv"'}
        answer = als_csv(text.getvalue())
        return HttpResponse(answer, content_type="text/csv; charset=utf-8", headers=headers)


def _csv_regel(line: Regel) -> list[str]:
    entry = line.voorstel.organisatie
    hidden = str(_("(u mag geen contactpersonen zien)"))
    old, new = (hidden, hidden) if line.verborgen else (line.nu, line.waarde)
    day = line.voorstel.gemaakt.date().isoformat()
    cells = (entry.naam, str(entry.uuid), line.veld, old, new, line.bron, day)
    return [ontschadig(cell) for cell in cells]


# --- which ones -----------------------------------------------------------------------------------


def gevraagd(request: HttpRequest) -> QuerySet[Voorstel]:
    """Give the open proposals that the address asks for; an unknown word asks for nothing."""
    rows = openstaand().defer("organisatie__zoektekst")
    for name in ("bron", "veld"):
        if value := request.GET.get(name):
            rows = rows.filter(**{name: value.replace("\0", "")})
    return rows.order_by("organisatie__naam", "organisatie", "veld", "pk")


def _filters(request: HttpRequest) -> dict[str, Any]:
    """Give the choices that exist, each with what was chosen."""
    rows = openstaand().order_by()
    sources = sorted(set(rows.values_list("bron", flat=True)))
    fields = sorted(set(rows.values_list("veld", flat=True)), key=label)
    return {
        "bronnen": [(code, naam_van(code), code == request.GET.get("bron")) for code in sources],
        "velden": [(name, label(name), name == request.GET.get("veld")) for name in fields],
    }


def _vraag(request: HttpRequest) -> str:
    """Give the chosen filters as a query string, without the page."""
    chosen = request.GET.copy()
    for name in set(chosen) - {"bron", "veld"}:
        chosen.pop(name)
    return chosen.urlencode()


# --- deciding -------------------------------------------------------------------------------------


def _besluit(request: HttpRequest) -> None:
    """Do what was asked, one by one: each is a round of its own and stands by itself."""
    act, keys = _opdracht(request)
    do = DOEN.get(act)
    if do is None or not keys:
        messages.error(request, _("Kies eerst een of meer voorstellen, en dan wat u ermee wilt."))
        return
    rows = list(openstaand().filter(pk__in=keys))
    if done := sum(_doe(request, do, row) for row in rows):
        messages.success(request, _gedaan(act, done))
    if gone := len(set(keys)) - len(rows):
        text = ngettext(
            "Over %d voorstel was al besloten.", "Over %d voorstellen was al besloten.", gone
        )
        messages.warning(request, text % gone)


def _opdracht(request: HttpRequest) -> tuple[str, list[int]]:
    """Read which button was pressed: of one proposal ("over-12") or of all that are ticked."""
    act, dash, key = request.POST.get("doe", "").partition("-")
    texts = [key] if dash else request.POST.getlist("voorstel")
    return act, [int(t) for t in texts if t.isascii() and t.isdigit() and len(t) < 18]


def _doe(request: HttpRequest, do: Callable[[Voorstel, Gebruiker], None], row: Voorstel) -> bool:
    where = f"{row.organisatie}, {label(row.veld)}"
    if row.veld in PERSOONLIJK and not mag_personen_schrijven(request.user):
        messages.error(request, _("%s: u mag geen contactpersonen wijzigen.") % where)
        return False
    try:
        do(row, request.user)
    except VoorstelVerouderd as error:
        messages.warning(request, f"{where}: {error}")
        return False
    except Geweigerd as error:
        messages.error(request, f"{where}: {error.fouten[0].melding}")
        return False
    return True


def _gedaan(act: str, number: int) -> str:
    if act == "over":
        text = ngettext("%d voorstel overgenomen.", "%d voorstellen overgenomen.", number)
    else:
        text = ngettext(
            "%d voorstel afgewezen: de ingang blijft zoals zij is.",
            "%d voorstellen afgewezen: de ingangen blijven zoals ze zijn.",
            number,
        )
    return text % number
