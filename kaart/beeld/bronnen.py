"""Where the data comes from, as the data itself says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from organisaties.models import Organisatie
from organisaties.querysets import OrganisatieQuerySet
from wijken.geheugen import per_versie
from wijken.models import Buurt, Kerncijfer, Postcode, Wijk


@dataclass(frozen=True)
class Bron:
    """A source, and how many entries came from it; ``voorbeeld``: those entries are invented."""

    naam: str
    aantal: int
    voorbeeld: bool = False


@per_versie
def bronnen_van_organisaties() -> tuple[Bron, ...]:
    """Name the sources of the published entries; the invented examples stand apart, at the end."""
    rows = Organisatie.objects.gepubliceerd()
    examples = rows.filter(voorbeeld=True)
    return (*_geteld(rows.echt()), *_geteld(examples, voorbeeld=True))


def _geteld(rows: OrganisatieQuerySet, voorbeeld: bool = False) -> Iterator[Bron]:
    """Count by source, most used first; chapters are left out."""
    texts = rows.exclude(bron="").values_list("bron", flat=True)
    counted: Counter[str] = Counter()
    for text in texts.order_by():
        counted.update({part.partition(", hoofdstuk")[0].strip() for part in text.split(";")})
    return (Bron(name, number, voorbeeld) for name, number in counted.most_common())


@per_versie
def bronnen_van_gebieden() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Per kind of data about areas the sources it names."""
    kinds = {"wijken": Wijk, "grenzen": Buurt, "cijfers": Kerncijfer, "postcodes": Postcode}
    return tuple((kind, _bronnen(model)) for kind, model in kinds.items())


def _bronnen(model: type) -> tuple[str, ...]:
    rows = model.objects.exclude(bron="").order_by("bron").values_list("bron", flat=True)
    return tuple(dict.fromkeys(text.partition(";")[0] for text in rows.distinct()))
