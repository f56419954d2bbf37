"""Ask the chosen organisations now whether they are still true, by the rules of all such mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from organisaties.controles.adres import adressen
from organisaties.controles.plan import Brief, Plan, maak_plan
from organisaties.controles.versturen import voer_uit
from organisaties.models import Controle, Organisatie

_ALLE = 1_000_000  # the limit of one run is not for who chose entries by hand
MEESTE_MAILS = 50  # in one request: somebody waits for it; the nightly run sends the others


class Vragen:
    """The letters that would go to these entries; who is not due gets none."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.ids = set(ids)

    @cached_property
    def brieven(self) -> list[Brief]:
        """Take from the next run what concerns the chosen entries."""
        whole = maak_plan(Controle.Aard.INGANG, _ALLE)
        rows = ((letter, [v for v in letter.vragen if v.organisatie_id in self.ids])
                for letter in whole.brieven)  # fmt: skip
        return [replace(letter, vragen=asked) for letter, asked in rows if asked]

    @cached_property
    def gevraagd(self) -> set[int]:
        return {asked.organisatie_id for letter in self.brieven for asked in letter.vragen}

    @cached_property
    def _binnen_termijn(self) -> set[int]:
        rows = Organisatie.objects.filter(pk__in=self.ids).binnen_termijn(timezone.localdate())
        return set(rows.values_list("pk", flat=True))

    @cached_property
    def _bereikbaar(self) -> set[int]:
        return set(adressen(Organisatie.objects.filter(pk__in=self.ids)))

    def reden(self, row: Organisatie) -> str:
        """Say why this one is not asked; empty when it is."""
        if row.pk in self.gevraagd:
            return ""
        if row.pk in self._binnen_termijn:
            return _("Dit is pas gecontroleerd. Vragen hoeft nog niet.")
        if row.pk not in self._bereikbaar:
            return _("Er is geen e-mailadres om het te vragen.")
        return _("Dit is net al gevraagd, of de mail komt daar niet aan.")

    def verstuur(self, rows: Iterable[Organisatie]) -> tuple[int, list[tuple[str, str]]]:
        """Send the letters; gives how many entries were asked, and which mail failed."""
        wanted = {row.pk: row.naam for row in rows}
        letters = self.brieven[:MEESTE_MAILS]
        done = voer_uit(Plan(Controle.Aard.INGANG, letters))
        failed = _("De mailserver nam de mail niet aan.") if done.geweigerd else ""
        tried = {asked.organisatie_id for letter in letters for asked in letter.vragen}
        later = self.gevraagd - tried
        asked = _staan_open(tried & wanted.keys())
        too_many = _("Dit zijn meer mails dan in één keer gaan. Deze gaat vannacht vanzelf mee.")
        rest = [
            (name, too_many if pk in later else failed or _("Dit ging niet."))
            for pk, name in wanted.items()
            if pk not in asked
        ]
        return len(asked), rest


def _staan_open(ids: Iterable[int]) -> set[int]:
    """Keep the entries of which a question is out."""
    rows = Controle.objects.filter(
        organisatie__in=ids, aard=Controle.Aard.INGANG, stand=Controle.Stand.OPEN
    )
    return set(rows.values_list("organisatie_id", flat=True))
