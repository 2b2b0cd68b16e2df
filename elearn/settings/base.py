"""What is the same on every host. Anything a host may decide comes through ``environment``."""

import os
from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from core.uploads.sounds import SOUND_TYPES
from elearn.settings import environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

INSTALLED_APPS = [
    "elearn",
    "privacy",
    "reminders",
    "reports",
    "rosters",
    "home",
    "obligations",
    "learning",
    "courses",
    "certificates",
    "quizzes",
    "agencies",
    "accounts",
    "audit",
    "core",
    "wagtail.contrib.table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "accounts.oidc",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Behind Wagtail's admin, whose mails about approval it replaces.
    "workshop",
]

MIDDLEWARE = [
    "elearn.middleware.RequestNumberMiddleware",
    "elearn.middleware.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "elearn.middleware.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "elearn.middleware.ReadableInputMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "elearn.session_rules.SessionTimeMiddleware",
    "elearn.session_rules.SecondFactorMiddleware",
    "elearn.session_rules.ConsentMiddleware",
    "elearn.middleware.PrivatePagesMiddleware",
    "elearn.middleware.AdminInputMiddleware",
    "elearn.middleware.AdminRefusalsMiddleware",
    "elearn.middleware.PiecesMiddleware",
]

ROOT_URLCONF = "elearn.urls"
WSGI_APPLICATION = "elearn.wsgi.application"

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
                "elearn.context_processors.site",
            ],
        },
    },
]

# Data ---------------------------------------------------------------------------------------------------

DATABASES = {"default": environment.database(VAR_DIR / "elearn.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Wagtail looks up image renditions here before it asks the database.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "renditions"},
    # Lesson texts and course contents as HTML: nothing in them belongs to a person.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
TASKS = {
    # Wagtail's small errands are done on the spot: a search must find what was just saved, worker or not.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # What takes longer than a page may: ``manage.py db_worker --backend background`` works it off.
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # DOS-01

# People -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.OneCheckBackend"]
PASSWORD_HASHERS = ["accounts.hashers.LeanArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},  # AUTH-02
    },
    {"NAME": "accounts.password_validators.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},  # 20,000 of them, offline
    {"NAME": "agencies.password_validators.PlaceNameValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "personnel_number"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]  # nobody signs up; allauth checks the list
ACCOUNT_FORMS = {"login": "accounts.forms.LoginForm"}
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "optional"  # a changed address is confirmed first; those of invitations are already
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_EMAIL_NOTIFICATIONS = True  # AUTH-15
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # AUTH-10
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3600  # AUTH-09
# Wrong passwords are counted by accounts.domain.tries; the stock limit of 30 sign-ins a minute per address would
# lock out an office of 300 people behind one address (AUTH-07).
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": None}
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "eLearn"
STAFF_SECOND_FACTOR = True  # AUTH-03: whoever holds a role signs in with two factors
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds (REL-13)
SOCIALACCOUNT_PROVIDERS = environment.identity_provider()
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
SESSION_COOKIE_AGE = 7 * 24 * 3600  # how long a session lasts at most is decided by elearn.session_rules
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "elearn.error_views.csrf_failure"

# Languages ----------------------------------------------------------------------------------------------

# Wagtail makes its first locale from LANGUAGE_CODE, and a string without a Kazakh translation falls back
# to this language: both must be settled before the first migration.
LANGUAGE_CODE = "ru"
# Django's "Қазақ" names the people; the language is called so.
LANG_INFO["kk"]["name_local"] = "Қазақша"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = [("ru", _("Russian")), ("kk", _("Kazakh")), ("en", _("English"))]
WAGTAIL_I18N_ENABLED = True
# Our own catalogue first; "vendor" completes what Django and allauth lack in Kazakh.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "vendor"]
FORMAT_MODULE_PATH = ["elearn.formats"]
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Almaty"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Wagtail ------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = _("Human rights obligations: training")
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("kk", "Қазақша"), ("en", "English")]
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # PRIV-07: no picture service learns who works here
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# What the worker runs every minute.
EVERY_MINUTE = ["publish_due", "make_papers"]
WAGTAIL_USER_TIME_ZONES = ["Asia/Almaty"]
STORAGES = {
    "default": {"BACKEND": "core.uploads.storage.RandomNames"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
# Videos, their captions and recordings are documents; they play in the page, everything else is downloaded.
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "mp4", "vtt", *SOUND_TYPES]
WAGTAILDOCS_CONTENT_TYPES = SOUND_TYPES
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["video/mp4", "text/vtt", *sorted(set(SOUND_TYPES.values()))]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "courses.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200_000_000
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, object]] = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Whether a missing or old backup is something to warn of.
BACKUPS_EXPECTED = False

# Protection ---------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SUPPORT_EMAIL = os.environ.get("SUPPORT_EMAIL", "support@localhost")
EMAIL_TIMEOUT = 30  # a mail server that says nothing must not hold the worker
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", SUPPORT_EMAIL)
PUBLISH_FIGURES = os.environ.get("PUBLISH_FIGURES", "") == "1"  # sealed quarters by region, for everybody
REPORT_TARGET = int(os.environ.get("REPORT_TARGET", "80"))  # per cent completed that an agency should reach
# The key that signs certificates, outside database and repository (CERT-06); ``manage.py new_signing_key`` makes one.
CERTIFICATE_KEY_FILE = os.environ.get("CERTIFICATE_KEY_FILE", str(VAR_DIR / "keys" / "certificates.pem"))
CERTIFICATE_KEY_MADE_BY_ITSELF = True
CERTIFICATE_ISSUER = {
    "ru": "Платформа обучения по международным обязательствам в области прав человека",
    "kk": "Адам құқықтары саласындағы халықаралық міндеттемелер бойынша оқыту платформасы",
    "en": "Training platform on international human rights obligations",
}
# Who signs, by language: post and name as they stand on the paper. Empty: the issuer alone.
CERTIFICATE_SIGNATORY: dict[str, str] = {
    code: signatory
    for code in ("ru", "kk", "en")
    if (signatory := os.environ.get(f"CERTIFICATE_SIGNATORY_{code.upper()}"))
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "elearn.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # The stock configuration would mail tracebacks, with local variables, to administrators.
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "audit": {"level": "INFO"},
    },
}
