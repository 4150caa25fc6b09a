import base64
import json

import pytest
from django.db.models.functions import TruncDate
from django.http import Http404
from django.test import RequestFactory

from articles.models import Article
from geekfeed.lib.paging import paginate
from geekfeed.tests.cast import FIRST_DAY

NEWEST = ("-live_at", "-pk")


def ask(queryset, token=None, order=NEWEST, size=2):
    request = RequestFactory().get("/", {"after": token} if token is not None else {})
    return paginate(queryset, request, order=order, size=size)


def walk(queryset, order=NEWEST, size=2):
    page = ask(queryset, order=order, size=size)
    yield from page
    while page.next_token:
        page = ask(queryset, page.next_token, order, size)
        yield from page


def test_every_row_comes_once_and_in_order_also_when_all_are_of_one_moment(press):
    stories = [press.live(at=FIRST_DAY) for _ in range(5)]
    assert [row.pk for row in walk(Article.objects.live())] == [s.pk for s in reversed(stories)]


def test_pages_by_name_go_forwards(press):
    for headline in ("b", "a", "c", "b"):
        press.draft(headline)
    names = [row.headline for row in walk(Article.objects.all(), ("headline", "pk"))]
    assert names == ["a", "b", "b", "c"]


def test_pages_by_what_the_query_works_out_for_each_row_go_on(press):
    for month in (2, 4, 4, 3):
        press.live(at=FIRST_DAY.replace(month=month))
    by_day = Article.objects.annotate(day=TruncDate("live_at"))
    found = [(row.day.month, row.pk) for row in walk(by_day, ("-day", "-pk"), 1)]
    assert found == sorted(found, reverse=True)
    assert [month for month, _pk in found] == [4, 4, 3, 2]


def test_the_last_page_offers_none_after_it(press):
    for _ in range(2):
        press.live()
    assert ask(Article.objects.live()).next_token is None


def test_a_first_page_without_rows_is_a_page(db):
    assert ask(Article.objects.live()).rows == []


def packed(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "%%%",
        "\x00",
        "ü",
        "A" * 10_000,
        packed("text"),
        packed(["2017-04-10T00:00:00+00:00"]),
        packed(["2017-04-10T00:00:00", 1]),
        packed(["0001-01-01T00:00:00+14:00", 1]),
        packed(["9999-12-31T23:59:59.999999-12:00", 1]),
        packed(["2017-04-10T00:00:00+23:59", 1]),
        packed(["not a moment", 1]),
        packed(["2017-04-10T00:00:00+00:00", "one"]),
        packed(["2017-04-10T00:00:00+00:00", 10**30]),
        packed(["2017-04-10T00:00:00+00:00", True]),
        packed(["2017-04-10T00:00:00+00:00", None]),
        packed([["2017-04-10T00:00:00+00:00"], 1]),
        packed({"a": 1}),
        base64.urlsafe_b64encode(b"[" * 400).decode().rstrip("="),
    ],
)
def test_a_token_that_was_not_made_here_is_no_page(press, token):
    press.live()
    with pytest.raises(Http404):
        ask(Article.objects.live(), token)


def test_a_page_after_the_last_row_is_no_page(press):
    story = press.live()
    token = packed([story.live_at.isoformat(), story.pk])
    with pytest.raises(Http404):
        ask(Article.objects.live(), token)


def test_names_of_every_alphabet_can_be_walked(press):
    names = sorted(letter * 120 for letter in ("a", "ж", "漢", "🎬"))
    for name in names:
        press.draft(name)
    assert [row.headline for row in walk(Article.objects.all(), ("headline", "pk"), 1)] == names
