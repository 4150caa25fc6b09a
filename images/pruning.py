"""Files that no picture needs any more: what a killed process left, and former cuts."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage, default_storage, storages
from django.utils import timezone

from geekfeed.lib.batches import batches
from images import renditions
from images.files import is_ours
from images.models import Image, Making

TOP = "images"
# A file comes before its row: what is younger may belong to an upload that is under way.
YOUNG = timedelta(days=1)
# Pages that name a former cut may be in somebody's cache.
CACHED = timedelta(days=30)


def prune() -> int:
    """Delete them. Returns how many that were."""
    Making.objects.filter(begun_at__lt=timezone.now() - YOUNG).delete()
    gone = 0
    for storage in (default_storage, storages["originals"]):
        for folders in batches(_folders(storage), 200):
            files = {f"{folder}/{renditions.ORIGINAL}": folder for folder in folders}
            images = {
                files[image.file.name]: image for image in Image.objects.filter(file__in=files)
            }
            gone += sum(_prune_folder(storage, one, images.get(one)) for one in folders)
    return gone


def _folders(storage: Storage) -> Iterator[str]:
    try:
        found = storage.listdir(TOP)[0]
    except FileNotFoundError:
        return
    for name in found:
        yield f"{TOP}/{name}"


def _prune_folder(storage: Storage, folder: str, image: Image | None) -> int:
    names = storage.listdir(folder)[1]
    needed = {one.name for one in renditions.listed(image)} if image else set()
    gone = 0
    for name in names:
        age = _unneeded_from(name, image is not None, needed)
        path = f"{folder}/{name}"
        if age and storage.get_modified_time(path) < timezone.now() - age:
            storage.delete(path)
            gone += 1
    if gone == len(names) and image is None:
        storage.delete(folder)
    return gone


def _unneeded_from(name: str, has_picture: bool, needed: set[str]) -> timedelta | None:
    """The age from which a file may go; None: it stays, be it needed or not ours."""
    if name.endswith(".part"):
        return YOUNG
    if not has_picture:
        return YOUNG if is_ours(name) else None
    is_former_cut = renditions.NAME.fullmatch(name) and name not in needed
    return CACHED if is_former_cut else None
