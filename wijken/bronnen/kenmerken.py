"""What one feature says about itself: which area it is, its name, its year and its figures.

Two services, two sets of names. "Wijken en buurten" has buurtcode, buurtnaam, wijkcode, wijknaam,
gemeentecode, gemeentenaam, jaar, aantal_inwoners and water; "gebiedsindelingen" has statcode,
statnaam, gm_code and jaarcode. The code of an area holds those of the areas around it:
BU03440111 lies in WK034401, in GM0344.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wijken.models import Onderwerp

CODE = re.compile(r"BU[0-9]{8}|WK[0-9]{6}|GM[0-9]{4}")
SOORTEN = {"BU": "buurt", "WK": "wijk", "GM": "gemeente"}
CODEVELDEN = ("buurtcode", "wijkcode", "gemeentecode", "statcode")
# The share of children (percentage_personen_0_tot_15_jaar) is a rounded percentage: a number made
# from it would be a guess, so only a count is read.
CIJFERVELDEN = {
    "aantal_inwoners": Onderwerp.INWONERS.value,
    "inwoners": Onderwerp.INWONERS.value,
    "inwoners_0_15": Onderwerp.INWONERS_0_15.value,
}
NAAM_MAX = 100
HOOGSTE = 10**9


class Geweigerd(ValueError):  # noqa: N818  (a Dutch name says it)
    """One feature cannot be taken: `reden` says why, `goed` what would be right."""

    def __init__(self, reden: str, goed: str) -> None:
        super().__init__(f"{reden} {goed}")
        self.reden, self.goed = reden, goed


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """One area as the source names it; `jaar` is None when the source says none."""

    soort: str
    code: str
    naam: str
    wijknaam: str = ""
    gemeentenaam: str = ""
    jaar: int | None = None
    water: bool = False
    cijfers: dict[str, int] = field(default_factory=dict)

    @property
    def gemeente_code(self) -> str:
        return f"GM{self.code[2:6]}"

    @property
    def wijk_code(self) -> str:
        return wijk_van(self.code)


def wijk_van(buurt_code: str) -> str:
    """Give the code of the CBS wijk that a buurt lies in."""
    return f"WK{buurt_code[2:8]}"


def code_van(feature: Any) -> str:
    """Give the CBS code of the smallest area that a feature names; empty when it has none."""
    velden = _velden(feature)
    codes = (_tekst(velden.get(veld)).upper() for veld in CODEVELDEN)
    return next((code for code in codes if code), "")


def lees_kenmerk(feature: Any) -> Kenmerk:
    """Read what a feature says; raises `Geweigerd` when it does not name an area."""
    code = code_van(feature)
    if not CODE.fullmatch(code):
        raise Geweigerd(
            _("Er staat geen CBS-code bij.") if not code else _("De code is ‘%s’.") % code[:20],
            _("Goed is een veld buurtcode of statcode met BU en acht cijfers, zoals BU03440111."),
        )
    velden = _velden(feature)
    soort = SOORTEN[code[:2]]
    _toets_gemeente(code, velden)
    return Kenmerk(
        soort,
        code,
        _naam(velden, soort),
        _tekst(velden.get("wijknaam")),
        _tekst(velden.get("gemeentenaam")),
        _getal(velden.get("jaar", velden.get("jaarcode"))),
        _tekst(velden.get("water")).upper() not in ("", "NEE"),
        _cijfers(velden),
    )


def _velden(feature: Any) -> dict[str, Any]:
    eigenschappen = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(eigenschappen, dict):
        return {}
    return {str(naam).lower(): waarde for naam, waarde in eigenschappen.items()}


def _toets_gemeente(code: str, velden: dict[str, Any]) -> None:
    """Refuse a feature whose municipality is not the one that its own code names."""
    genoemd = _tekst(velden.get("gemeentecode") or velden.get("gm_code")).upper()
    if genoemd and genoemd != f"GM{code[2:6]}":
        raise Geweigerd(
            _("De gemeentecode is ‘%(genoemd)s’, maar %(code)s ligt in %(gemeente)s.")
            % {"genoemd": genoemd[:20], "code": code, "gemeente": f"GM{code[2:6]}"},
            _("Goed is een gemeentecode die bij de buurtcode past."),
        )


def _naam(velden: dict[str, Any], soort: str) -> str:
    naam = _tekst(velden.get(f"{soort}naam")) or _tekst(velden.get("statnaam"))
    if not 0 < len(naam) <= NAAM_MAX:
        raise Geweigerd(
            _("De naam is te lang.") if naam else _("De naam ontbreekt."),
            _("Goed is een veld %(veld)snaam of statnaam van hoogstens %(max)s tekens.")
            % {"veld": soort, "max": NAAM_MAX},
        )
    return naam


def _cijfers(velden: dict[str, Any]) -> dict[str, int]:
    """Give the known figures; a negative one (-99997 and the like) means unknown."""
    gelezen = {
        onderwerp: _getal(velden[veld])
        for veld, onderwerp in CIJFERVELDEN.items()
        if veld in velden
    }
    return {onderwerp: waarde for onderwerp, waarde in gelezen.items() if waarde is not None}


def _tekst(waarde: Any) -> str:
    """Give a text without control characters and with single blanks."""
    if not isinstance(waarde, str):
        return ""
    return "".join(teken for teken in " ".join(waarde.split()) if teken.isprintable())


def _getal(waarde: Any) -> int | None:
    if isinstance(waarde, str) and waarde.isascii() and waarde.isdigit() and len(waarde) < 10:
        waarde = int(waarde)
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        return None
    return int(waarde) if 0 <= waarde < HOOGSTE and waarde == int(waarde) else None
