"""The suite: quick hashes, mail kept in memory, files in a folder of its own."""

from elearn.settings.base import *  # noqa: F403
from elearn.settings.base import INSTALLED_APPS, TASKS, VAR_DIR, WAGTAILSEARCH_BACKENDS

DEBUG = False
SECRET_KEY = "test only"
FIELD_KEYS = [SECRET_KEY]
STAFF_SECOND_FACTOR = False  # its own tests switch it on
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR_DIR / "test-media"
CERTIFICATE_KEY_FILE = str(VAR_DIR / "test-keys" / "certificates.pem")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TASKS["background"] = TASKS["default"]  # the suite has no worker: what a page starts is done when it answers
# An index of words takes a fifth of the time of all that publishes: only the walk that searches keeps one.
WAGTAILSEARCH_BACKENDS = {"default": {**WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}}
