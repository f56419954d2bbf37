"""``manage.py vraag_wachttijd``: asks how long one waits now, where that was told long ago."""

from organisaties.controles.opdracht import VraagOpdracht
from organisaties.models import Controle


class Command(VraagOpdracht):
    help = "Laat zien bij wie de wachttijd oud is. Met --verstuur gaat de mail weg."
    aard = Controle.Aard.WACHTTIJD
