"""One machine, one person, one command: ``make run``."""

from elearn.settings.base import *  # noqa: F403
from elearn.settings.base import INSTALLED_APPS, LOGGING

DEBUG = False  # the demo shows our error pages; the checks of ``manage.py`` still name what is wrong
SECRET_KEY = "demo only: production refuses to start with it"
FIELD_KEYS = [SECRET_KEY]
STAFF_SECOND_FACTOR = False  # the demo's accounts sign in with a password alone, and its sign-in page says so
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = ["http://localhost:8000", "http://127.0.0.1:8000"]
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
PUBLISH_FIGURES = True
LOGGING["loggers"]["audit"]["level"] = "WARNING"  # type: ignore[index]  # the demo's own acts would fill the terminal
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
