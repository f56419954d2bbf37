"""What a visitor may say is wrong about an entry, and how that becomes fields of the photograph.

A value is a small object of parts, ``{"straat": "Voorbeeldweg", "huisnummer": "12"}``; parts that
are left out stay as they are, and an empty object says: this is wrong, I do not know what is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from organisaties.foto import SAMEN, Foto, verschil
from organisaties.invoer.lezen import waarden as lezen
from organisaties.invoer.tabel.tijden import Uren
from organisaties.keuring import Fout, Geweigerd, keur, keur_geheel
from organisaties.velden.basis import nette_tekst

Waarde = dict[str, Any]


@dataclass(frozen=True)
class Meldbaar:
    """One thing to report on; its parts are fields of the photograph.

    ``gevraagd`` are the parts that a visitor is asked for, all when empty. What a visitor writes
    of a ``vrij`` one is for people: it is only checked when somebody takes it over.
    """

    naam: str
    label: str
    delen: tuple[str, ...]
    gevraagd: tuple[str, ...] = ()
    vrij: bool = False

    @property
    def velden(self) -> tuple[str, ...]:
        return self.delen

    @property
    def vraagt(self) -> tuple[str, ...]:
        return self.gevraagd or self.delen

    def lees(self, beeld: Foto) -> Waarde:
        """Give the value as it stands in this photograph."""
        return {deel: beeld.get(deel) for deel in self.delen}

    def schrijf(self, beeld: Foto, waarde: Waarde) -> Foto:
        """Give the fields as they become. Raises ``ValueError`` with a Dutch sentence."""
        return {**self.lees(beeld), **_netjes(waarde)}


class Bereik(Meldbaar):
    """A number or mailbox: of the first general contact that has one, else of the first at all."""

    @property
    def velden(self) -> tuple[str, ...]:
        return ("contacten",)

    def lees(self, beeld: Foto) -> Waarde:
        row = self._rij(beeld)
        return {self.naam: row[self.naam] if row else ""}

    def schrijf(self, beeld: Foto, waarde: Waarde) -> Foto:
        rows = beeld.get("contacten") or []
        chosen = self._rij(beeld)
        if chosen is None:
            return {"contacten": [*rows, {"naam": "Algemeen", **_netjes(waarde)}]}
        changed = {**chosen, **_netjes(waarde)}
        return {"contacten": [changed if row is chosen else row for row in rows]}

    def _rij(self, beeld: Foto) -> dict[str, Any] | None:
        rows = beeld.get("contacten") or []
        return next((row for row in rows if row[self.naam]), next(iter(rows), None))


class Tijden(Meldbaar):
    """Opening hours, written as people write them in a table."""

    def lees(self, beeld: Foto) -> Waarde:
        rows = beeld.get("openingstijden") or []
        return {**super().lees(beeld), "openingstijden": Uren().render(rows)}

    def schrijf(self, beeld: Foto, waarde: Waarde) -> Foto:
        whole = super().schrijf(beeld, waarde)
        return {**whole, "openingstijden": Uren().clean(whole["openingstijden"])}


_NETJES: dict[str, Callable[[str], str]] = {
    "telefoon": lambda text: lezen.telefoon(text)[0],
    "email": lezen.email,
    "website": lezen.website,
    "postcode": lezen.postcode,
}


def _netjes(waarde: Waarde) -> Waarde:
    """Tidy each part the way a table is tidied."""
    return {
        deel: _NETJES.get(deel, nette_tekst)(value) if isinstance(value, str) else value
        for deel, value in waarde.items()
    }


_ALLES = (
    Bereik("telefoon", _("Telefoonnummer"), ("telefoon",)),
    Bereik("email", _("E-mailadres"), ("email",)),
    Meldbaar("website", _("Website"), ("website",)),
    Meldbaar("adres", _("Adres"), SAMEN["adres"]),
    Tijden(
        "openingstijden",
        _("Openingstijden"),
        ("openingstijden", "openingstijden_toelichting"),
        gevraagd=("openingstijden",),
        vrij=True,
    ),
    Meldbaar("naam", _("Naam"), ("naam",)),
    Meldbaar("samenvatting", _("Wat ze doen"), ("samenvatting",)),
    Meldbaar("kosten", _("Kosten"), ("kosten", "kosten_toelichting")),
    Meldbaar("leeftijd", _("Leeftijd"), SAMEN["leeftijd"]),
    Meldbaar("status", _("Of de plek nog bestaat"), ("status",)),
)
MELDBAAR: dict[str, Meldbaar] = {thing.naam: thing for thing in _ALLES}
STATUS = "status"


def gezien(beeld: Foto, namen: Iterable[str]) -> dict[str, Waarde]:
    """Give what stands there now of these things."""
    return {naam: MELDBAAR[naam].lees(beeld) for naam in namen if naam in MELDBAAR}


def proef(beeld: Foto, voorstel: Mapping[str, Waarde]) -> None:
    """Check what a visitor proposes, as far as it is more than words. Raises ``Geweigerd``."""
    pas_toe(beeld, {n: v for n, v in voorstel.items() if v and not MELDBAAR[n].vrij})


def pas_toe(beeld: Foto, waarden: Mapping[str, Waarde]) -> Foto:
    """Give the fields that change when these values are written.

    Raises ``Geweigerd``; the ``veld`` of each fault is a name of ``MELDBAAR``.
    """
    changed: Foto = {}
    faults: list[Fout] = []
    for naam, waarde in waarden.items():
        try:
            changed |= keur(MELDBAAR[naam].schrijf({**beeld, **changed}, waarde))
        except Geweigerd as error:
            faults += [Fout(0, naam, fault.melding) for fault in error.fouten]
        except ValueError as error:
            faults.append(Fout(0, naam, str(error)))
    if faults:
        raise Geweigerd(faults)
    _keur_samen({**beeld, **changed}, waarden)
    return {naam: new for naam, (_old, new) in verschil(beeld, changed).items()}


def _keur_samen(beeld: Foto, waarden: Mapping[str, Waarde]) -> None:
    """Check the whole, and say of each fault to which of these things it belongs."""
    try:
        keur_geheel(beeld)
    except Geweigerd as error:
        raise Geweigerd([Fout(0, _bij(f.veld, waarden), f.melding) for f in error.fouten]) from None


def _bij(veld: str, waarden: Mapping[str, Waarde]) -> str:
    return next(
        (naam for naam in waarden if veld in MELDBAAR[naam].velden), next(iter(waarden), veld)
    )
