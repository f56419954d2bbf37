"""The acts that can be done on many entries at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from organisaties.bevestigen import bevestiging
from organisaties.foto import Foto
from organisaties.models import Ondersteuning, Organisatie, Ronde
from wijken.boom import boom

Keuzes = list[tuple[str, str]]


@dataclass(frozen=True)
class Daad:
    """What to do. ``keuzes``: of which one is chosen; ``waarden``: what one entry would get.

    ``mail``: it changes nothing itself, it asks the organisation.
    """

    slug: str
    naam: Any
    waarden: Callable[[Foto, str], Foto]
    keuzes: Callable[[], Keuzes] | None = None
    vraag: Any = ""
    aard: str = Ronde.Aard.BEWERKING
    mail: bool = False

    def kent(self, waarde: str) -> bool:
        if self.keuzes is None:
            return waarde == ""
        return waarde in dict(self.keuzes())


def _statussen() -> Keuzes:
    return [(value, str(label)) for value, label in Organisatie.Status.choices]


def _wijken() -> Keuzes:
    return [(wijk.slug, wijk.naam) for wijk in boom().wijken.values()]


def _ondersteuning() -> Keuzes:
    return list(Ondersteuning.objects.values_list("slug", "naam"))


def _met_ondersteuning(beeld: Foto, slug: str) -> Foto:
    return {"ondersteuning": sorted({*beeld["ondersteuning"], slug})}


DADEN: Mapping[str, Daad] = {
    act.slug: act
    for act in (
        Daad(
            "klopt",
            _("Klopt nog"),
            lambda _beeld, _waarde: bevestiging(Organisatie.Wie.KWARTIERMAKER),
            aard=Ronde.Aard.BEVESTIGING,
        ),
        Daad("vraag", _("Vraag de organisatie om te controleren"), lambda *_: {}, mail=True),
        Daad(
            "status",
            _("Zet op een andere status"),
            lambda _beeld, status: {"status": status},
            _statussen,
            _("Status"),
        ),
        Daad(
            "ondersteuning",
            _("Voeg ondersteuning toe"),
            _met_ondersteuning,
            _ondersteuning,
            _("Helpt bij"),
        ),
        Daad("wijk", _("Kies de wijk"), lambda _beeld, slug: {"wijk": slug}, _wijken, _("Wijk")),
    )
}
