"""What one act would do with each of the chosen entries, and doing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core import signing
from django.utils.translation import gettext as _

from organisaties.foto import Foto, fotos, verschil, vingerafdruk
from organisaties.grens import verlaat
from organisaties.leesbaar import Leesbaar, label
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import grens_van, heeft_taak_in_beheer
from organisaties.schrijven import ronde, vergrendel
from organisaties.toewijzing import Bereik

from .daden import DADEN, Daad
from .vragen import Vragen

MEESTE = 500  # entries in one go: more is no choice but a list, and that is a table
_ZOUT = "werkvoorraad-samen"
_GELDIG = 60 * 60  # seconds that a preview may be confirmed


class PlanFout(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """There is nothing to preview or to confirm; the sentence (Dutch) says what to do."""


@dataclass(frozen=True)
class Stap:
    """One entry that would change: which fields, from what to what, in words."""

    organisatie: Organisatie
    waarden: Foto
    afdruk: str
    verschillen: list[tuple[str, str, str]]


@dataclass
class Plan:
    """What would change, and what not with the reason."""

    wie: Gebruiker
    daad: Daad
    waarde: str
    stappen: list[Stap] = field(default_factory=list)
    overgeslagen: list[tuple[str, str]] = field(default_factory=list)

    @property
    def naam(self) -> str:
        chosen = dict(self.daad.keuzes()).get(self.waarde, "") if self.daad.keuzes else ""
        return f"{self.daad.naam}: {chosen}" if chosen else str(self.daad.naam)

    @property
    def teken(self) -> str:
        """Give the preview as a signed text: what was shown, this user can confirm."""
        seen = {str(step.organisatie.pk): step.afdruk for step in self.stappen}
        shown = [self.wie.pk, self.daad.slug, self.waarde, seen]
        return signing.dumps(shown, salt=_ZOUT, compress=True)


@dataclass
class Uitkomst:
    """What was done; ``rest`` names what was left out after all, with the reason."""

    plan: Plan
    aantal: int = 0
    rest: list[tuple[str, str]] = field(default_factory=list)


def maak_plan(wie: Gebruiker, ids: Iterable[int], wat: str, waarde: str = "") -> Plan:
    """Look what this act would do; reads only, a fixed number of queries. ``PlanFout``."""
    keys = list(dict.fromkeys(ids))
    act = DADEN.get(wat)
    if not keys:
        raise PlanFout(_("Kies eerst een of meer plekken."))
    if len(keys) > MEESTE:
        raise PlanFout(_("Kies niet meer dan %d plekken tegelijk.") % MEESTE)
    if act is None or not act.kent(waarde):
        raise PlanFout(_("Kies wat u met deze plekken wilt doen."))
    plan, grens = Plan(wie, act, waarde), grens_van(wie)
    for row, beeld, reason in _bekeken(wie, keys, act):
        if reason:
            plan.overgeslagen.append((row.naam, reason))
        else:
            _leg_voor(plan, row, beeld, grens)
    _in_woorden(plan.stappen)
    return plan


def voer_uit(teken: str, wie: Gebruiker) -> Uitkomst:
    """Do what was previewed, for what is still the same. ``PlanFout``, and ``Geweigerd``."""
    wat, waarde, seen = _lees(teken, wie)
    ids = [int(pk) for pk in seen]
    if DADEN[wat].mail:
        plan = maak_plan(wie, ids, wat, waarde)
        rows = [step.organisatie for step in plan.stappen]
        done, rest = Vragen(row.pk for row in rows).verstuur(rows)
        return Uitkomst(plan, done, [*plan.overgeslagen, *rest])
    with ronde(DADEN[wat].aard, wie=wie, reden=str(DADEN[wat].naam)) as schrijver:
        vergrendel(ids)
        plan = maak_plan(wie, ids, wat, waarde)
        same = [step for step in plan.stappen if step.afdruk == seen[str(step.organisatie.pk)]]
        changed = schrijver.wijzig({step.organisatie.pk: step.waarden for step in same})
    reason = _("Iemand anders wijzigde dit intussen. Bekijk het opnieuw.")
    kept = {step.organisatie.pk for step in same}
    moved = [
        (step.organisatie.naam, reason) for step in plan.stappen if step.organisatie.pk not in kept
    ]
    return Uitkomst(plan, len(changed), [*plan.overgeslagen, *moved])


def _lees(teken: str, wie: Gebruiker) -> tuple[str, str, dict[str, str]]:
    """Read what was shown; what another saw is nobody else's to confirm. ``PlanFout``."""
    expired = PlanFout(_("Dit voorbeeld is verlopen. Kies de plekken opnieuw."))
    try:
        whose, wat, waarde, seen = signing.loads(teken, salt=_ZOUT, max_age=_GELDIG)
    except (signing.BadSignature, ValueError):
        raise expired from None
    if whose != wie.pk:
        raise expired
    return wat, waarde, seen


def _bekeken(wie: Gebruiker, keys: list[int], act: Daad) -> Iterator[tuple[Organisatie, Foto, str]]:
    """Give every entry with its photograph, and why nothing can be done with it, if so."""
    rows = Organisatie.objects.defer("zoektekst").in_bulk(keys)
    beelden, allowed = fotos(rows), _van(wie, rows)
    asked = Vragen(keys) if act.mail else None
    for pk in keys:
        if pk in rows:
            yield rows[pk], beelden[pk], _reden(rows[pk], allowed, asked)


def _reden(row: Organisatie, allowed: set[int], asked: Vragen | None) -> str:
    if row.pk not in allowed:
        return _("Deze plek hoort bij een andere kwartiermaker.")
    if row.opgegaan_in_id:
        return _("Deze plek is opgegaan in een andere.")
    return asked.reden(row) if asked else ""


def _van(wie: Gebruiker, ids: Iterable[int]) -> set[int]:
    """Give those that this user may edit, in a fixed number of queries."""
    rows = Organisatie.objects.filter(pk__in=ids)
    mine = rows if heeft_taak_in_beheer(wie) else rows.op_balie_van(wie)
    return set(mine.values_list("pk", flat=True))


def _leg_voor(plan: Plan, row: Organisatie, beeld: Foto, grens: Bereik | None) -> None:
    values = plan.daad.waarden(beeld, plan.waarde)
    changed = {name: new for name, (_old, new) in verschil(beeld, values).items()}
    if not changed and not plan.daad.mail:
        plan.overgeslagen.append((row.naam, _("Dit is al zo.")))
        return
    if verlaat(grens, beeld, changed):
        plan.overgeslagen.append((row.naam, _("Zo hoort deze plek niet meer bij uw wijken.")))
        return
    step = Stap(row, changed, vingerafdruk(beeld), [])
    step.verschillen.extend((name, beeld.get(name), new) for name, new in changed.items())
    plan.stappen.append(step)


def _in_woorden(steps: Iterable[Stap]) -> None:
    words = Leesbaar()
    for step in steps:
        step.verschillen[:] = [
            (label(name), words.tekst(name, old), words.tekst(name, new))
            for name, old, new in step.verschillen
        ]
