"""Who may bring in files, and what of their rows somebody may see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from organisaties.foto import PERSOONLIJK
from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.bronnen import BRONNEN, tabel, vcard
from organisaties.invoer.lezen.koppen import zoek_kolommen
from organisaties.invoer.tabel import PERSOONSKOLOMMEN
from organisaties.invoer.tabel.kolommen import KOLOMMEN
from organisaties.leesbaar import label
from organisaties.models import Invoer, Invoerregel, PersoonlijkeWaarde
from organisaties.rechten import Handeling, Rol, mag, rol

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from organisaties.models import Gebruiker

ZIEN = "organisaties.view_contact"
# Every row of such a source is about persons.
OVER_PERSONEN = frozenset({vcard.BRON.code})
_VELDEN = {name: column.koppen for name, column in KOLOMMEN.items()}
_ZIN_KLAAR = re.compile(r"([.?!]); ")  # several reasons: what is a sentence, stays one
_IN_EEN_REDEN = tuple(f"{word}:" for name in PERSOONLIJK for word in (name, label(name)))


def mag_invoeren(gebruiker: Gebruiker, bron: str = "") -> bool:
    """Ask for both rights: a file makes entries and changes them.

    A kwartiermaker brings in own lists and cards; registers are about the whole city.
    """
    if rol(gebruiker) == Rol.KWARTIERMAKER:
        return mag(gebruiker, Handeling.INLEZEN) and (not bron or BRONNEN[bron].menselijk)
    rights = ("organisaties.add_organisatie", "organisaties.change_organisatie")
    return gebruiker.is_active and gebruiker.has_perms(rights)


def eigen_invoer(gebruiker: Gebruiker, rijen: QuerySet[Invoer]) -> QuerySet[Invoer]:
    """Keep the runs that this user may see and decide on: a kwartiermaker only the own ones.

    Their rows were held to the areas of who brought them in.
    """
    return rijen.filter(wie=gebruiker) if rol(gebruiker) == Rol.KWARTIERMAKER else rijen


def mag_personen_zien(gebruiker: Gebruiker) -> bool:
    return gebruiker.has_perm(ZIEN)


def mag_personen_schrijven(gebruiker: Gebruiker) -> bool:
    """Nobody writes over persons without being allowed to see and to change them."""
    return gebruiker.has_perms((ZIEN, "organisaties.change_contact"))


def heeft_personen(invoer: Invoer) -> bool:
    """Whether the plan writes contact persons."""
    return any(
        invoer.regels.filter(**{"waarden__has_key": name}).exists() for name in sorted(PERSOONLIJK)
    )


def schreef_personen(invoer: Invoer) -> bool:
    """Whether the import, now that it is applied, wrote contact persons; an undo does too then."""
    kept = PersoonlijkeWaarde.objects.filter(wijziging__ronde=invoer.ronde_id)
    return invoer.ronde_id is not None and kept.exists()


class Blik:
    """What one user may see of the rows of one plan."""

    def __init__(self, gebruiker: Gebruiker, invoer: Invoer) -> None:
        self.invoer = invoer
        self.alles = mag_personen_zien(gebruiker)
        self.niets = invoer.bron in OVER_PERSONEN and not self.alles

    def reden(self, regel: Invoerregel) -> str:
        """Give the reason of a refusal; one about a person may quote that person."""
        if self.alles or not self._noemt_persoon(regel):
            return _ZIN_KLAAR.sub(r"\1 ", regel.melding)
        return _("Er klopt iets niet aan een contactpersoon. U mag geen contactpersonen zien.")

    def let_op(self, regel: Invoerregel) -> list[str]:
        return regel.let_op if self.alles or not PERSOONLIJK & regel.waarden.keys() else []

    def kolommen(self, kop: Sequence[str]) -> list[str]:
        """Pick the columns that may be shown; of a table of a colleague only those that we know."""
        if self.alles:
            return list(kop)
        if self.invoer.bron != tabel.BRON.code:
            return list(kop)  # a register keeps nothing of persons of a refused row
        known = {column for name, column in _bekend(kop).items() if name not in PERSOONSKOLOMMEN}
        return [name for name in kop if name in known]

    def _noemt_persoon(self, regel: Invoerregel) -> bool:
        shown = self.kolommen(list(regel.cellen))
        hidden = tuple(f"{name}:" for name in regel.cellen if name not in shown)
        return any(word in regel.melding for word in (*_IN_EEN_REDEN, *hidden))


def _bekend(kop: Sequence[str]) -> dict[str, str]:
    try:
        return zoek_kolommen(kop, _VELDEN, ())
    except BestandGeweigerd:
        return {}


__all__ = [
    "Blik",
    "eigen_invoer",
    "heeft_personen",
    "mag_invoeren",
    "mag_personen_schrijven",
    "mag_personen_zien",
    "schreef_personen",
]
