"""Static files with a fingerprint in their name, ES module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Names by content, so that files can be cached for ever; also in ``import`` statements."""

    support_js_module_import_aggregation = True
