"""From what was sent to what is written: look, compare, write, and look again when it was moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from organisaties.bewerken import Intussen, bewerk
from organisaties.foto import foto
from organisaties.keuring import Geweigerd
from organisaties.models import Organisatie, Ronde

from .indeling import Blik
from .ingang import Botsing, IngangForm, botsingen_in_woorden

POGINGEN = 5  # looks before giving up, when others keep writing in between


@dataclass(frozen=True)
class Uitkomst:
    """What became of a form: saved (``ronde`` None when nothing changed), or to be shown again.

    Neither conflicts nor faults are ever half written: it is all or nothing.
    """

    form: IngangForm
    gelukt: bool = False
    ronde: Ronde | None = None
    botsingen: tuple[Botsing, ...] = ()


def bewaar(
    data: Mapping[str, Any],
    organisatie: Organisatie,
    velden: frozenset[str],
    blik: Blik,
    **waarom: Any,
) -> Uitkomst:
    """Save a sent form through ``bewerk``, which gets ``waarom``: nothing is overwritten unseen."""
    for _ in range(POGINGEN):
        now = foto(organisatie)
        form = IngangForm(data, beeld=now, velden=velden, blik=blik)
        if not form.is_valid():
            asked = botsingen_in_woorden(organisatie, form, form.open_keuzes())
            return Uitkomst(form, botsingen=asked)
        if clashes := form.botsingen(now):
            again = form.opnieuw(now)
            words = botsingen_in_woorden(organisatie, again, clashes)
            return Uitkomst(again, botsingen=words)
        try:
            row = bewerk(organisatie, form.wijzigingen(), mits=now, **waarom)
        except Intussen:
            continue
        except Geweigerd as error:
            form.meld(error)
            return Uitkomst(form)
        return Uitkomst(form, gelukt=True, ronde=row)
    form.add_error(None, "Er wordt nu druk aan deze plek gewerkt. Bewaar het nog een keer.")
    return Uitkomst(form)
