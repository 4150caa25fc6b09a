"""Pictures by the folders that addresses name, and the texts in which they are named."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from images import renditions
from images.models import FormerFile, Image

# What is asked which of its texts name one of these folders: records, the first few of them.
Question = Callable[[list[str]], Iterable[Any]]
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


def naming(images: Iterable[Image]) -> list[Any]:
    """The records in whose texts these pictures stand, the first few of each kind."""
    images = list(images)
    former = FormerFile.objects.filter(image__in=images).values_list("folder", flat=True)
    folders = [*map(renditions.folder, images), *former]
    return [record for question in _questions for record in question(folders)] if folders else []
