"""How a picture comes in: checked, and written anew as an original of our own."""

from typing import Any, BinaryIO

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as Pixels

from images import decoding, encoding, files, renditions, tasks
from images.decoding import Refused, TooLarge
from images.models import FormerFile, Image, new_path

__all__ = ["Refused", "TooLarge", "save", "store", "store_pixels"]

ORIGINAL_QUALITY = 88


def store(
    file: BinaryIO,
    *,
    title: str,
    credit: str,
    alt: str = "",
    user: AbstractBaseUser | None = None,
    **facts: Any,
) -> Image:
    """Take a file in as a new picture.

    `facts` are further fields of Image, such as `caption` or `rights_expire_on`. Raises Refused
    when the file will not do and ValidationError when a field will not; nothing is kept then.
    """
    image = Image(title=title, credit=credit, alt=alt, uploaded_by=user, **facts)
    # The fields first: they are looked at in no time.
    _check_fields(image)
    save(image, decoding.decode(file))
    return image


def store_pixels(
    pixels: Pixels.Image,
    *,
    title: str,
    credit: str,
    alt: str = "",
    user: AbstractBaseUser | None = None,
    **facts: Any,
) -> Image:
    """Take in a picture that was drawn here; otherwise like `store`. `pixels` stays as it is."""
    image = Image(title=title, credit=credit, alt=alt, uploaded_by=user, **facts)
    _check_fields(image)
    save(image, decoding.normalise(pixels))
    return image


def save(image: Image, pixels: Pixels.Image) -> None:
    """Save a picture, new or changed, with these pixels (from `decoding`) as its file.

    What it showed before is deleted when the transaction commits; texts that name it show the new
    file from then on. After an error there is neither a new row nor a new file.
    """
    storage = image.file.storage
    name = new_path(image, "")
    # Encoding takes a second, and SQLite has one writer: so the file comes before the transaction.
    try:
        storage.save(name, ContentFile(encoding.original(pixels, ORIGINAL_QUALITY)))
        image.file = name
        image.is_clear = encoding.is_clear(pixels)
        image.rendered = ""
        with transaction.atomic():
            # Somebody else may have given it another file since it was read.
            former = Image.objects.select_for_update().filter(pk=image.pk).first()
            image.save()
            tasks.make_later(image)
            if former:
                FormerFile.objects.create(image=image, folder=renditions.folder(former))
                files.remove_on_commit(former)
    except BaseException:
        files.remove(Image(file=name, width=pixels.width, height=pixels.height))
        raise


def _check_fields(image: Image) -> None:
    # What the file decides is not known yet.
    image.full_clean(exclude=["file", "width", "height"])
