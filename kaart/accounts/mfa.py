"""The second factor: its secrets are kept unreadable, and who needs it cannot put it off."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from organisaties.rechten import vraagt_tweede_factor


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet. Wacht op de volgende code en typ die over."),
        "cannot_delete_authenticator": _("Voor uw rol is de tweede stap verplicht."),
        "cannot_generate_recovery_codes": _("Zet eerst de tweede stap aan."),
        "unverified_email": _("Meld u eerst aan met een code die naar uw e-mailadres gaat."),
    }

    def get_totp_issuer(self) -> str:
        return settings.KAART["naam"]

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not vraagt_tweede_factor(authenticator.user)

    def encrypt(self, text: str) -> str:
        return _sleutels().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret; ``InvalidToken`` when SECRET_KEY changed and the old is no fallback."""
        return _sleutels().decrypt(encrypted_text.encode()).decode()


def _sleutels() -> MultiFernet:
    """Give the keys that follow from SECRET_KEY, the newest first."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_fernet(secret) for secret in secrets])


def _fernet(secret: str) -> Fernet:
    digest = hashlib.sha256(f"tweede-factor:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
