import os
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from PIL import Image as Pixels

from authors.models import Author
from images import making, originals, renditions, uploads
from images.models import Image
from images.tests.files import BLUE, LEFT, encoded, exif, flat, near, promising, red_means_blue

FACTS = {"title": "Red", "credit": "GeekFeed"}
FILES = re.compile(r"images/[0-9a-f]{16}/master\.webp")


def opened(picture):
    with originals.opened(picture) as file:
        pixels = Pixels.open(file)
        pixels.load()
    return pixels


def test_a_picture_is_kept_with_its_facts(picture_desk):
    stored = uploads.store(
        encoded(flat(300, 200), "JPEG"),
        title="Hell's Kitchen",
        credit="Marvel/Netflix",
        alt="A street by night",
        caption="West 44th Street.",
        user=picture_desk,
        rights_holder="Netflix",
        rights_expire_on=date(2017, 12, 31),
        focal_x=30,
    )
    picture = Image.objects.get()
    assert picture == stored
    assert (picture.width, picture.height) == (300, 200)
    assert (picture.title, picture.credit) == ("Hell's Kitchen", "Marvel/Netflix")
    assert (picture.alt, picture.caption) == ("A street by night", "West 44th Street.")
    assert (picture.rights_holder, picture.rights_expire_on) == ("Netflix", date(2017, 12, 31))
    assert (picture.focal_x, picture.focal_y) == (30, 50)
    assert picture.uploaded_by == picture_desk


@pytest.mark.parametrize("name", ["../../evil.html", "holiday.svg", "a.php.jpg", "x" * 300])
def test_the_senders_name_is_never_used(db, kept, name):
    file = SimpleUploadedFile(name, encoded(flat()).getvalue(), content_type="text/html")
    picture = uploads.store(file, **FACTS)
    assert kept() == [f"public-originals/{picture.file.name}"]
    assert FILES.fullmatch(picture.file.name)


def test_every_file_is_without_metadata(db, kept, media):
    file = encoded(flat(300, 200), "JPEG", exif=exif(), icc_profile=red_means_blue())
    assert b"Secret Camera" in file.getvalue()
    making.make_all(uploads.store(file, **FACTS))
    names = kept()
    assert {name.rpartition(".")[2] for name in names} == {"avif", "webp", "jpg"}
    for name in names:
        data = (media.parent / name).read_bytes()
        for trace in (b"Exif", b"EXIF", b"ICCP", b"ICC_PROFILE", b"XMP ", b"Secret Camera"):
            assert trace not in data


def test_what_rides_along_in_a_picture_is_left_behind(db, kept, media):
    page = b"<script>alert(document.cookie)</script>"
    for file in (
        SimpleUploadedFile("a.png", encoded(flat(), "PNG").getvalue() + page),
        encoded(flat(), "JPEG", comment=page),
        encoded(flat(), "GIF", comment=page),
    ):
        assert page in file.read()
        file.seek(0)
        making.make_all(uploads.store(file, **FACTS))
    for name in kept():
        assert b"script" not in (media.parent / name).read_bytes()


def test_a_refused_file_leaves_nothing(db, kept):
    with pytest.raises(uploads.TooLarge):
        uploads.store(promising(60_000, 60_000), **FACTS)
    assert kept() == []
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"credit": ""}, "credit"),
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"alt": "x" * 251}, "alt"),
        ({"alt": "IMG_2041.JPG"}, "alt"),
        ({"focal_x": 101}, "focal_x"),
    ],
)
@pytest.mark.parametrize(
    ("store", "given"), [(uploads.store, encoded(flat())), (uploads.store_pixels, flat())]
)
def test_a_wrong_field_leaves_nothing(db, kept, facts, field, store, given):
    with pytest.raises(ValidationError) as refusal:
        store(given, **FACTS | facts)
    assert field in refusal.value.message_dict
    assert kept() == []
    assert not Image.objects.exists()


@pytest.mark.parametrize("step", ["original", "row"])
def test_a_failure_at_any_step_leaves_nothing(db, kept, monkeypatch, step):
    def fail(*args, **kwargs):
        raise OSError("no space left on device")

    if step == "original":
        monkeypatch.setattr(os, "replace", fail)
    else:
        monkeypatch.setattr(Image, "save", fail)
    with pytest.raises(OSError, match="no space"):
        uploads.store(encoded(flat(300, 200)), **FACTS)
    assert kept() == []
    assert not Image.objects.exists()


def test_drawn_pixels_go_the_same_way(db):
    drawn = flat(3000, 30)
    picture = uploads.store_pixels(drawn, **FACTS)
    assert drawn.size == (3000, 30)
    assert (picture.width, picture.height) == (2400, 24)
    assert opened(picture).size == (2400, 24)


def test_a_new_file_replaces_the_former_one_on_commit(
    picture, kept, django_capture_on_commit_callbacks
):
    making.make_all(picture)
    before = kept()
    former = picture.file.name
    with django_capture_on_commit_callbacks() as callbacks:
        uploads.save(picture, flat(300, 200, BLUE))
    assert set(before) < set(kept())
    for callback in callbacks:
        callback()
    picture = Image.objects.get()
    assert picture.file.name != former
    assert picture.rendered == ""
    assert (picture.width, picture.height) == (300, 200)
    assert near(opened(picture), LEFT) == "blue"
    assert kept() == [f"public-originals/{picture.file.name}"]


def test_of_two_who_replace_a_file_at_once_both_are_known_by_their_addresses(db):
    picture = uploads.store(encoded(flat()), **FACTS)
    one, other = Image.objects.get(), Image.objects.get()
    folders = []
    for image in (one, other):
        uploads.save(image, flat(300, 200, BLUE))
        folders.append(renditions.folder(image))
    former = picture.former_files.order_by("pk").values_list("folder", flat=True)
    assert list(former) == [renditions.folder(picture), folders[0]]
    assert renditions.folder(Image.objects.get()) == folders[1]


def test_a_failed_replacement_leaves_the_former_file(picture, kept, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("the disk is full")

    before = kept()
    monkeypatch.setattr(Image, "save", fail)
    with pytest.raises(DatabaseError):
        uploads.save(picture, flat(300, 200, BLUE))
    assert kept() == before
    assert Image.objects.get().width == 40


def test_deleting_a_picture_deletes_its_files(
    picture, kept, media, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        making.make_all(picture)
        before = kept()
        picture.delete()
        assert kept() == before
    assert kept() == []
    assert [path.name for path in media.rglob("*")] == ["images"]


def test_deleting_many_pictures_deletes_their_files(
    picture, kept, django_capture_on_commit_callbacks
):
    uploads.store_pixels(flat(300, 200), **FACTS)
    with django_capture_on_commit_callbacks(execute=True):
        Image.objects.all().delete()
    assert kept() == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_deletion_that_is_taken_back_keeps_the_files(kept):
    picture = uploads.store_pixels(flat(), **FACTS)
    before = kept()
    with transaction.atomic():
        picture.delete()
        transaction.set_rollback(True)
    assert kept() == before
    assert Image.objects.exists()


def test_a_storage_that_fails_does_not_bring_the_row_back(
    picture, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail(*args, **kwargs):
        raise OSError("the object store is away")

    making.make_all(picture)
    monkeypatch.setattr(default_storage, "delete", fail)
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert not Image.objects.exists()
    assert "the object store is away" in caplog.text


def test_a_picture_in_use_cannot_be_deleted(picture, kept):
    before = kept()
    Author.objects.create(name="Marguerite Lunn", slug="marguerite-lunn", portrait=picture)
    with pytest.raises(ProtectedError):
        picture.delete()
    assert kept() == before
