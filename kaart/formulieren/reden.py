"""Why somebody changes an entry."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from organisaties.formulier import Formulier, TekstVeld
from organisaties.models import Ronde


class RedenForm(Formulier):
    """Goes to the ledger, where it stays."""

    reden = TekstVeld(
        label=_("Waarom wijzigt u dit?"),
        help_text=_("Hoeft niet. Komt in de geschiedenis te staan: noem hier geen namen."),
        max_length=Ronde._meta.get_field("reden").max_length,
    )
