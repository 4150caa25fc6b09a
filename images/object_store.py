"""Where the files are in an object store: any that speaks S3. The one module that knows it.

settings.STORAGES names these instead of images/storages.py where MEDIA_BUCKET is set.
"""

from typing import Any

from storages.backends.s3 import S3Storage

# A rendition's name says all of what it is (images/renditions.py).
FOR_GOOD = {"CacheControl": "public, max-age=31536000, immutable"}


class Renditions(S3Storage):
    """A bucket that everybody may read, at the address that MEDIA_URL says."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "file_overwrite": True,
            "object_parameters": FOR_GOOD,
            "querystring_auth": False,
        }


class Originals(S3Storage):
    """A bucket that nobody but the site may read."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {"file_overwrite": True}

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise ValueError("Originals are never served: ask images.renditions for an address.")
