"""Several names in one sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def opgesomd(names: Sequence[str]) -> str:
    """Join names with commas, and "en" before the last; empty when there are none."""
    if len(names) < 2:
        return "".join(names)
    return _("%(eerste)s en %(laatste)s") % {"eerste": ", ".join(names[:-1]), "laatste": names[-1]}
