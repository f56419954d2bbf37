"""The kinds of work, the heaviest first."""

from __future__ import annotations

from ..soort import Werksoort
from .adressen import Adressen
from .bronnen import Dubbelen, Registerverschillen, Verdwenen
from .controles import GeenAntwoord, Postvakken, TeControleren
from .personen import OpvolgerGezocht, ZonderGrond
from .velden import GeenContact, GeenLeeftijd, GeenToegang
from .wachtenden import Aanmeldingen, Meldingen, Toelaten
from .wachttijden import OudeWachttijden

SOORTEN: dict[str, Werksoort] = {
    kind.slug: kind()
    for kind in (
        Meldingen, Toelaten, Aanmeldingen, Postvakken, GeenAntwoord, TeControleren,
        Registerverschillen, Verdwenen, Dubbelen, Adressen, OudeWachttijden,
        ZonderGrond, OpvolgerGezocht, GeenContact, GeenToegang, GeenLeeftijd,
    )
}  # fmt: skip
