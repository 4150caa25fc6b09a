"""Months, weeks and days as a calendar's page has them, in the newsroom's time zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geekfeed.lib.dates import DAYS
from geekfeed.lib.periods import Period, at, midnight

TODAY = date(2017, 4, 11)
NEW_YORK = ZoneInfo("America/New_York")
HOUR = timedelta(hours=1)


def asked(**params: str) -> Period:
    return Period.asked_for(params, TODAY)


@pytest.mark.parametrize(
    ("params", "view", "first", "last"),
    [
        ({}, "month", date(2017, 4, 1), date(2017, 4, 30)),
        ({"month": "2016-02"}, "month", date(2016, 2, 1), date(2016, 2, 29)),
        ({"week": "2017-04-10"}, "week", date(2017, 4, 10), date(2017, 4, 16)),
        ({"week": "2017-04-16"}, "week", date(2017, 4, 10), date(2017, 4, 16)),
        ({"day": "2017-04-16"}, "day", date(2017, 4, 16), date(2017, 4, 16)),
        ({"day": "2017-04-16", "month": "x"}, "day", date(2017, 4, 16), date(2017, 4, 16)),
    ],
)
def test_an_address_asks_for_a_period(params, view, first, last):
    assert asked(**params) == Period(view, first, last)


@pytest.mark.parametrize(
    "params",
    [
        {"month": ""},
        {"month": "2017"},
        {"month": "2017-13"},
        {"month": "2017-00"},
        {"month": "2017-4"},
        {"month": "2017-04-10"},
        {"month": "0001-01"},
        {"month": "9999-12"},
        {"month": "1889-12"},
        {"month": "2201-01"},
        {"month": "２０１７-04"},
        {"month": "2017-04\n"},
        {"week": "2017-04"},
        {"week": "2017-02-30"},
        {"week": "10000-01-01"},
        {"week": "9999-12-31"},
        {"day": "0000-00-00"},
        {"day": "\x00"},
    ],
)
def test_what_is_no_period_is_refused(params):
    with pytest.raises(ValueError, match=r".+"):
        asked(**params)


def test_a_month_is_shown_in_whole_weeks():
    days = asked(month="2017-04").days
    assert (days[0], days[-1], len(days)) == (date(2017, 3, 27), date(2017, 4, 30), 35)
    assert len(asked(month="2015-02").days) == 35  # begins on a Sunday
    assert len(asked(month="2021-02").days) == 28  # fits exactly


@pytest.mark.parametrize(
    ("params", "said", "query"),
    [
        ({"month": "2017-04"}, "April 2017", "month=2017-04"),
        ({"week": "2017-04-12"}, "10 to 16 April 2017", "week=2017-04-10"),
        ({"week": "2017-05-01"}, "1 to 7 May 2017", "week=2017-05-01"),
        ({"week": "2017-04-30"}, "24 to 30 April 2017", "week=2017-04-24"),
        ({"week": "2017-03-30"}, "27 March to 2 April 2017", "week=2017-03-27"),
        ({"week": "2017-01-01"}, "26 December 2016 to 1 January 2017", "week=2016-12-26"),
        ({"day": "2017-04-10"}, "Monday 10 April 2017", "day=2017-04-10"),
    ],
)
def test_a_period_has_a_name_and_an_address(params, said, query):
    period = asked(**params)
    assert (str(period), period.query) == (said, query)


def test_the_first_and_the_last_period_have_no_neighbour_beyond_them():
    for view in ("month", "week", "day"):
        first, last = (Period.around(view, day) for day in DAYS)
        assert (first.previous, last.next) == (None, None), view
        assert (first.next.previous, last.previous.next) == (first, last), view


@example(DAYS[0], "week")
@example(DAYS[1], "week")
@given(st.dates(*DAYS), st.sampled_from(["month", "week", "day"]))
def test_the_next_period_begins_where_this_one_ends(day, view):
    period = Period.around(view, day)
    assert period.first <= day <= period.last
    assert Period.asked_for(dict([period.query.split("=")]), TODAY) == period
    if period.next:
        assert period.next.first == period.last + timedelta(days=1)
        assert period.next.previous == period


def test_a_day_has_23_or_25_hours_when_the_clocks_change():
    spring, autumn, plain = date(2017, 3, 12), date(2017, 11, 5), date(2017, 4, 10)
    hours = []
    for day in (spring, autumn, plain):
        begins, ends = Period.around("day", day).moments
        hours.append((ends.timestamp() - begins.timestamp()) / 3600)
    assert hours == [23, 25, 24]


def test_a_time_that_the_clocks_skip_comes_as_much_later():
    assert at(date(2017, 3, 12), time(2, 30)) == datetime(2017, 3, 12, 3, 30, tzinfo=NEW_YORK)


def test_of_a_time_that_comes_twice_it_is_the_first():
    moment = at(date(2017, 11, 5), time(1, 30, fold=1))
    assert (moment.hour, moment.fold, moment.utcoffset()) == (1, 0, -4 * HOUR)


def test_a_day_may_begin_at_one_o_clock(settings):
    settings.TIME_ZONE = "America/Sao_Paulo"
    assert midnight(date(2017, 10, 15)).isoformat() == "2017-10-15T01:00:00-02:00"
