from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from PIL import Image as Pixels

from images import making, renditions, serving, uploads
from images.models import Image, Making
from images.renditions import Rendition
from images.tests.files import LEFT, encoded, halves, near

FOR_GOOD = "public, max-age=31536000, immutable"


@pytest.fixture
def two_halves(db):
    """400 × 300: red on the left, blue on the right."""
    return uploads.store(encoded(halves(400, 300)), title="Halves", credit="GeekFeed")


def address(image: Image, kind: str = "square", width: int = 120, form: str = "webp") -> str:
    offset = renditions.cut_of(image, kind).offset
    return f"/{renditions.path(image, Rendition(kind, width, offset, form))}"


def pixels_of(response) -> Pixels.Image:
    return Pixels.open(BytesIO(response.content))


@pytest.mark.parametrize(
    ("form", "kind"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_whoever_asks_for_a_missing_one_gets_it_made(client, two_halves, form, kind):
    path = address(two_halves, form=form)
    assert not default_storage.exists(path[1:])
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert response["Cache-Control"] == FOR_GOOD
    assert not response.cookies
    pixels = pixels_of(response)
    assert (pixels.size, near(pixels, LEFT)) == ((120, 120), "red")
    assert default_storage.exists(path[1:])


def test_one_that_is_there_costs_no_query(client, two_halves, django_assert_num_queries):
    path = address(two_halves)
    first = client.get(path).content
    with django_assert_num_queries(0):
        response = client.get(path)
        assert response.content == first
        assert response["Cache-Control"] == FOR_GOOD


def test_a_rendition_can_be_asked_for_with_head_and_not_be_posted_to(client, two_halves):
    assert client.head(address(two_halves)).status_code == 200
    assert client.post(address(two_halves)).status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "master.webp",
        "960.webp",
        "square-121-50.webp",
        "square-4000-50.webp",
        "whole-1280-0.webp",
        "square-120-50.png",
        "share-120-0.jpg",
        "tall-120-0.webp",
        "..%2f..%2fmaster.webp",
        "square-120-50.webp%00",
    ],
)
def test_no_stranger_can_ask_for_another_one(client, two_halves, name, kept):
    before = kept()
    assert client.get(f"/{renditions.folder(two_halves)}/{name}").status_code == 404
    assert kept() == before


@pytest.mark.parametrize("folder", ["images/0123456789abcdef", "images/..", "images/x", "images"])
def test_a_folder_of_no_picture_is_not_found(client, db, folder):
    assert client.get(f"/{folder}/square-120-50.webp").status_code == 404


def test_a_page_from_before_the_focal_point_was_moved_still_works(client, two_halves):
    before, place = address(two_halves), (0.4, 0.5)
    assert near(pixels_of(client.get(before)), place) == "red"
    other = address(two_halves, width=240)
    two_halves.focal_x = 100
    two_halves.save()
    assert client.get(before).status_code == 200
    response = client.get(other)
    assert (response.status_code, response["Location"]) == (302, address(two_halves, width=240))
    assert near(pixels_of(client.get(response["Location"])), place) == "blue"


@pytest.fixture
def busy(two_halves, monkeypatch):
    """Somebody else is at the rendition, and does not finish."""
    monkeypatch.setattr(making.make, "__defaults__", (0,))
    Making.objects.create(path=address(two_halves)[1:])
    return two_halves


def test_while_somebody_else_makes_it_the_next_best_is_shown_and_not_kept(client, busy):
    for width, form in ((300, "webp"), (240, "avif"), (240, "jpg"), (300, "jpg")):
        client.get(address(busy, width=width, form=form))
    response = client.get(address(busy))
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    # Whoever asks for WebP may not know AVIF.
    assert response["Content-Type"] == "image/jpeg"
    assert pixels_of(response).size == (240, 240)


def test_with_nothing_to_show_one_is_told_to_come_again(client, busy):
    response = client.get(address(busy))
    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert response["Cache-Control"] == "no-store"


def test_a_lost_original_is_no_error_page(client, two_halves, original, caplog):
    client.get(address(two_halves, width=240))
    original(two_halves).unlink()
    assert pixels_of(client.get(address(two_halves))).size == (240, 240)
    assert client.get(address(two_halves, "wide", 320)).status_code == 503
    assert "No rendition" in caplog.text


def test_a_public_folder_does_not_give_away_the_originals_of_an_earlier_version(db, rf, media):
    for name in ("master.webp", "960.webp", "square-120-50.webp"):
        (media / "images/0123456789abcdef").mkdir(parents=True, exist_ok=True)
        (media / "images/0123456789abcdef" / name).write_bytes(b"pixels")
    answers = {}
    for name in ("960.webp", "square-120-50.webp"):
        path = f"images/0123456789abcdef/{name}"
        response = serving.file(rf.get(path), path, str(media))
        answers[name] = response.get("Cache-Control")
        assert b"".join(response) == b"pixels"
        response.close()
    assert answers == {"960.webp": None, "square-120-50.webp": FOR_GOOD}
    with pytest.raises(Http404):
        serving.file(rf.get("/"), "images/0123456789abcdef/master.webp", str(media))


def test_a_former_file_s_address_leads_to_the_nearest_one_of_the_present_file(client, two_halves):
    former = [address(two_halves), address(two_halves, "whole", 400, "jpg")]
    uploads.save(two_halves, halves(200, 150))
    answers = [client.get(path) for path in former]
    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [
        (302, address(two_halves)),
        (302, address(two_halves, "whole", 200, "jpg")),
    ]
    assert answers[0]["Cache-Control"] == "public, max-age=3600"
    two_halves.delete()
    assert [client.get(path).status_code for path in former] == [404, 404]
