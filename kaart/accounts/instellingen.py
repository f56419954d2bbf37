"""Settings of signing in, as Django and allauth call them; read by ``kaart.settings``."""

import os

LOGIN_REDIRECT_URL = "mijn"
LOGOUT_REDIRECT_URL = "zoeken"
ACCOUNT_ADAPTER = "kaart.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]  # no password: a code by mail, each time
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# A new code is asked by starting again: sending one anew would take longer for an address that is
# known, and so tell that it is.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 20 * 60  # the whole of it, the second factor included
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "kaart.accounts.formulieren.AanmeldForm",
    "signup": "kaart.accounts.formulieren.AanvraagForm",
    "confirm_login_code": "kaart.accounts.formulieren.AanmeldcodeForm",
    "confirm_email_verification_code": "kaart.accounts.formulieren.AanvraagcodeForm",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
# How many proxies of our own stand in front: limits by address count by whom the last one names.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("VERTROUWDE_PROXYS", "0"))
MFA_ADAPTER = "kaart.accounts.mfa.MFAAdapter"
MFA_TOTP_TOLERANCE = 1  # a telephone whose clock is half a minute off
MFA_FORMS = {
    "authenticate": "kaart.accounts.formulieren.TweedeStapForm",
    "reauthenticate": "kaart.accounts.formulieren.OpnieuwForm",
    "activate_totp": "kaart.accounts.formulieren.AanzetForm",
}
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60  # seconds
SESSIE_STAF = 12 * 60 * 60  # seconds, for who needs a second factor: a working day

# The municipality's own sign-on: off, and invisible, without a server.
OIDC_NAAM = os.environ.get("OIDC_NAAM", "uw organisatie")
OIDC_SERVER = os.environ.get("OIDC_SERVER", "")
OIDC_ID = "organisatie"  # in the address that the other side calls back
SOCIALACCOUNT_ADAPTER = "kaart.accounts.oidc.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": OIDC_ID,
                "name": OIDC_NAAM,
                "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                "settings": {
                    "server_url": OIDC_SERVER,
                    "oauth_pkce_enabled": True,
                    "email_authentication": True,
                    # Domains whose addresses this server vouches for without saying so itself.
                    "verified_email": os.environ.get("OIDC_DOMEINEN", "").split(),
                },
            }
        ]
    }
}
