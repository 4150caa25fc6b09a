"""Pictures by the folders that addresses name, and the texts in which they are named."""

import re
from collections.abc import Callable, Collection, Iterable

from django.contrib.auth.base_user import AbstractBaseUser

from geekfeed.lib.batches import batches
from images import renditions
from images.models import FormerFile, Image

# Asked which texts name one of these folders, on behalf of somebody: what they may be told of each,
# and its page at the desk ("" for none). The first few are enough.
Stands = tuple[str, str]
Question = Callable[[set[str], AbstractBaseUser], Iterable[Stands]]
# Wherever the media files are served from (models.new_path).
FOLDER = re.compile(r"images/[0-9a-f]{16}(?=/)")
AT_ONCE = 500
_questions: list[Question] = []


def by_folder(folders: Collection[str]) -> dict[str, Image]:
    """The pictures whose files are in these folders, or were before they got others. One query
    where all of them are."""
    files = {f"{folder}/{renditions.ORIGINAL}": folder for folder in folders}
    found = {files[image.file.name]: image for image in Image.objects.filter(file__in=files)}
    if left := set(folders) - found.keys():
        rows = FormerFile.objects.filter(folder__in=left).select_related("image")
        found |= {row.folder: row.image for row in rows}
    return found


def ask(question: Question) -> None:
    """From now on this is asked, too."""
    if question not in _questions:
        _questions.append(question)


def folders_in(text: str) -> set[str]:
    """Those of pictures that HTML or an address names, be they still there or not."""
    return set(FOLDER.findall(text))


def naming(images: Iterable[Image], user: AbstractBaseUser) -> list[Stands]:
    """The texts in which these pictures stand, the first few of each kind, as `user` may know."""
    images = list(images)
    numbers = [image.pk for image in images]
    folders = {renditions.folder(image) for image in images}
    for batch in batches(numbers, AT_ONCE):
        rows = FormerFile.objects.filter(image__in=batch)
        folders.update(rows.values_list("folder", flat=True))
    return [text for question in _questions for text in question(folders, user)]
