import pytest
from PIL import Image as Pixels

from images import renditions, uploads
from images.tests.files import encoded, flat


def stored(width, height, **options):
    return uploads.store(encoded(flat(width, height)), title="Red", credit="GeekFeed", **options)


@pytest.mark.parametrize(
    ("width", "widths", "middle"),
    [
        (100, [100], 100),
        (240, [240], 240),
        (300, [240, 300], 300),
        (960, [240, 480, 960], 960),
        (1000, [240, 480, 960, 1000], 960),
        (1600, [240, 480, 960, 1600], 960),
        (2000, [240, 480, 960, 1600], 960),
    ],
)
def test_a_picture_is_never_shown_larger_than_it_is(db, width, widths, middle):
    picture = stored(width, 20)
    assert renditions.widths(picture) == widths
    assert renditions.middle(picture) == middle
    for each in widths:
        with (
            picture.file.storage.open(renditions.name(picture, each)) as file,
            Pixels.open(file) as pixels,
        ):
            assert pixels.format == "WEBP"
            assert pixels.size == (each, max(1, round(20 * each / width)))


def test_addresses_of_a_small_picture(db):
    picture = stored(300, 200)
    folder = picture.file.url.removesuffix("master.webp")
    assert picture.src == f"{folder}300.webp"
    assert picture.small == f"{folder}240.webp"
    assert picture.srcset == f"{folder}240.webp 240w, {folder}300.webp 300w"


def test_addresses_of_a_large_picture(db):
    picture = stored(2000, 1000)
    folder = picture.file.url.removesuffix("master.webp")
    assert picture.src == f"{folder}960.webp"
    assert picture.small == f"{folder}240.webp"
    assert picture.srcset == ", ".join(f"{folder}{w}.webp {w}w" for w in (240, 480, 960, 1600))


def test_addresses_ask_neither_database_nor_disk(picture, kept, django_assert_num_queries):
    picture = type(picture).objects.get(pk=picture.pk)
    renditions.remove(picture)
    with django_assert_num_queries(0):
        assert picture.src
        assert picture.srcset
        assert picture.small
    assert kept() == ["images"]


def test_only_missing_renditions_are_made(picture, media):
    path = media / renditions.name(picture, 40)
    path.write_bytes(b"kept")
    renditions.make(picture)
    assert path.read_bytes() == b"kept"
    path.unlink()
    renditions.make(picture)
    assert path.read_bytes().startswith(b"RIFF")


def test_removing_leaves_what_others_put_into_the_folder(picture, media, kept):
    folder = picture.file.name.rpartition("/")[0]
    (media / folder / "note.txt").write_text("mine")
    renditions.remove(picture)
    assert kept() == ["images", folder, f"{folder}/note.txt"]


def test_removing_twice_is_no_error(picture):
    renditions.remove(picture)
    renditions.remove(picture)
