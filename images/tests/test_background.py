"""What is made without anybody waiting: by a worker, and by the command."""

import os
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django_tasks import default_task_backend
from django_tasks_db.models import DBTaskResult

from images import making, pruning, renditions, uploads
from images.models import Image, Making
from images.tasks import make_renditions
from images.tests.files import flat
from images.tests.test_admin import FIELDS


def stored() -> Image:
    return uploads.store_pixels(flat(), title="Red", credit="GeekFeed")


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("renditions", *arguments, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def worker(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert default_task_backend.supports_defer


def work() -> None:
    call_command("db_worker", batch=True, interval=0, verbosity=0)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_makes_what_was_brought_in(worker):
    picture = stored()
    assert DBTaskResult.objects.count() == 1
    work()
    picture.refresh_from_db()
    assert picture.rendered == renditions.recipe(picture)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_makes_new_cuts_when_the_focal_point_was_moved(worker, admin_client):
    picture = stored()
    work()
    address = reverse("admin:images_image_change", args=[picture.pk])
    admin_client.post(address, FIELDS | {"focal_x": "50", "focal_y": "50"})
    assert DBTaskResult.objects.count() == 1
    admin_client.post(address, FIELDS | {"focal_x": "0", "focal_y": "50"})
    assert DBTaskResult.objects.count() == 2
    work()
    picture.refresh_from_db()
    assert picture.rendered == f"{renditions.RECIPE} 0 50"


def test_a_worker_does_not_mind_that_the_picture_is_gone(db):
    assert make_renditions.func(4711) == 0


def test_without_a_worker_nobody_waits_for_renditions(db, kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = stored()
    assert kept() == [f"public-originals/{picture.file.name}"]


def test_the_command_makes_what_is_missing_and_says_so(db, media):
    pictures = [stored(), stored()]
    each = len(renditions.listed(pictures[0]))
    assert told() == f"Made {2 * each} renditions."
    assert told() == "No rendition was missing."
    (media / renditions.path(pictures[0], renditions.listed(pictures[0])[0])).unlink()
    assert told() == "No rendition was missing."
    assert told("--check") == "Made 1 renditions."


def test_the_command_takes_originals_out_of_the_public_folder(db, media, original, kept):
    picture = stored()
    public = media / picture.file.name
    public.parent.mkdir(parents=True)
    original(picture).rename(public)
    (public.parent / "960.webp").write_bytes(b"of an earlier version")
    told()
    assert not public.exists()
    assert original(picture).exists()
    assert (public.parent / "960.webp").exists()


def test_a_lost_original_keeps_no_other_picture_from_being_made(db, original, capsys):
    lost, other = stored(), stored()
    original(lost).unlink()
    with pytest.raises(SystemExit) as end:
        told()
    assert end.value.code == 1
    assert f"Picture {lost.pk}, “Red”:" in capsys.readouterr().err
    assert list(making.unfinished(Image.objects.all())) == [lost]
    assert other.title == "Red"


def aged(path: Path, age: timedelta) -> None:
    then = time.time() - age.total_seconds()
    os.utime(path, (then, then))


def test_pruning_deletes_what_no_picture_needs_once_it_is_old_enough(db, media, kept):
    picture = stored()
    making.make_all(picture)
    folder = media / renditions.folder(picture)
    former_cut = folder / "square-20-9.webp"
    files = {
        former_cut: pruning.CACHED,
        folder / "whole-40-0.webp.0123.part": pruning.YOUNG,
        media / "images/0123456789abcdef/whole-40-0.webp": pruning.YOUNG,
        media.with_name("public-originals") / "images/0123456789abcdef/master.webp": pruning.YOUNG,
    }
    before = kept()
    for file, age in files.items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"of no use")
        aged(file, age - timedelta(minutes=1))
    assert told("--prune") == "No rendition was missing. Deleted 0 files that nothing needs."
    for file, age in files.items():
        aged(file, age + timedelta(minutes=1))
    assert told("--prune") == "No rendition was missing. Deleted 4 files that nothing needs."
    assert kept() == before
    assert not (media / "images/0123456789abcdef").exists()


def test_pruning_leaves_what_is_needed_and_what_is_not_ours(db, media, kept):
    picture = stored()
    making.make_all(picture)
    for name in ("images/notes/mine.txt", f"{renditions.folder(picture)}/960.webp"):
        (media / name).parent.mkdir(exist_ok=True)
        (media / name).write_bytes(b"mine")
    before = kept()
    for file in media.parent.rglob("*.*"):
        aged(file, timedelta(days=900))
    Making.objects.create(path="images/x/y.webp")
    assert pruning.prune() == 0
    assert kept() == before
    assert Making.objects.count() == 1
