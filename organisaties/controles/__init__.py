"""Asking organisations whether their entry is still true, and what became of the question.

``aan_de_beurt`` says who is due, ``adres`` to whom the mail goes, ``plan`` puts several entries of
one address in one mail, ``versturen`` sends it, ``antwoord`` writes what they answer, ``lijsten``
feeds the work list and ``retour`` reads returned mail.
"""

from .antwoord import bevestig
from .lijsten import handel_af, onbeantwoord, teruggekomen

__all__ = ["bevestig", "handel_af", "onbeantwoord", "teruggekomen"]
