"""Keeps robots out of a form that needs no account, without asking a third party.

A field that people do not see and robots fill in, and a signed time, no two the same: nobody reads
and fills a form in two seconds. What is refused is said, with what to do, so a human who is quick
loses nothing.
"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from organisaties.formulier import Formulier

MINSTENS = 2  # seconds between showing and sending
HOOGSTENS = 24 * 60 * 60
_ZOUT = "formulierwacht"


def geen_webadres(text: str) -> None:
    """Refuse an address in a name: it would end up in our mail."""
    if "://" in text or "www." in text.lower():
        raise forms.ValidationError(_("Schrijf hier geen webadres."))


class WachtForm(Formulier):
    """A form with a trap and a clock; put it first among the bases.

    Show it with ``{% include "kaart/deel/formulierwacht.html" %}`` inside the form.
    """

    vindplaats = forms.CharField(required=False, max_length=200)  # the trap
    tijd = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verse_tijd = signing.TimestampSigner(salt=_ZOUT).sign(secrets.token_urlsafe(9))

    @property
    def kenmerk(self) -> str:
        """Name the one form that was shown and came back; kept nowhere."""
        return str(self.cleaned_data["tijd"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("vindplaats"):
            raise forms.ValidationError(
                _("Laat het veld dat u niet ziet leeg, en verstuur het formulier opnieuw.")
            )
        if fault := self._fout_in_tijd(data.get("tijd") or ""):
            raise forms.ValidationError(fault)
        return data

    def _fout_in_tijd(self, token: str) -> str:
        signer = signing.TimestampSigner(salt=_ZOUT)
        try:
            signer.unsign(token, max_age=HOOGSTENS)
        except signing.BadSignature:
            return str(_("Dit formulier stond te lang open. Kijk het na en verstuur het opnieuw."))
        try:
            signer.unsign(token, max_age=MINSTENS)
        except signing.SignatureExpired:
            return ""
        return str(_("Dat ging heel snel. Kijk het formulier na en verstuur het opnieuw."))
