"""A country's host. Every secret and address comes from the environment; without them nothing starts."""

import os

from elearn.settings import environment
from elearn.settings.base import *  # noqa: F403
from elearn.settings.base import CACHES, DATABASES, STORAGES

DEBUG = False
SECRET_KEY = environment.required("SECRET_KEY", minimum=50)
# The newest first; older ones still read what they wrote (SECR-02).
FIELD_KEYS = environment.listed("FIELD_KEYS") or [environment.required("FIELD_KEYS")]
environment.required("DATABASE_URL")
WAGTAILADMIN_BASE_URL = environment.required("BASE_URL")
SUPPORT_EMAIL = environment.required("SUPPORT_EMAIL")
CERTIFICATE_KEY_FILE = environment.required("CERTIFICATE_KEY_FILE")
CERTIFICATE_KEY_MADE_BY_ITSELF = False
ALLOWED_HOSTS = environment.listed("ALLOWED_HOSTS") or [environment.required("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
EMAIL_BACKEND = "core.smtp.EmailBackend"
EMAIL_HOST = environment.required("EMAIL_HOST")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked by the host itself, beside the proxy that ends TLS
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
BACKUPS_EXPECTED = True
STORAGES["staticfiles"] = {"BACKEND": "elearn.storage.HashedStaticFiles"}
# Limits on wrong passwords are counted in the cache: it must be one for all processes (AUTH-06).
CACHES["default"] = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "elearn_cache"}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Milliseconds; 0 for a long migration: STATEMENT_TIMEOUT=0 manage.py migrate.
    TIMEOUT = os.environ.get("STATEMENT_TIMEOUT", "5000")
    DATABASES["default"]["OPTIONS"]["options"] = f"-c statement_timeout={TIMEOUT} -c lock_timeout=5000"
