import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from authors.models import Author
from geekfeed.tests.reading import read
from images import uploads
from images.models import Image
from images.tests.conftest import account
from images.tests.files import encoded, flat, promising

LIST = "admin:images_image_changelist"
ADD = "admin:images_image_add"
FIELDS = {
    "title": "Hell's Kitchen",
    "alt": "A street by night",
    "caption": "",
    "credit": "Marvel/Netflix",
    "focal_x": "30",
    "focal_y": "50",
    "rights_holder": "",
    "rights_expire_on": "",
}


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


def change(picture):
    return reverse("admin:images_image_change", args=[picture.pk])


def upload(file=None, name="a.png"):
    return SimpleUploadedFile(name, (file or encoded(flat(300, 200))).getvalue())


def errors(response):
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_a_picture_is_added_by_whoever_is_signed_in(desk, picture_desk):
    response = desk.post(reverse(ADD), {**FIELDS, "upload": upload()})
    assert response.status_code == 302
    picture = Image.objects.get()
    assert (picture.width, picture.height) == (300, 200)
    assert picture.file.name.endswith("/master.webp")
    assert picture.uploaded_by == picture_desk
    assert (picture.title, picture.credit) == ("Hell's Kitchen", "Marvel/Netflix")
    assert (picture.focal_x, picture.focal_y) == (30, 50)


def test_a_new_picture_needs_a_file(desk):
    assert errors(desk.post(reverse(ADD), FIELDS)) == {"upload": ["This field is required."]}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a picture that we can read"),
        (promising(60_000, 60_000), "more than 50,000,000 pixels"),
        (encoded(flat(), "BMP"), "not a picture that we can read"),
    ],
)
def test_a_refusal_stands_beside_the_field(desk, kept, file, words):
    found = errors(desk.post(reverse(ADD), {**FIELDS, "upload": upload(file)}))
    assert words in found["upload"][0]
    assert not Image.objects.exists()
    assert kept() == []


def test_a_wrong_field_keeps_no_file(desk, kept):
    found = errors(desk.post(reverse(ADD), {**FIELDS, "focal_x": "101", "upload": upload()}))
    assert found.keys() == {"focal_x"}
    assert kept() == []


def test_words_are_changed_without_a_file(desk, picture, kept):
    before = kept()
    assert desk.post(change(picture), FIELDS).status_code == 302
    changed = Image.objects.get()
    assert changed.title == "Hell's Kitchen"
    assert changed.file.name == picture.file.name
    assert changed.uploaded_by is None
    assert kept() == before


def test_another_file_is_encoded_anew_and_the_former_one_goes(
    desk, picture, kept, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(change(picture), {**FIELDS, "upload": upload()})
    changed = Image.objects.get()
    assert (changed.width, changed.height) == (300, 200)
    assert kept() == [f"public-originals/{changed.file.name}"]


def test_the_list_shows_renditions(desk):
    picture = uploads.store_pixels(flat(1000, 500), title="Red", credit="GeekFeed")
    page = desk.get(reverse(LIST)).content.decode()
    assert f'<img src="{picture.small}" width="96" height="48" alt="" loading="lazy">' in page
    assert "master.webp" not in page
    assert "1000 × 500 pixels" in page


def test_the_form_shows_the_picture(desk, picture):
    page = desk.get(change(picture)).content.decode()
    assert f'<img src="{picture.src}" width="40" height="20" alt="" loading="lazy">' in page
    assert "master.webp" not in page


def test_titles_are_escaped(desk):
    uploads.store_pixels(flat(), title="<script>alert(1)</script>", credit="GeekFeed")
    assert "<script>alert" not in desk.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("address", ["list", "add", "change", "delete"])
def test_the_pages_keep_to_the_strict_policy(desk, picture, address):
    url = {
        "list": reverse(LIST),
        "add": reverse(ADD),
        "change": change(picture),
        "delete": reverse("admin:images_image_delete", args=[picture.pk]),
    }[address]
    response = desk.get(url)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    page = response.content.decode()
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page)
    assert "<style" not in page
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script


