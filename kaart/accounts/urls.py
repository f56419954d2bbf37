"""The pages of allauth that are used here, by the names that it knows them by; the rest is closed.

No page takes a password, changes an address or ties accounts together.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc_views
from django.urls import URLPattern, path

from kaart.accounts import oidc, views

urlpatterns: list[URLPattern] = [
    path("aanmelden/", account.login, name="account_login"),
    path("aanmelden/", account.login, name="account_request_login_code"),
    path("aanmelden/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("afmelden/", account.logout, name="account_logout"),
    path("uitgezet/", account.account_inactive, name="account_inactive"),
    path("aanvragen/", account.signup, name="account_signup"),
    path(
        "aanvragen/code/", account.email_verification_sent, name="account_email_verification_sent"
    ),
    path("adres/", views.al_aangemeld, name="account_email"),
    path("tweede-stap/", mfa.index, name="mfa_index"),
    path("tweede-stap/nodig/", views.tweede_stap, name="tweede_stap"),
    path("tweede-stap/code/", mfa.authenticate, name="mfa_authenticate"),
    path("tweede-stap/opnieuw/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-stap/aanzetten/", views.aanzetten, name="mfa_activate_totp"),
    path("tweede-stap/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/herstelcodes/", views.herstelcodes, name="mfa_view_recovery_codes"),
    path(
        "tweede-stap/herstelcodes/nieuw/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("dienst/geannuleerd/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("dienst/mislukt/", social.login_error, name="socialaccount_login_error"),
    path("dienst/<slug:provider_id>/", oidc.aanmelden, name="openid_connect_login"),
    path("dienst/<slug:provider_id>/terug/", oidc_views.callback, name="openid_connect_callback"),
]
