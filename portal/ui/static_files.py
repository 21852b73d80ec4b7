"""Where style sheets, scripts and pictures of the portal stand."""

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """An address changes only when files are collected anew, before a start. Django takes it apart and puts it together again
    each time, and a page of the admin names two dozen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = cache(super().url)
