"""What hangs on an entry, field by field: how to read it, check it and write it, for many at once.

Each class handles one field of the photograph (``organisaties.foto``); the verbs are those of
``Hangend`` in ``basis``.
"""

from organisaties.models import Contact, Doelgroep, Ondersteuning, Taal, Toegang

from .basis import Hangend, ids_van
from .contacten import Contacten
from .gebieden import Werkgebieden
from .keuzes import Keuzes
from .overleg import OverlegVeld
from .sleutels import Sleutels
from .tijden import Openingstijden, Wachttijden

HANGENDE: dict[str, Hangend] = {
    "ondersteuning": Keuzes("ondersteuning", Ondersteuning),
    "doelgroepen": Keuzes("doelgroepen", Doelgroep),
    "talen": Keuzes("talen", Taal),
    "toegang": Keuzes("toegang", Toegang),
    "werkgebied": Werkgebieden(),
    "openingstijden": Openingstijden(),
    "wachttijden": Wachttijden(),
    "contacten": Contacten(Contact.Vorm.ALGEMEEN),
    "personen": Contacten(Contact.Vorm.PERSOON),
    "sleutels": Sleutels(),
    "overleg": OverlegVeld(),
}

# The model behind each field that holds words of a vocabulary.
VOCABULAIRES = {name: field.model for name, field in HANGENDE.items() if isinstance(field, Keuzes)}

__all__ = ["HANGENDE", "VOCABULAIRES", "Hangend", "ids_van"]
