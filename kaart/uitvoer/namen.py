"""What keys are called in an export: kinds, costs, states, words of vocabularies, areas."""

from __future__ import annotations

from dataclasses import dataclass

from organisaties.filter import OrganisatieFilter
from organisaties.models import Organisatie, Soort
from organisaties.woorden import keuzes
from wijken.boom import Boom, boom


@dataclass(frozen=True)
class Woorden:
    """Names by key, read before the first byte: a stream outlives the request's content version."""

    soorten: dict[int, tuple[str, str]]
    kosten: dict[str, str]
    status: dict[str, str]
    begrippen: dict[str, dict[int, tuple[int, str]]]
    boom: Boom

    @classmethod
    def nu(cls) -> Woorden:
        kinds = Soort.objects.values_list("pk", "naam", "groep__naam")
        return cls(
            {pk: (naam, groep) for pk, naam, groep in kinds},
            {str(keuze.id): keuze.naam for keuze in keuzes("kosten")},
            {status.value: str(status.label) for status in Organisatie.Status},
            {lijst: _op_plaats(lijst) for lijst in OrganisatieFilter.KOLOM},
            boom(),
        )

    def ligging(self, wijk_id: int | None, buurt_id: int | None) -> tuple[str, str]:
        """Name wijk and stadsdeel: the wijk set by hand, else that of the buurt of the point."""
        buurt = self.boom.buurten.get(buurt_id) if buurt_id else None
        wijk = self.boom.wijken.get(wijk_id or (buurt.wijk_id if buurt else 0))
        if wijk is None:
            return "", ""
        stadsdeel = self.boom.stadsdelen.get(wijk.stadsdeel_id or 0)
        return wijk.naam, stadsdeel.naam if stadsdeel else ""


def _op_plaats(lijst: str) -> dict[int, tuple[int, str]]:
    """Give the place on the screen and the name of each word of a list."""
    return {int(keuze.id): (place, keuze.naam) for place, keuze in enumerate(keuzes(lijst))}
