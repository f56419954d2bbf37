"""Plain rows for every export: one reader, so that all files hold the same entries and values.

The keys of the answer are read first (8 bytes each), then the entries two thousand at a time with a
fixed number of queries per portion. No query outlives its portion: a slow download holds no
cursor, no snapshot and no lock in the database, and memory does not grow with the answer.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.urls import reverse

from kaart.uitvoer.namen import Woorden
from organisaties.filter import OrganisatieFilter
from organisaties.models import Contact, Organisatie, Wachttijd, Werkgebied
from organisaties.models.organisatie import huisnummer_met_toevoeging
from organisaties.querysets import ContactQuerySet
from organisaties.rechten import eigen_organisaties, neemt_personen_mee
from organisaties.wachttijd import getoond_vanaf
from wijken.boom import Boom
from wijken.porties import in_porties

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker

PORTIE = 2_000  # entries read at once
BENADERD = Organisatie.PuntKwaliteit.POSTCODE.value
PERSOON = Contact.Vorm.PERSOON.value
Namen = dict[int, list[str]]

_KOLOMMEN = (
    "pk", "uuid", "slug", "naam", "soort_id", "wijk_id", "buurt_id", "straat", "huisnummer",
    "toevoeging", "postcode", "plaats", "lat", "lon", "samenvatting", "leeftijd_van",
    "leeftijd_tot", "tolk_mogelijk", "kosten", "website", "bron", "gecontroleerd_op",
    "gecontroleerd_door", "status", "voorbeeld", "gewijzigd", "kindplaatsen", "ve",
    "punt_kwaliteit",
)  # fmt: skip


class Bereik(NamedTuple):
    """A general number and mailbox, or a person, that this visitor may see.

    ``open``: the person's own number and mailbox come along, and what is kept about them. Of
    anybody else there is only a name and a function.
    """

    uuid: UUID
    persoon: bool
    naam: str
    functie: str
    email: str
    telefoon: str
    rol: str = ""
    zichtbaarheid: str = ""
    bevestigd_op: date | None = None
    open: bool = False


class Rij(NamedTuple):
    """One entry as plain values. Empty, ``None`` and an empty list mean unknown."""

    id: str
    slug: str
    naam: str
    soort: str
    groep: str
    wijk: str
    stadsdeel: str
    werkt_in: list[str]
    straat: str
    huisnummer: str
    postcode: str
    plaats: str
    lat: float | None
    lon: float | None
    plek_bij_benadering: bool | None
    samenvatting: str
    algemeen: list[Bereik]
    personen: list[Bereik]
    website: str
    ondersteuning: list[str]
    doelgroepen: list[str]
    leeftijd_van: int | None
    leeftijd_tot: int | None
    talen: list[str]
    tolk: bool | None
    kindplaatsen: int | None
    ve: bool | None
    kosten: str
    toegang: list[str]
    wachttijd: tuple[int, date] | None
    status: str
    voorbeeld: bool
    gecontroleerd_op: date | None
    gecontroleerd_door: str
    bron: str
    gewijzigd: datetime
    webadres: str


@dataclass(frozen=True)
class Bron:
    """What one file is made from: which entries in which order, and what this visitor may see.

    ``met_personen``: all persons that this visitor may see come along with their own number and
    mailbox; ``eigen``: those of these entries do. Anybody else sees the name and function of a
    public person, but no file of addresses can be harvested.
    """

    ids: Sequence[int]
    contacten: ContactQuerySet
    met_personen: bool
    eigen: frozenset[int]
    woorden: Woorden
    webadres: str  # of an entry, with {slug} in it

    @property
    def toont_adressen(self) -> bool:
        """Whether the address of any person may stand in the file."""
        return self.met_personen or bool(self.eigen)

    def rijen(self) -> Iterator[Rij]:
        """Read all entries, in order. One that was removed meanwhile is left out."""
        for keys in in_porties(self.ids, PORTIE):
            yield from self._portie(keys)

    def _portie(self, keys: list[int]) -> Iterator[Rij]:
        asked = _sleutels(keys)
        rows = Organisatie.objects.filter(pk__in=asked).order_by().values_list(*_KOLOMMEN)
        found = {row[0]: row for row in rows}
        beside = Omgeving.van(asked, self)
        for pk in keys:
            if pk in found:
                yield _rij(found[pk], beside, self)


def bron_van_vraag(vraag: OrganisatieFilter, request: HttpRequest) -> Bron:
    """Take the answer to a question, in the order of the list."""
    keys = vraag.op_volgorde().values_list("pk", flat=True).iterator(chunk_size=5_000)
    return _bron(array("q", keys), request, contacten_van(vraag, request.user))


def bron_van_een(organisatie: Organisatie, request: HttpRequest) -> Bron:
    """Take one entry."""
    return _bron([organisatie.pk], request, Contact.objects.zichtbaar_voor(request.user))


def contacten_van(
    vraag: OrganisatieFilter, gebruiker: Gebruiker | AnonymousUser
) -> ContactQuerySet:
    """Give the contacts that this user may see; of a consultation only who take part in it."""
    seen = Contact.objects.zichtbaar_voor(gebruiker)
    overleg = vraag.gevraagd.get("overleg")
    return seen.filter(overleg.contacten()) if overleg else seen


def _bron(ids: Sequence[int], request: HttpRequest, contacten: ContactQuerySet) -> Bron:
    page = request.build_absolute_uri(reverse("organisatie", args=["slug"]))
    return Bron(
        ids,
        contacten.order_by("volgorde", "pk"),
        neemt_personen_mee(request.user),
        frozenset(eigen_organisaties(request.user)),
        Woorden.nu(),
        page.removesuffix("slug/") + "{slug}/",
    )


def _sleutels(keys: list[int]) -> RawSQL:
    """Write keys that came from the database as they are.

    As parameters of an ``IN`` each would be checked again in every query: a quarter of the time.
    """
    return RawSQL(",".join(str(int(pk)) for pk in keys), ())  # noqa: S611 -- numbers only


@dataclass(frozen=True)
class Omgeving:
    """What hangs on a portion of entries, by primary key."""

    begrippen: dict[str, Namen]
    werkt_in: Namen
    contacten: dict[int, list[Bereik]]
    wachttijden: dict[int, tuple[int, date]]

    @classmethod
    def van(cls, keys: RawSQL, bron: Bron) -> Omgeving:
        words = bron.woorden
        return cls(
            {lijst: _begrippen(lijst, keys, words) for lijst in OrganisatieFilter.KOLOM},
            _werkgebieden(keys, words.boom),
            _contacten(keys, bron),
            _wachttijden(keys),
        )


def _begrippen(lijst: str, keys: RawSQL, words: Woorden) -> Namen:
    """Read the words of one vocabulary for each entry, in the order of the screen."""
    field = Organisatie._meta.get_field(OrganisatieFilter.KOLOM[lijst])
    column, named = f"{field.m2m_reverse_field_name()}_id", words.begrippen[lijst]
    rows = field.remote_field.through.objects.filter(organisatie_id__in=keys)
    pairs = rows.values_list("organisatie_id", column)
    found: Namen = defaultdict(list)
    for (_, naam), pk in sorted((named[word], pk) for pk, word in pairs if word in named):
        found[pk].append(naam)
    return found


def _werkgebieden(keys: RawSQL, tree: Boom) -> Namen:
    """Read the areas served, the largest first."""
    rows = Werkgebied.objects.filter(organisatie_id__in=keys).order_by("pk")
    found: Namen = defaultdict(list)
    parts: Namen = defaultdict(list)
    for pk, *ids in rows.values_list("organisatie_id", "gemeente_id", "stadsdeel_id", "wijk_id"):
        gemeente, stadsdeel, wijk = ids
        whole = tree.gemeenten.get(gemeente) or tree.stadsdelen.get(stadsdeel)
        if whole:
            found[pk].append(f"heel {whole.naam}")
        elif wijk in tree.wijken:
            parts[pk].append(tree.wijken[wijk].naam)
    for pk, names in parts.items():
        found[pk] += sorted(names)
    return found


_BEREIK = ("organisatie_id", "uuid", "vorm", "naam", "functie", "email", "telefoon", "rol",
           "zichtbaarheid", "bevestigd_op")  # fmt: skip


def _contacten(keys: RawSQL, bron: Bron) -> dict[int, list[Bereik]]:
    rows = bron.contacten.filter(organisatie_id__in=keys)
    found: dict[int, list[Bereik]] = defaultdict(list)
    for pk, uuid, vorm, naam, functie, email, telefoon, *kept in rows.values_list(*_BEREIK):
        if vorm != PERSOON:
            found[pk].append(Bereik(uuid, False, naam, functie, email, telefoon))
        elif bron.met_personen or pk in bron.eigen:
            found[pk].append(Bereik(uuid, True, naam, functie, email, telefoon, *kept, open=True))
        else:
            found[pk].append(Bereik(uuid, True, naam, functie, "", ""))
    return found


def _wachttijden(keys: RawSQL) -> dict[int, tuple[int, date]]:
    """Read the last reported waiting time of each entry, unless it is too old to tell."""
    rows = Wachttijd.objects.filter(organisatie_id__in=keys, gemeld_op__gte=getoond_vanaf())
    columns = rows.order_by("gemeld_op", "pk").values_list("organisatie_id", "weken", "gemeld_op")
    return {pk: (weeks, day) for pk, weeks, day in columns}


def _rij(row: tuple[Any, ...], beside: Omgeving, bron: Bron) -> Rij:
    (pk, uuid, slug, naam, soort_id, wijk_id, buurt_id, straat, huisnummer,
     toevoeging, postcode, plaats, lat, lon, samenvatting, leeftijd_van,
     leeftijd_tot, tolk, kosten, website, herkomst, gecontroleerd_op,
     gecontroleerd_door, status, voorbeeld, gewijzigd, kindplaatsen, ve,
     kwaliteit) = row  # fmt: skip
    words = bron.woorden
    contacten, begrippen = beside.contacten.get(pk, ()), beside.begrippen
    return Rij(
        str(uuid), slug, naam, *words.soorten.get(soort_id, ("", "")),
        *words.ligging(wijk_id, buurt_id), beside.werkt_in.get(pk, []),
        straat, huisnummer_met_toevoeging(huisnummer, toevoeging), postcode, plaats,
        lat, lon, None if lat is None else kwaliteit == BENADERD, samenvatting,
        [c for c in contacten if not c.persoon], [c for c in contacten if c.persoon], website,
        begrippen["ondersteuning"].get(pk, []), begrippen["doelgroep"].get(pk, []),
        leeftijd_van, leeftijd_tot, begrippen["taal"].get(pk, []), tolk, kindplaatsen, ve,
        words.kosten.get(kosten, kosten), begrippen["toegang"].get(pk, []),
        beside.wachttijden.get(pk), words.status[status], voorbeeld,
        gecontroleerd_op, gecontroleerd_door, herkomst, gewijzigd,
        bron.webadres.replace("{slug}", slug),
    )  # fmt: skip
