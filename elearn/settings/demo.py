"""``make run``: as in development, but style sheets and scripts are collected and sent as production sends them."""

from elearn.settings.dev import *  # noqa: F403
from elearn.settings.dev import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "elearn.storage.HashedStaticFiles"}
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