@pytest.mark.parametrize("field", ["title", "alt", "credit", "caption"])
def test_words_find_a_picture(desk, picture, field):
    Image.objects.filter(pk=picture.pk).update(**{field: "Kilgrave in purple"})
    uploads.store_pixels(flat(), title="Other", credit="GeekFeed")
    response = desk.get(reverse(LIST), {"q": "purple"})
    assert list(response.context["cl"].result_list) == [picture]


@pytest.mark.parametrize(
    ("days", "words", "filters"),
    [
        (None, "without limit", {"unlimited"}),
        (-1, "no longer: rights ended on ", {"ended", "limited"}),
        (0, ", which is soon", {"ending", "limited"}),
        (30, ", which is soon", {"ending", "limited"}),
        (31, "until ", {"limited"}),
    ],
)
def test_the_end_of_rights_is_in_sight(desk, picture, days, words, filters):
    today = timezone.localdate()
    picture.rights_expire_on = None if days is None else today + timedelta(days=days)
    picture.save()
    assert words in desk.get(reverse(LIST)).content.decode()
    assert words in desk.get(change(picture)).content.decode()
    shown = {
        value
        for value in ("ended", "ending", "limited", "unlimited")
        if desk.get(reverse(LIST), {"rights": value}).context["cl"].result_count
    }
    assert shown == filters


def test_pictures_without_alt_text_can_be_listed(desk, picture):
    bare = uploads.store_pixels(flat(), title="Bare", credit="GeekFeed")
    response = desk.get(reverse(LIST), {"alt__isempty": "1"})
    assert list(response.context["cl"].result_list) == [bare]


def test_the_list_asks_as_much_for_three_as_for_one(desk):
    def add(number):
        uploads.store_pixels(
            flat(),
            title=f"Picture {number}",
            credit="GeekFeed",
            user=account(f"account-{number}"),
            rights_expire_on=date(2017, 12, number),
        )

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert desk.get(reverse(LIST)).status_code == 200
        return len(captured)

    add(1)
    queries()
    with_one = queries()
    add(2)
    add(3)
    assert queries() == with_one


def test_deleting_takes_row_and_files(desk, picture, kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("admin:images_image_delete", args=[picture.pk]), {"post": "yes"})
    assert not Image.objects.exists()
    assert kept() == []


def test_a_picture_in_use_is_not_deleted_and_its_uses_are_named(desk, picture_desk, picture, kept):
    """By name to an account that may do away with authors as well; to others, by their kind."""
    authors = Permission.objects.filter(codename__in=["view_author", "delete_author"])
    picture_desk.user_permissions.add(*authors)
    lunn = Author.objects.create(name="Marguerite Lunn", slug="marguerite-lunn", portrait=picture)
    before = kept()
    address = reverse("admin:images_image_delete", args=[picture.pk])
    page = read(desk.get(address))
    named = reverse("admin:authors_author_change", args=[lunn.pk])
    assert page.links("#deleted-objects") == [("Marguerite Lunn", named)]
    desk.post(address, {"post": "yes"})
    desk.post(
        reverse(LIST), {"action": "delete_selected", "_selected_action": picture.pk, "post": "yes"}
    )
    assert Image.objects.exists()
    assert kept() == before


def test_who_may_look_sees_no_form(client, guest_writer, picture):
    client.force_login(guest_writer)
    assert client.get(reverse(LIST)).status_code == 200
    page = client.get(change(picture))
    assert page.status_code == 200
    assert 'type="file"' not in page.content.decode()
    assert client.get(reverse(ADD)).status_code == 403
    assert client.post(change(picture), FIELDS).status_code == 403


def test_who_may_do_nothing_sees_nothing(client, db, picture):
    client.force_login(account("nobody"))
    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(change(picture)).status_code == 403
