"""Settings of the Sociale Kaart: what differs per installation comes from the environment.

The reference of all variables is in ``docs/instellingen.md``.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from kaart.accounts.instellingen import *  # noqa: F403 -- what allauth is told, a file of its own

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("KAART_VAR", BASE_DIR / "var"))
VERSIE = "0.1.0"

DEBUG = os.environ.get("DEBUG", "0") == "1"
PRODUCTIE = os.environ.get("PRODUCTIE", "0") == "1"

DEMO_KEY = "demo-sleutel-alleen-voor-uitproberen-op-de-eigen-computer-0000000"
SECRET_KEY = os.environ.get("SECRET_KEY", DEMO_KEY)
# Former keys, blanks between: what they signed or encrypted stays readable while they are named.
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

if PRODUCTIE and (DEBUG or SECRET_KEY == DEMO_KEY):
    raise ImproperlyConfigured("Productie vraagt een eigen SECRET_KEY en DEBUG=0.")

# --- What makes an installation this city's -------------------------------------------------------

KAART = {
    "naam": os.environ.get("KAART_NAAM", "Sociale Kaart Kindontwikkeling"),
    "plaats": os.environ.get("KAART_PLAATS", "Den Haag"),
    "gemeente": os.environ.get("KAART_GEMEENTE", "GM0518"),
    "tegels": os.environ.get(
        "KAART_TEGELS",
        "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png",
    ),
    "tegels_bron": os.environ.get("KAART_TEGELS_BRON", "Kaartgegevens © Kadaster"),
    "tegels_bron_url": os.environ.get("KAART_TEGELS_BRON_URL", "https://www.kadaster.nl"),
    "contact": os.environ.get("KAART_CONTACT", ""),
    # Where the site is found, for addresses in mail.
    "adres": os.environ.get(
        "KAART_ADRES", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    ).rstrip("/"),
    "geocoder": os.environ.get(
        "KAART_GEOCODER", "https://api.pdok.nl/bzk/locatieserver/search/v3_1"
    ),
    "gemeentekaart_url": os.environ.get("KAART_GEMEENTEKAART_URL", ""),
}

# --- Sources --------------------------------------------------------------------------------------

# Persons in the childcare register stay out, unless the municipality has a ground to keep them.
LRK_CONTACTPERSONEN = os.environ.get("LRK_CONTACTPERSONEN", "0") == "1"
# What `ververs` reads each week: "lrk=https://... duo=/pad/bestand.csv", blanks in between.
VERVERS_BRONNEN = [
    item.partition("=")[::2] for item in os.environ.get("VERVERS_BRONNEN", "").split()
]
INVOER_MAP = VAR_DIR / "invoer"  # uploaded files until their plan is applied or dropped
INVOER_MAX_MB = int(os.environ.get("INVOER_MAX_MB", "50"))
# A long import runs in a process of its own: it outlives the worker that started it.
INVOER_IN_EIGEN_PROCES = True


def _origin(url: str) -> str | None:
    """Scheme and host of the tile server, for the Content-Security-Policy."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" if rest else None


# --- Applications ---------------------------------------------------------------------------------

INSTALLED_APPS = [
    "kaart",
    "organisaties",
    "wijken",
    "kaart.beheer.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "import_export",
    "leaflet",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kaart.middleware.sterkte",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kaart.middleware.zonder_nul",
    "kaart.middleware.versie_per_verzoek",
]

ROOT_URLCONF = "kaart.urls"
WSGI_APPLICATION = "kaart.wsgi.application"
AUTH_USER_MODEL = "organisaties.Gebruiker"
LOGIN_URL = "account_login"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kaart.context.kaart",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'kaart.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE: a transaction takes the write lock at once, so writers wait instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

# Shared by all workers: limits that each counted apart would multiply. ``migrate`` makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kaart_cache",
        # Above this the oldest names go, whatever they count: Django's own 300 would forget limits.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A web address typed without a scheme is https, as in Django 6.
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# --- Static files ---------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "staticfiles" if PRODUCTIE else None
STATICFILES_DIRS = [BASE_DIR / "static"]
# Without a build step for trying out; in production `collectstatic` gives names by content.
WHITENOISE_USE_FINDERS = not PRODUCTIE
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "kaart.statisch.ManifestStorage"
        if PRODUCTIE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- Security -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [o for o in (SELF, "data:", _origin(KAART["tegels"])) if o],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        # A form of ours leads on to the municipality's sign-on, and browsers hold that to this too.
        "form-action": [o for o in (SELF, _origin(os.environ.get("OIDC_SERVER", ""))) if o],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTIE:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Accounts -------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "organisaties.rechten.RolBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
TWEEDE_FACTOR_VERPLICHT = True  # for who works in the management site; no variable turns it off
# Beside allauth's own limits, those of forms without an account (``kaart.limiet``).
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "signup": "30/h/ip",
    "request_login_code": "20/m/ip,3/m/key,20/h/key",
    "login_failed": "10/m/ip,5/5m/key",  # codes of the second factor, by account
    "melding": "10/h/ip",
    "melding_mail": "3/d/key",  # to one address: nobody fills another's mailbox with our mail
    # A whole meeting scans one QR code, on one network; one address asks a consultation seldom.
    "aanmelding": "60/h/ip,5/h/key",
    "adres_tonen": "15/h/ip",
    "volgen": "60/h/ip",
}

# --- How long things hold -------------------------------------------------------------------------

WACHTTIJD_OUD_WEKEN = 12  # after this a waiting time is shown as old
WACHTTIJD_WEG_WEKEN = 26  # after this it is no longer shown
CONTROLE_HERINNER_DAGEN = 14  # between the mails that ask an organisation
CONTROLE_POGINGEN = 3  # mails before the kwartiermaker takes over
BEWAAR_MAANDEN = 12  # a person whom nobody confirmed for so long is asked about,
BEWAAR_HERINNER_DAGEN = 30  # hidden so many days after that,
BEWAAR_WIS_DAGEN = 90  # and erased so many days after that; who left: so many days after leaving
LOGBOEK_MAANDEN = 24  # the log of exports and of mail

# --- Mail: to files in var/mail for trying out ----------------------------------------------------

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
# Returned mail, as a Maildir that the mail server or fetchmail fills (``lees_teruggekomen_mail``).
MAIL_TERUG_MAP = os.environ.get("MAIL_TERUG_MAP", "")
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_VAN", "sociale-kaart@localhost")

# To standard error; exports say who, which filter and how many rows, never what was typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kort": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kort"}},
    "loggers": {"kaart": {"handlers": ["console"], "level": "INFO"}},
}
