"""What cannot be taken along, and why: lines for a page, or an answer in plain text."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from organisaties.filter import OrganisatieFilter


def vraag_in_regels(vraag: OrganisatieFilter) -> list[str]:
    """Say what is wrong with the question, field by field."""
    lines = []
    for name, messages in vraag.errors.items():
        label = vraag.filters[name].label if name in vraag.filters else _("Vraag")
        lines += [f"{label} ({name}): {message}" for message in messages]
    return lines


def geweigerd(regels: list[str]) -> HttpResponse:
    """Say what is wrong; nothing partial."""
    points = [f"- {line}" for line in regels]
    return _tekst([_("Deze vraag kunnen we niet beantwoorden:"), "", *points], 400)


def alleen_met_account() -> HttpResponse:
    return _tekst(
        [_("Alleen wie is aangemeld kan vragen wat er sinds de vorige keer is veranderd.")], 403
    )


def _tekst(regels: list[str], status: int) -> HttpResponse:
    text = "\n".join(regels) + "\n"
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
