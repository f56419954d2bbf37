"""One act on many entries, in three steps: choose, see what it would do, confirm.

``daden`` says which acts there are; ``plan`` works out what one would change, what not and why, and
carries it out as one round: what somebody changed after the preview is left out, and named.
"""

from .daden import DADEN, Daad
from .plan import MEESTE, Plan, PlanFout, Uitkomst, maak_plan, voer_uit

__all__ = ["DADEN", "MEESTE", "Daad", "Plan", "PlanFout", "Uitkomst", "maak_plan", "voer_uit"]
