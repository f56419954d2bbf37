"""Areas of any municipality from the CBS: read, plan, apply, undo.

::

    file or OGC API -> inlezen -> vereenvoudigen -> maak_gebiedsplan -> pas_gebieden_toe -> ledger
                                                                   draai_gebieden_terug <-

A plan writes nothing. Applying is one transaction and leaves a ``Gebiedsronde`` with what it
changed. Three rules hold: nothing is deleted, a buurt keeps its wijk, and the CBS wins over what
an import or the supplied files wrote, not over what a human changed.
"""

from wijken.bronnen.maken import maak_gebiedsplan, standaard_adres
from wijken.bronnen.plan import Gebiedsplan, Gebiedsregel
from wijken.bronnen.terugdraaien import AlTeruggedraaid, Terugdraaiing, draai_gebieden_terug
from wijken.bronnen.toepassen import PlanVerouderd, pas_gebieden_toe

__all__ = [
    "AlTeruggedraaid",
    "Gebiedsplan",
    "Gebiedsregel",
    "PlanVerouderd",
    "Terugdraaiing",
    "draai_gebieden_terug",
    "maak_gebiedsplan",
    "pas_gebieden_toe",
    "standaard_adres",
]
