"""Where the data comes from, as the data itself says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from organisaties.models import Organisatie
from wijken.geheugen import per_versie
from wijken.models import Buurt, Kerncijfer, Postcode, Wijk


@dataclass(frozen=True)
class Bron:
    """A source, and how many entries came from it."""

    naam: str
    aantal: int


@per_versie
def bronnen_van_organisaties() -> tuple[Bron, ...]:
    """Name the sources of the published entries, most used first; chapters are left out."""
    texts = Organisatie.objects.gepubliceerd().exclude(bron="").values_list("bron", flat=True)
    counted: Counter[str] = Counter()
    for text in texts.order_by():
        counted.update({part.partition(", hoofdstuk")[0].strip() for part in text.split(";")})
    return tuple(Bron(name, number) for name, number in counted.most_common())


@per_versie
def bronnen_van_gebieden() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Per kind of data about areas the sources it names."""
    kinds = {"wijken": Wijk, "grenzen": Buurt, "cijfers": Kerncijfer, "postcodes": Postcode}
    return tuple((kind, _bronnen(model)) for kind, model in kinds.items())


def _bronnen(model: type) -> tuple[str, ...]:
    rows = model.objects.exclude(bron="").order_by("bron").values_list("bron", flat=True)
    return tuple(dict.fromkeys(text.partition(";")[0] for text in rows.distinct()))
