"""Static files with a fingerprint in their name, ES module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Names by content, so that a file can be cached for ever; also inside ``import`` statements."""

    support_js_module_import_aggregation = True
