"""Whether what was found is the address that was asked.

The score does not say: it has no fixed scale and differs from one version of the geocoder to the
next. So the parts are compared. The address was found when postcode and whole house number agree,
or street, whole house number and place; whatever then speaks against it makes it doubtful.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from rapidfuzz.fuzz import ratio

from wijken.geocoder import adres as norm
from wijken.geocoder.adres import Adres
from wijken.geocoder.pdok import Treffer

GELIJKENIS = (
    70  # of two street names, 0..100: "Burg. de Monchyplein" is Burgemeester de Monchyplein
)


class Oordeel(NamedTuple):
    """The best answer, what makes it doubtful, and what else to say; None: it is not there."""

    treffer: Treffer | None = None
    twijfel: tuple[str, ...] = ()
    let_op: str = ""

    @property
    def zeker(self) -> bool:
        return self.treffer is not None and not self.twijfel


def beoordeel(gevraagd: Adres, treffers: Iterable[Treffer]) -> Oordeel:
    """Pick the answer that fits best; between equals the geocoder's own order counts.

    What shares neither the street nor postcode and number is no answer to this question: a search
    in words always gives something.
    """
    found = [_vergelijk(gevraagd, t) for t in treffers if _verwant(gevraagd, t)]
    return min(found, key=lambda o: _afstand(gevraagd, o), default=Oordeel())


def beste(een: Oordeel, ander: Oordeel) -> Oordeel:
    """Of two ways of asking keep the better answer, the first when they are as good."""
    if een.treffer is None or (ander.treffer and len(ander.twijfel) < len(een.twijfel)):
        return ander
    return een


def _afstand(gevraagd: Adres, oordeel: Oordeel) -> tuple[int, bool, int]:
    asked, got = norm.nummer(gevraagd), oordeel.treffer.nummer
    other_number = asked is None or asked.cijfers != got.cijfers
    return len(oordeel.twijfel), other_number, len(got.rest)


def _verwant(gevraagd: Adres, treffer: Treffer) -> bool:
    code, number = norm.postcode(gevraagd.postcode), norm.nummer(gevraagd)
    same_code = bool(code) and code == treffer.postcode
    same_number = number is not None and number.cijfers == treffer.nummer.cijfers
    return (same_code and same_number) or _straat_lijkt(gevraagd, treffer)


def _vergelijk(gevraagd: Adres, treffer: Treffer) -> Oordeel:
    doubts = tuple(_twijfels(gevraagd, treffer))
    code = norm.postcode(gevraagd.postcode)
    remark = ""
    if not doubts and len(code) == 6 and code != treffer.postcode:
        text = _("Dit adres heeft postcode %(nu)s, niet %(gevraagd)s.")
        remark = text % {"nu": treffer.postcode, "gevraagd": code}
    return Oordeel(treffer, doubts, remark)


def _twijfels(gevraagd: Adres, treffer: Treffer) -> Iterator[str]:
    number, code = norm.nummer(gevraagd), norm.postcode(gevraagd.postcode)
    same_number = number == treffer.nummer
    same_code = len(code) == 6 and code == treffer.postcode
    same_street = _straat_gelijk(gevraagd, treffer)
    same_place = norm.plaats(gevraagd.plaats) == norm.plaats(treffer.plaats)
    # People write the name of their village or suburb; all else must then agree.
    suburb = same_code and same_number and same_street and _in_gemeente(treffer)
    if not same_number:
        yield _anders(_("huisnummer"), treffer.nummer, number)
    spelling = same_street or (same_code and _straat_lijkt(gevraagd, treffer))
    if norm.vouw(gevraagd.straat) and not spelling:
        yield _anders(_("straat"), treffer.straat, gevraagd.straat)
    if norm.vouw(gevraagd.plaats) and not same_place and not suburb:
        yield _anders(_("plaats"), treffer.plaats, gevraagd.plaats)
    if code and code[:4] != treffer.postcode[:4]:
        yield _anders(_("postcode"), treffer.postcode, code)
    if not same_code and not norm.vouw(gevraagd.plaats):
        yield _("zonder de juiste postcode of een plaats weten we niet zeker of dit het is")


def _in_gemeente(treffer: Treffer) -> bool:
    return treffer.gemeente == settings.KAART["gemeente"]


def _anders(wat: str, gevonden: object, gevraagd: object) -> str:
    text = _("het adres dat we vonden heeft %(wat)s %(gevonden)s, gevraagd was %(gevraagd)s")
    return text % {"wat": wat, "gevonden": gevonden or _("(geen)"), "gevraagd": gevraagd}


def _straten(treffer: Treffer) -> list[str]:
    names = (norm.vouw(treffer.straat), norm.vouw(treffer.straat_kort))
    return [name.replace(" ", "") for name in names if name]


def _straat_gelijk(gevraagd: Adres, treffer: Treffer) -> bool:
    return norm.vouw(gevraagd.straat).replace(" ", "") in _straten(treffer)


def _straat_lijkt(gevraagd: Adres, treffer: Treffer) -> bool:
    asked = norm.vouw(gevraagd.straat).replace(" ", "")
    return bool(asked) and any(ratio(asked, name) >= GELIJKENIS for name in _straten(treffer))
