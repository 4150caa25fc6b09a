import pytest
from PIL import Image as Pixels

from images import making, renditions, uploads
from images.models import Image
from images.renditions import Rendition
from images.tests.files import encoded, flat


def stored(width: int, height: int, **facts) -> Image:
    return uploads.store(encoded(flat(width, height)), title="Red", credit="GeekFeed", **facts)


def test_every_rendition_has_the_size_and_format_of_its_name(db, media):
    picture = stored(500, 300)
    assert making.make_all(picture) == len(renditions.listed(picture))
    for rendition in renditions.listed(picture):
        sizes = dict(renditions.cut_of(picture, rendition.kind).sizes)
        with Pixels.open(media / renditions.path(picture, rendition)) as pixels:
            assert pixels.size == (rendition.width, sizes[rendition.width])
            formats = {"AVIF": "avif", "WEBP": "webp", "JPEG": "jpg"}
            assert formats[pixels.format] == rendition.format


def test_what_is_listed_of_a_small_picture(db):
    assert [one.name for one in renditions.listed(stored(100, 80))] == [
        *(f"wide-100-12.{form}" for form in ("avif", "webp", "jpg")),
        *(f"splash-100-9.{form}" for form in ("avif", "webp", "jpg")),
        *(f"square-80-10.{form}" for form in ("avif", "webp", "jpg")),
        *(f"portrait-{width}-16.{form}" for width in (64, 67) for form in ("avif", "webp", "jpg")),
        *(f"whole-100-0.{form}" for form in ("avif", "webp", "jpg")),
        "share-100-14.jpg",
    ]


def test_until_all_are_made_pages_lead_to_the_site_itself(db):
    picture = stored(2000, 1000)
    folder = picture.file.name.removesuffix("/master.webp")
    assert renditions.url(picture, "wide", 1000) == f"/{folder}/wide-960-111.webp"
    making.make_all(picture)
    assert renditions.url(picture, "wide", 1000) == f"/media/{folder}/wide-960-111.webp"
    assert renditions.url(picture, "wide", 1, "jpg") == f"/media/{folder}/wide-320-111.jpg"
    assert renditions.url(picture, "wide", 9999) == f"/media/{folder}/wide-1778-111.webp"
    assert picture.small == f"/media/{folder}/whole-240-0.webp"


def test_a_text_keeps_an_address_that_stays_right(db):
    picture = stored(2000, 1000)
    address = picture.src
    assert address == f"/{renditions.folder(picture)}/whole-960-0.webp"
    making.make_all(picture)
    assert picture.src == address


def test_another_focal_point_has_pages_lead_to_the_site_again(db):
    picture = stored(400, 300)
    making.make_all(picture)
    picture.focal_x = 20
    assert renditions.base(picture) == f"/{renditions.folder(picture)}/"
    making.make_all(picture)
    picture.save()
    making.make_all(picture)
    picture.refresh_from_db()
    assert renditions.base(picture) == f"/media/{renditions.folder(picture)}/"


def test_addresses_ask_neither_database_nor_disk(db, monkeypatch, django_assert_num_queries):
    picture = stored(400, 300)
    making.make_all(picture)
    for asked in ("exists", "_open", "listdir", "size"):
        monkeypatch.setattr(f"images.storages.WholeFiles.{asked}", None)
    with django_assert_num_queries(0):
        assert renditions.url(picture, "wide", 960)
        assert picture.src
        assert picture.small


def test_an_original_has_no_address(db):
    with pytest.raises(ValueError, match="never served"):
        assert stored(40, 20).file.url


@pytest.mark.parametrize(
    "name",
    ["wide-960-120.avif", "whole-240-0.webp", "share-1200-0.jpg", "portrait-64-99999.jpg"],
)
def test_a_name_says_which_rendition_it_is(name):
    rendition = renditions.read(name)
    assert rendition is not None
    assert rendition.name == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "master.webp",
        "960.webp",
        "wide-960-120",
        "wide-960-120.png",
        "wide-960-120.avif.webp",
        "wide-0960-120.avif",
        "wide-٩٦٠-120.avif",
        "wide-960-120.AVIF",
        "wide-960--1.avif",
        "wide-999999-0.avif",
        "tall-960-120.avif",
        "share-1200-0.avif",
        "wide-960-120.avif\n",
        "../wide-960-120.avif",
    ],
)
def test_any_other_name_is_none(name):
    assert renditions.read(name) is None


def test_a_rendition_s_name_is_its_path_s_last_part(db):
    picture = stored(400, 300)
    path = renditions.path(picture, Rendition("wide", 320, 37, "avif"))
    assert path == picture.file.name.replace("master.webp", "wide-320-37.avif")
