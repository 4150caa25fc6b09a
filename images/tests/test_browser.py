"""The desk's picture pages in a real browser, under the site's own policy."""

import pytest
from django.urls import reverse

from authors.models import User
from images.models import Image
from images.tests.files import encoded, flat

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(transactional_db, live_server, page, client):
    client.force_login(User.objects.create_superuser("desk", password="desk"))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


def wait_for_picture(page, where, width):
    page.wait_for_function(
        "([where, width]) => document.querySelector(where)?.naturalWidth === width",
        arg=[where, width],
    )


def test_a_picture_is_added_looked_at_and_found(desk, live_server, tmp_path):
    file = tmp_path / "upload.png"
    file.write_bytes(encoded(flat(600, 400)).getvalue())

    desk.goto(live_server.url + reverse("admin:images_image_add"))
    desk.get_by_label("Picture file").set_input_files(file)
    desk.get_by_label("Title").fill("Hell's Kitchen")
    desk.get_by_label("Credit").fill("Marvel/Netflix")
    desk.get_by_role("link", name="Today").click()
    desk.get_by_role("button", name="Save and continue editing").click()

    desk.get_by_label("Another file").wait_for()
    wait_for_picture(desk, ".field-preview img", 600)
    assert Image.objects.get().rights_expire_on is not None

    desk.goto(live_server.url + reverse("admin:images_image_changelist"))
    wait_for_picture(desk, "#result_list img", 240)
    desk.get_by_role("link", name="Hell's Kitchen").click()
    desk.get_by_label("Another file").wait_for()
    # A picture that still loads when the test ends would find its folder gone.
    wait_for_picture(desk, ".field-preview img", 600)
