"""How long ago a story was changed: in words only while it is news, and never without the time."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article

EXACT = r"\d{1,2} \w+ \d{4}, \d\d:\d\d"


@pytest.fixture
def changed(press, live_server):
    """The address of a story that was changed so long ago."""

    def made(ago: timedelta) -> str:
        now = timezone.now()
        story = press.live(at=now - timedelta(days=30))
        Article.objects.filter(pk=story.pk).update(edited_at=now - ago)
        return live_server.url + story.get_absolute_url()

    return made


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=3, minutes=5), "3 hours ago, "),
        (timedelta(days=1, minutes=5), "1 day ago, "),
        (timedelta(minutes=7, seconds=20), "7 minutes ago, "),
        (timedelta(days=8), ""),
    ],
)
def test_words_stand_before_the_exact_time_of_a_recent_change(page, changed, ago, words):
    page.goto(changed(ago))
    byline = page.locator(".byline")
    expect(byline).to_have_text(re.compile(rf"Updated {words}{EXACT} · What changed"))


def test_without_script_the_time_stands_alone(new_page, changed):
    page = new_page(java_script_enabled=False)
    page.goto(changed(timedelta(hours=3)))
    expect(page.locator(".byline")).to_have_text(re.compile(rf"Updated {EXACT} · What changed"))
