"""An object store for pictures, from environment variables (docs/operating.md)."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from geekfeed.lib import environment

MEDIA = (
    "the address under which readers get what is in MEDIA_BUCKET, such as "
    "https://media.news.example/, or leave both out to keep pictures on this machine"
)
STORE = "the object store's address, such as https://s3.example, or leave it out for AWS"


def media_address(name: str, *, needed: bool) -> str:
    """Where readers get files from, with a slash at the end: a host of its own, perhaps with a
    path, where that is `needed`; otherwise this site's /media/."""
    value = environment.endpoint(name, advice=MEDIA)
    if not needed and not value:
        return "/media/"
    if not needed or not value or "?" in value:
        raise ImproperlyConfigured(f"Set {name} to {MEDIA}.")
    return value.rstrip("/") + "/"


def storages(public: str, private: str, media_url: str) -> dict[str, Any]:
    """Django's STORAGES for files in two buckets of an object store; the variables have those
    names. Further ones say where it is and who we are."""
    if environment.text(private) in ("", environment.text(public)):
        raise ImproperlyConfigured(
            f"Set {private} to another bucket than {public}, which nobody but the site may read."
        )
    key, secret = environment.text("S3_KEY"), environment.text("S3_SECRET")
    if bool(key) != bool(secret):
        raise ImproperlyConfigured("Set both S3_KEY and S3_SECRET, or neither.")
    there = {
        "endpoint_url": environment.endpoint("S3_ENDPOINT", advice=STORE) or None,
        "region_name": environment.text("S3_REGION") or None,
        "access_key": key or None,
        "secret_key": secret or None,
        "signature_version": "s3v4",
    }
    parts = urlsplit(media_url)
    served = {
        "custom_domain": (parts.netloc + parts.path).rstrip("/"),
        "url_protocol": f"{parts.scheme}:",
    }
    return {
        "default": {
            "BACKEND": "images.object_store.Renditions",
            "OPTIONS": {**there, **served, "bucket_name": environment.text(public)},
        },
        "originals": {
            "BACKEND": "images.object_store.Originals",
            "OPTIONS": {**there, "bucket_name": environment.text(private)},
        },
    }
