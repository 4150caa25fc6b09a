from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete

from images import renditions


def _delete_files(instance: Any, using: str, **kwargs: Any) -> None:
    renditions.remove_on_commit(instance, using)


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = "Pictures"

    def ready(self) -> None:
        post_delete.connect(_delete_files, sender="images.Image")
