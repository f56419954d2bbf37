"""A kwartiermaker writes no entry into, or out to, the wijken of another."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from organisaties.foto import Foto
from organisaties.keuring import Fout, Geweigerd
from organisaties.models import Gebruiker
from organisaties.rechten import grens_van
from organisaties.toewijzing import Bereik, balie_van_foto

BUITEN = _(
    "Zo hoort deze plek niet bij uw wijken. Kies een adres, een punt of een wijk van u. Hoort de "
    "plek bij een andere wijk? Vraag het de kwartiermaker van die wijk, of de beheerder."
)
_PLEK = ("wijk", "lat", "lon", "werkgebied")  # what says on whose desk an entry is


def valt_buiten(grens: Bereik | None, beeld: Foto) -> bool:
    """Whether an entry that is like this lies outside these areas (``rechten.grens_van``)."""
    return grens is not None and not grens.heeft(balie_van_foto(beeld))


def verlaat(grens: Bereik | None, nu: Foto, gewijzigd: Foto) -> bool:
    """Whether this change takes an entry out of these areas."""
    return bool(gewijzigd.keys() & set(_PLEK)) and valt_buiten(grens, {**nu, **gewijzigd})


def keur_grens(gebruiker: Gebruiker | None, nu: Foto, gewijzigd: Foto) -> None:
    """Refuse a change that takes an entry out of the wijken of who makes it. ``Geweigerd``."""
    if verlaat(grens_van(gebruiker), nu, gewijzigd):
        raise Geweigerd([Fout(0, _veld(gewijzigd), str(BUITEN))])


def _veld(gewijzigd: Foto) -> str:
    """Name the field that the sentence stands at."""
    names = ("wijk", "postcode", "straat", "huisnummer", "werkgebied")
    return next((name for name in names if name in gewijzigd), "wijk")
