import mimetypes
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from images import files
from images.renditions import TYPES


def _delete_files(instance: Any, using: str, **kwargs: Any) -> None:
    files.remove_on_commit(instance, using)


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = _("Pictures")

    def ready(self) -> None:
        # Python and the system's lists learnt them late.
        for ending, kind in TYPES.items():
            mimetypes.add_type(kind, f".{ending}")
        post_delete.connect(_delete_files, sender="images.Image")
