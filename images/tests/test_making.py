import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.utils import timezone
from PIL import Image as Pixels

from images import encoding, files, making, originals, renditions, turns, uploads
from images.models import Image, Making
from images.renditions import Rendition
from images.tests.files import BLUE, LEFT, RIGHT, encoded, flat, halves, near

FACTS = {"title": "Red", "credit": "GeekFeed"}


def stored(pixels: Pixels.Image, **facts: Any) -> Image:
    return uploads.store(encoded(pixels), **FACTS, **facts)


def of(image: Image, kind: str, width: int, form: str = "webp") -> Rendition:
    return Rendition(kind, width, renditions.cut_of(image, kind).offset, form)


def pixels_of(image: Image, rendition: Rendition) -> Pixels.Image:
    with default_storage.open(renditions.path(image, rendition)) as file:
        pixels = Pixels.open(file)
        pixels.load()
    return pixels


@pytest.mark.parametrize("form", ["avif", "webp", "jpg"])
@pytest.mark.parametrize(
    ("focal_x", "left", "right"), [(0, "red", "red"), (100, "blue", "blue"), (50, "red", "blue")]
)
def test_a_cut_shows_what_is_around_the_focal_point(db, form, focal_x, left, right):
    picture = stored(halves(400, 100), focal_x=focal_x)
    wanted = of(picture, "square", 100, form)
    assert making.make(picture, wanted) is True
    pixels = pixels_of(picture, wanted)
    assert pixels.size == (100, 100)
    assert (near(pixels, LEFT), near(pixels, RIGHT)) == (left, right)


def test_what_can_be_seen_through_stays_so_and_is_on_white_in_a_jpeg(db):
    picture = stored(flat(300, 200, (255, 0, 0, 0), "RGBA"))
    assert picture.is_clear is True
    for form in ("avif", "webp", "jpg"):
        making.make(picture, of(picture, "whole", 240, form))
    assert pixels_of(picture, of(picture, "whole", 240, "avif")).getchannel("A").getextrema()[1] < 9
    assert pixels_of(picture, of(picture, "whole", 240)).getchannel("A").getextrema()[1] == 0
    assert near(pixels_of(picture, of(picture, "whole", 240, "jpg")), LEFT) == "white"


def test_a_picture_with_an_unused_alpha_channel_is_not_clear(db):
    assert stored(flat(30, 20, (255, 0, 0, 255), "RGBA")).is_clear is False


def test_only_what_is_missing_is_made(picture, media):
    rendition = of(picture, "whole", 40)
    path = media / renditions.path(picture, rendition)
    making.make(picture, rendition)
    path.write_bytes(b"kept")
    assert making.make(picture, rendition) is True
    assert making.make_all(picture) == len(renditions.listed(picture)) - 1
    assert path.read_bytes() == b"kept"
    assert making.make_all(picture) == 0


def test_what_was_made_is_noted_with_the_focal_point_it_was_made_for(picture):
    making.make_all(picture)
    assert Image.objects.get().rendered == f"{renditions.RECIPE} 50 50"
    assert list(making.unfinished(Image.objects.all())) == []
    Image.objects.update(focal_y=10)
    assert list(making.unfinished(Image.objects.all())) == [picture]


def test_a_picture_that_got_another_focal_point_meanwhile_is_not_noted(picture):
    Image.objects.update(focal_x=10)
    making.make_all(picture)
    assert Image.objects.get().rendered == ""


def test_nobody_makes_what_somebody_else_is_making(picture, kept):
    rendition = of(picture, "whole", 40)
    Making.objects.create(path=renditions.path(picture, rendition))
    assert making.make(picture, rendition, patience=0) is False
    assert kept() == [f"public-originals/{picture.file.name}"]
    assert making.make_all(picture) == len(renditions.listed(picture)) - 1
    assert Image.objects.get().rendered == ""
    assert Making.objects.count() == 1


def test_what_somebody_was_killed_over_is_made_after_a_while(picture):
    rendition = of(picture, "whole", 40)
    Making.objects.create(path=renditions.path(picture, rendition))
    Making.objects.update(begun_at=timezone.now() - turns.LOST_AFTER - timedelta(seconds=1))
    assert making.make(picture, rendition, patience=0) is True
    assert not Making.objects.exists()


def test_too_many_at_once_are_not_begun(picture, monkeypatch, kept):
    monkeypatch.setattr(making, "_room", threading.BoundedSemaphore(1))
    making._room.acquire()
    assert making.make(picture, of(picture, "whole", 40), patience=0) is False
    assert kept() == [f"public-originals/{picture.file.name}"]
    assert not Making.objects.exists()


def test_a_failure_leaves_neither_file_nor_turn(picture, monkeypatch, kept):
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left on device")

    before = kept()
    monkeypatch.setattr("os.replace", fail)
    for attempt in (
        lambda: making.make(picture, of(picture, "whole", 40)),
        lambda: making.make_all(picture),
    ):
        with pytest.raises(OSError, match="no space"):
            attempt()
        assert kept() == before
        assert not Making.objects.exists()


def test_a_picture_that_is_deleted_meanwhile_leaves_no_files(picture, kept, monkeypatch):
    encode = encoding.encoded

    def deleted(*args: Any) -> bytes:
        Image.objects.all().delete()
        return encode(*args)

    monkeypatch.setattr(encoding, "encoded", deleted)
    making.make(picture, of(picture, "whole", 40))
    assert kept() == []


def test_without_its_original_nothing_is_made(picture, original):
    original(picture).unlink()
    with pytest.raises(FileNotFoundError):
        making.make(picture, of(picture, "whole", 40))
    assert not Making.objects.exists()


def test_an_original_among_public_files_is_taken_away_from_there(picture, media, original, kept):
    public = media / picture.file.name
    public.parent.mkdir(parents=True)
    original(picture).rename(public)
    with originals.opened(picture) as file, Pixels.open(file) as pixels:
        assert pixels.size == (40, 20)
    assert kept() == [f"public-originals/{picture.file.name}"]


def test_removing_leaves_what_others_put_into_the_folder(picture, media, kept):
    making.make_all(picture)
    folder = renditions.folder(picture)
    (media / folder / "note.txt").write_text("mine")
    (media / folder / "960.webp").write_text("of an earlier version")
    files.remove(picture)
    assert kept() == [f"public/{folder}/note.txt"]
    files.remove(picture)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_who_ask_at_once_one_makes_it(monkeypatch):
    """Each in a thread with a connection of its own, as in a server; they are held up until all
    of them have found it missing."""
    if connection.vendor == "sqlite":
        pytest.skip("threads share a database in memory; test_race.py has processes and a file")
    picture = stored(flat(40, 20, BLUE))
    rendition = of(picture, "whole", 40)
    path = renditions.path(picture, rendition)
    made, together = [], threading.Barrier(4)
    encode, exists = encoding.encoded, default_storage.exists

    def counted(*args: Any) -> bytes:
        made.append(1)
        return encode(*args)

    first = threading.local()

    def together_at_first(name: str) -> bool:
        there = exists(name)
        if not hasattr(first, "asked"):
            first.asked = True
            together.wait(20)
        return there

    monkeypatch.setattr(encoding, "encoded", counted)
    monkeypatch.setattr(default_storage, "exists", together_at_first)
    answers: list[bool] = []

    def ask() -> None:
        try:
            answers.append(making.make(picture, rendition, patience=30))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [True] * 4
    assert len(made) == 1
    assert exists(path)
    assert not Making.objects.exists()
