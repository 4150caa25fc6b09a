"""axe finds nothing on any kind of readers’ page or the desk’s main ones, by day and by night,
wide and at 320 px: WCAG 2.2 AA as far as a machine can tell.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from articles.models import Article
from articles.tests.desk import at_desk, form_of
from geekfeed.tests.axe import violations
from geekfeed.tests.cast import picture
from geekfeed.tests.test_leaks import newsroom  # noqa: F401

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 900}
# By night, and where there is little room, only this can have another answer.
BY_NIGHT = ["color-contrast"]
IN_LITTLE_ROOM = ["color-contrast", "target-size", "scrollable-region-focusable", "link-name"]

READERS = [
    "/tv/",
    "/topics/filming/",
    "/shows/",
    "/shows/jessica-jones/",
    "/shows/jessica-jones/season-2/",
    "/shows/jessica-jones/stories/",
    "/franchises/marvel-netflix/",
    "/networks/netflix/",
    "/people/krysten-ritter/",
    "/characters/jessica/",
    "/locations/west-101st-street/",
    "/production/?from=2017",
    "/sources/",
    "/sources/on-location-vacations/",
    "/sources/on-location-vacations/record/",
    "/authors/",
    "/authors/marguerite-lunn/",
    "/search/",
    "/search/?q=story",
    "/rumours/",
    "/archive/",
    "/archive/2017/04/",
    "/calendar/",
    "/corrections/",
]


@pytest.fixture
def look(live_server: Any, new_page: Callable[..., Page]) -> Callable[..., dict[str, Any]]:
    """Have axe look at pages in every light and width: what it finds, by the page."""

    def found(page: Page, addresses: list[str]) -> dict[str, Any]:
        broken = {}
        for address in addresses:
            for size, light, only in (
                (WIDE, "light", None),
                (WIDE, "dark", BY_NIGHT),
                (NARROW, "dark", IN_LITTLE_ROOM),
            ):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=light)
                if only is None:
                    page.goto(live_server.url + address)
                if rules := violations(page, only):
                    broken[f"{address} {size['width']} {light}"] = rules
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > size["width"]:
                    broken[f"{address} {size['width']}"] = f"is {wide} px wide"
        return broken

    return found


def test_axe_finds_nothing_on_readers_pages(look, new_page, newsroom):  # noqa: F811
    live = newsroom["live"]
    live.lead_image = picture("A street")
    live.save()
    claim = live.claims.get().get_absolute_url()
    page = new_page(
        reduced_motion="reduce", expected_errors=("status of 404", "status of 410", "/nowhere/")
    )
    withdrawn = Article.objects.get(status="withdrawn").get_absolute_url()
    addresses = ["/", live.get_absolute_url(), live.get_changes_url(), claim, withdrawn, *READERS]
    thread = newsroom["comments"][-3]
    addresses += [f"{live.get_absolute_url()}comments/", thread.get_absolute_url()]
    addresses += [f"/comments/on/{live.pk}/", "/comments/hello/", "/comments/confirm/x/"]
    assert look(page, addresses) == {}


def test_axe_finds_nothing_at_the_desk(live_server, look, new_page, newsroom, editor):  # noqa: F811
    editor.is_superuser = True
    editor.save()
    page = new_page(reduced_motion="reduce")
    found = look(page, ["/admin/login/"])
    session = at_desk(editor).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    waiting = Article.objects.get(status="in_review")
    lists = ["articles_article", "articles_claim", "images_image", "sources_source"]
    addresses = [
        reverse("admin:index"),
        *(reverse(f"admin:{name}_changelist") for name in lists),
        form_of(newsroom["live"]),
        form_of(waiting),
        reverse("admin:articles_article_review", args=[waiting.pk]),
        reverse("admin:articles_article_preview", args=[waiting.pk]),
        reverse("admin:articles_article_calendar"),
        reverse("admin:articles_frontpageslot_changelist"),
        reverse("admin:shows_show_change", args=[newsroom["show"].pk]),
        reverse("admin:images_image_change", args=[waiting.lead_image_id]),
    ]
    assert found | look(page, addresses) == {}
