from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from authors.models import User
from images import uploads
from images.models import Image
from images.tests.files import flat


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    """An empty folder for every test's public files, and one beside it for the originals."""
    settings.MEDIA_ROOT = tmp_path / "public"
    return tmp_path / "public"


@pytest.fixture
def kept(media: Path) -> Callable[[], list[str]]:
    """The names of all files that are there now, public or not."""
    return lambda: sorted(
        str(path.relative_to(media.parent)) for path in media.parent.rglob("*") if path.is_file()
    )


@pytest.fixture
def original(media: Path) -> Callable[[Image], Path]:
    """Where a picture's original is."""
    return lambda image: media.with_name("public-originals") / image.file.name


@pytest.fixture
def picture(db: None) -> Image:
    return uploads.store_pixels(flat(), title="Red", credit="GeekFeed", alt="A red field")


def account(name: str, *permissions: str, is_staff: bool = True) -> User:
    user = User.objects.create_user(name, password=name, is_staff=is_staff)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="images", codename__in=permissions)
    )
    return user


@pytest.fixture
def picture_desk(db: None) -> User:
    """May do everything with pictures, and nothing else."""
    return account("desk", "view_image", "add_image", "change_image", "delete_image")


@pytest.fixture
def guest_writer(db: None) -> User:
    """Staff, but may only look at pictures."""
    return account("guest", "view_image")
