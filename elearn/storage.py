"""Static files under names that carry a hash of their contents."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Modules that a script imports get hashed names too, or browsers would keep old ones after a release."""

    support_js_module_import_aggregation = True
