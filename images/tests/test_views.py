from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from images.models import Image
from images.tests.conftest import account
from images.tests.files import encoded, flat, promising


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


def drop(client, file=None, name="IMG_2041.JPG", **fields):
    """What the editor sends when a file is dropped into a story."""
    file = file or encoded(flat(300, 200), "JPEG")
    upload = SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")
    told = {"upload": upload, "credit": "Marvel/Netflix"} | fields
    return client.post(reverse("image-upload"), told)


def refusal(response):
    answer = response.json()
    assert answer.keys() == {"uploaded", "error"}
    assert answer["uploaded"] == 0
    assert not Image.objects.exists()
    return response.status_code, answer["error"]["message"]


def test_the_address_stands_before_the_admins(db):
    assert reverse("image-upload") == "/admin/pictures/upload/"


def test_the_answer_says_all_that_a_text_needs(desk, picture_desk):
    response = drop(
        desk,
        encoded(flat(1200, 800)),
        alt="A street",
        title="Hell's Kitchen",
        caption="By night.",
    )
    picture = Image.objects.get()
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.json() == {
        "uploaded": 1,
        "id": picture.pk,
        "title": "Hell's Kitchen",
        "alt": "A street",
        "credit": "Marvel/Netflix",
        "caption": "By night.",
        "thumb": picture.small,
        "src": picture.src,
        "width": 960,
        "height": 640,
        "expired": False,
    }
    assert picture.uploaded_by == picture_desk


def test_a_bare_drop_gets_the_files_title(desk):
    drop(desk, name="Hell's Kitchen by night.jpeg")
    picture = Image.objects.get()
    assert (picture.title, picture.alt) == ("Hell's Kitchen by night", "")
    assert "Kitchen" not in picture.file.name


def test_nobody_is_made_the_owner_of_a_picture_without_being_named(desk, kept):
    assert refusal(drop(desk, credit=" ")) == (400, "Credit: Say whose picture it is.")
    assert kept() == []


def test_the_alt_text_is_a_better_title_than_the_files_name(desk):
    drop(desk, alt="A street " * 20)
    assert Image.objects.get().title == ("A street " * 20)[:120].strip()


@pytest.mark.parametrize("name", ["\x01\x02.jpg", " .jpg"])
def test_a_file_without_a_sayable_name_is_a_picture(desk, name):
    drop(desk, name=name)
    assert Image.objects.get().title == "picture"


def test_an_anonymous_visitor_is_told_to_sign_in(db, client):
    assert refusal(drop(client)) == (
        403,
        "You are signed out. Sign in in another tab, then try again.",
    )


@pytest.mark.parametrize(
    ("permissions", "is_staff"), [(["view_image"], True), (["add_image"], False)]
)
def test_only_staff_who_may_add_pictures_add_them(client, db, permissions, is_staff):
    client.force_login(account("somebody", *permissions, is_staff=is_staff))
    assert refusal(drop(client)) == (
        403,
        "You may not add pictures. Ask an editor to add this one.",
    )


def test_a_request_of_another_site_is_refused(picture_desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(picture_desk)
    assert drop(client).status_code == 403
    assert not Image.objects.exists()


def test_the_token_may_come_as_a_header_or_as_a_field(picture_desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(picture_desk)
    client.get(reverse("admin:images_image_add"))
    token = client.cookies["csrftoken"].value
    assert drop(client, csrfmiddlewaretoken=token).status_code == 200
    upload = SimpleUploadedFile("a.png", encoded(flat()).getvalue())
    response = client.post(
        reverse("image-upload"),
        {"upload": upload, "credit": "Us"},
        headers={"X-CSRFToken": token},
    )
    assert response.status_code == 200


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_nothing_but_post_is_answered(desk, method):
    assert getattr(desk, method)(reverse("image-upload")).status_code == 405


def test_a_request_without_a_file_is_refused(desk):
    status, message = refusal(desk.post(reverse("image-upload"), {"title": "Nothing"}))
    assert status == 400
    assert "Choose a file" in message


@pytest.mark.parametrize(
    "data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!doctype html><p>Hello", b""]
)
def test_what_is_no_picture_is_refused(desk, data, kept):
    status, message = refusal(drop(desk, BytesIO(data), name="photo.jpg"))
    assert status == 400
    assert "xport" in message
    assert kept() == []


def test_too_many_bytes_are_refused_as_such(desk, settings):
    settings.IMAGE_MAX_BYTES = 100
    status, message = refusal(drop(desk))
    assert status == 413
    assert "larger than 100" in message


def test_too_many_pixels_are_refused_as_such(desk):
    status, message = refusal(drop(desk, promising(60_000, 60_000)))
    assert status == 413
    assert "more than 50,000,000 pixels" in message


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"alt": "x" * 251}, "Alt text: Ensure this value has at most 250 characters"),
        ({"alt": "photo.jpg"}, "Alt text: Say what the picture shows"),
        ({"credit": "A\x00B"}, "Credit: Null characters are not allowed."),
    ],
)
def test_a_wrong_field_is_named(desk, fields, words):
    status, message = refusal(drop(desk, **fields))
    assert status == 400
    assert message.startswith(words)
