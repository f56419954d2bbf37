"""``manage.py vraag_controle``: asks organisations whether their entry is still true; for cron."""

from organisaties.controles.opdracht import VraagOpdracht
from organisaties.models import Controle


class Command(VraagOpdracht):
    help = "Laat zien welke organisaties een controle krijgen. Met --verstuur gaat de mail weg."
    aard = Controle.Aard.INGANG
