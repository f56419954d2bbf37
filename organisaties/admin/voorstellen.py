"""The work list of proposals: what a source says otherwise, to take over or to leave.

What is decided on together is shown together: the fields of one address are one row, one tick and
one line of the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organisaties.cellen import ontschadig
from organisaties.foto import GROEP, PERSOONLIJK, SAMEN, Foto, fotos
from organisaties.invoer.tabel.formaten import als_csv
from organisaties.invoer.voorstellen import VoorstelVerouderd, neem_over, openstaand, wijs_af
from organisaties.keuring import Geweigerd
from organisaties.leesbaar import Leesbaar
from organisaties.models import Gebruiker, Organisatie, Voorstel
from organisaties.rechten import eigen_in_beheer, personen_voor
from wijken.beheer import AlleenLezen
from wijken.getal import als_getal
from wijken.porties import in_porties

from .invoer import naam_van
from .invoerrecht import mag_personen_schrijven, mag_personen_zien
from .naast_elkaar import kop_van, samen_in_woorden
from .uitvoerlog import noteer_uitvoer

MAG = "organisaties.change_organisatie"
PER_BLADZIJDE = 50
PORTIE = 500  # photographs in memory at once, in the file
VLAG = "verdwenen_op"
KOP = ("Ingang", "Kenmerk", "Veld", "Nu", "In de bron", "Bron", "Sinds")
Sleutel = tuple[int, str, str]  # entry, field or group of fields, source: decided on as one
_GROEP = Case(*(When(veld__in=names, then=Value(name)) for name, names in SAMEN.items()),
              default=F("veld"))  # fmt: skip
DOEN: dict[str, Callable[[Voorstel, Gebruiker], None]] = {"over": neem_over, "laat": wijs_af}


@dataclass(frozen=True)
class Regel:
    """What is decided on as one, in words, by the first of its proposals.

    ``verborgen``: about persons, for who may not see them.
    """

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

    def groepen(self, keys: list[Sleutel]) -> list[Groep]:
        """Group by entry, in the order given."""
        groups: dict[int, Groep] = {}
        for line in self.regels(keys):
            entry = line.voorstel.organisatie
            groups.setdefault(entry.pk, Groep(entry)).regels.append(line)
        return list(groups.values())

    def regels(self, keys: list[Sleutel]) -> Iterator[Regel]:
        entries = {entry for entry, _group, _source in keys}
        rows = _open(self.gebruiker).filter(organisatie__in=entries)
        found = _gegroepeerd(rows.order_by("pk"))
        beelden = fotos(entries)
        return (self._regel(found[key], key[1], beelden[key[0]]) for key in keys if key in found)

    def _regel(self, rows: list[Voorstel], naam: str, beeld: Foto) -> Regel:
        first, source = rows[0], naam_van(rows[0].bron)
        title = str(_("Staat niet meer in de bron, sinds")) if naam == VLAG else kop_van(naam)
        if naam in PERSOONLIJK and not mag_personen_zien(self.gebruiker):
            return Regel(first, title, "", "", source, verborgen=True)
        after = {**beeld, **{row.veld: row.waarde for row in rows}}
        old, new = self._tekst(naam, beeld), self._tekst(naam, after)
        if old == new and naam in SAMEN:
            new = f"{new} {_('(nauwkeuriger)')}".strip()
        return Regel(first, title, old, new, source)

    def _tekst(self, naam: str, beeld: Foto) -> str:
        if naam in SAMEN:
            return samen_in_woorden(naam, beeld, self.woorden)
        value = beeld.get(naam)
        if naam in PERSOONLIJK:
            value = personen_voor(self.gebruiker, value)
        return self.woorden.tekst(naam, value)


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
        page = Paginator(gevraagd(request), PER_BLADZIJDE).get_page(request.GET.get("p"))
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
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";")
        writer.writerow(KOP)
        reader, number = Voorstellezer(request.user), 0
        for portion in in_porties(gevraagd(request), PORTIE):
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
    day = timezone.localdate(line.voorstel.gemaakt).isoformat()
    cells = (entry.naam, str(entry.uuid), line.veld, old, new, line.bron, day)
    return [ontschadig(cell) for cell in cells]


# --- which ones -----------------------------------------------------------------------------------


def _open(gebruiker: Gebruiker) -> QuerySet[Voorstel]:
    """Give the proposals of the entries that this user may change."""
    rows = eigen_in_beheer(gebruiker, openstaand(), "organisatie")
    return rows.defer("organisatie__zoektekst")


def gevraagd(request: HttpRequest) -> QuerySet:
    """Give the keys of what the address asks for; an unknown word asks for nothing."""
    rows = _open(request.user).annotate(groep=_GROEP)
    for name, column in (("bron", "bron"), ("veld", "groep")):
        if value := request.GET.get(name):
            rows = rows.filter(**{column: value.replace("\0", "")})
    rows = rows.order_by("organisatie__naam", "organisatie_id", "groep", "bron")
    return rows.values_list("organisatie_id", "groep", "bron").distinct()


def _sleutel(row: Voorstel) -> Sleutel:
    return row.organisatie_id, GROEP.get(row.veld, row.veld), row.bron


def _gegroepeerd(rows: Iterable[Voorstel]) -> dict[Sleutel, list[Voorstel]]:
    groups: dict[Sleutel, list[Voorstel]] = {}
    for row in rows:
        groups.setdefault(_sleutel(row), []).append(row)
    return groups


def _filters(request: HttpRequest) -> dict[str, Any]:
    """Give the choices that exist, each with what was chosen."""
    rows = _open(request.user).order_by()
    sources = sorted(set(rows.values_list("bron", flat=True)))
    found = rows.values_list("veld", flat=True)
    fields = sorted({GROEP.get(name, name) for name in found}, key=kop_van)
    return {
        "bronnen": [(code, naam_van(code), code == request.GET.get("bron")) for code in sources],
        "velden": [(name, kop_van(name), name == request.GET.get("veld")) for name in fields],
    }


def _vraag(request: HttpRequest) -> str:
    """Give the chosen filters as a query string, without the page."""
    chosen = request.GET.copy()
    for name in set(chosen) - {"bron", "veld"}:
        chosen.pop(name)
    return chosen.urlencode()


# --- deciding -------------------------------------------------------------------------------------


def _besluit(request: HttpRequest) -> None:
    """Do what was asked, group by group: each is a round of its own and stands by itself."""
    act, keys = _opdracht(request)
    do = DOEN.get(act)
    if do is None or not keys:
        messages.error(request, _("Kies eerst een of meer voorstellen, en dan wat u ermee wilt."))
        return
    rows = list(_eigen(request, keys).order_by("organisatie__naam", "pk"))
    first = [group[0] for group in _gegroepeerd(rows).values()]  # the others go along
    if done := sum(_doe(request, do, row) for row in first):
        messages.success(request, _gedaan(act, done))
    if gone := len(set(keys)) - len(rows):
        text = ngettext(
            "Over %d voorstel was al besloten.", "Over %d voorstellen was al besloten.", gone
        )
        messages.warning(request, text % gone)


def _eigen(request: HttpRequest, keys: list[int]) -> QuerySet[Voorstel]:
    """Give these proposals; refuses the whole when one is about an entry of somebody else."""
    asked, own = openstaand().filter(pk__in=keys), _open(request.user).filter(pk__in=keys)
    if asked.count() != own.count():
        raise PermissionDenied
    return own


def _opdracht(request: HttpRequest) -> tuple[str, list[int]]:
    """Read which button was pressed: of one proposal ("over-12") or of all that are ticked."""
    act, dash, key = request.POST.get("doe", "").partition("-")
    texts = [key] if dash else request.POST.getlist("voorstel")
    return act, [key for key in map(als_getal, texts) if key is not None]


def _doe(request: HttpRequest, do: Callable[[Voorstel, Gebruiker], None], row: Voorstel) -> bool:
    where = f"{row.organisatie}, {kop_van(GROEP.get(row.veld, row.veld))}"
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
