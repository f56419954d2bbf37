"""Who and what: the words of the social map as tables."""

from .contact import Contact
from .dubbel import Dubbel
from .gebruiker import Gebruiker
from .invoer import Invoer, Invoerregel, Voorstel
from .organisatie import Openingstijd, Organisatie, Sleutel, Wachttijd, Werkgebied
from .overleg import Overleg
from .ronde import PersoonlijkeWaarde, Ronde, Wijziging
from .vocabulaire import Doelgroep, Groep, Ondersteuning, Soort, Taal, Toegang

__all__ = [
    "Contact",
    "Doelgroep",
    "Dubbel",
    "Gebruiker",
    "Groep",
    "Invoer",
    "Invoerregel",
    "Ondersteuning",
    "Openingstijd",
    "Organisatie",
    "Overleg",
    "PersoonlijkeWaarde",
    "Ronde",
    "Sleutel",
    "Soort",
    "Taal",
    "Toegang",
    "Voorstel",
    "Wachttijd",
    "Werkgebied",
    "Wijziging",
]
