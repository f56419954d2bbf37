"""Who and what: the words of the social map as tables."""

from .contact import Contact
from .controle import Bericht, Controle
from .dubbel import Dubbel
from .gebruiker import Gebruiker, Maildomein
from .invoer import Invoer, Invoerregel, Voorstel
from .melding import Melding
from .organisatie import Openingstijd, Organisatie, Sleutel, Wachttijd, Werkgebied
from .overleg import Aanmelding, Overleg
from .ronde import Gewist, PersoonlijkeWaarde, Ronde, Wijziging
from .uitvoer import Uitvoer
from .vocabulaire import Doelgroep, Groep, Ondersteuning, Soort, Taal, Toegang

__all__ = [
    "Aanmelding",
    "Bericht",
    "Contact",
    "Controle",
    "Doelgroep",
    "Dubbel",
    "Gebruiker",
    "Gewist",
    "Groep",
    "Invoer",
    "Invoerregel",
    "Maildomein",
    "Melding",
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
    "Uitvoer",
    "Voorstel",
    "Wachttijd",
    "Werkgebied",
    "Wijziging",
]
