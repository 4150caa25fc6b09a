from datetime import date

import pytest
from django.core.exceptions import ValidationError

from geekfeed.lib.dates import PreciseDate, Precision
from shows.models import Season


@pytest.mark.parametrize(
    ("written", "first", "last", "said", "machine"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "2018", "2018"),
        ("2018-Q1", date(2018, 1, 1), date(2018, 3, 31), "first quarter of 2018", "2018"),
        ("2017-Q4", date(2017, 10, 1), date(2017, 12, 31), "fourth quarter of 2017", "2017"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "February 2016", "2016-02"),
        ("2017-04-10", date(2017, 4, 10), date(2017, 4, 10), "10 April 2017", "2017-04-10"),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(written, first, last, said, machine):
    when = PreciseDate.parse(written)
    assert (when.day, when.last_day, str(when), when.isoformat()) == (first, last, said, machine)


@pytest.mark.parametrize("written", ["", "soon", "2018-Q5", "18", "２０１８"])
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError, match=rf"^“{written}” is not a year, quarter, month or day\.$"):
        PreciseDate.parse(written)


@pytest.mark.parametrize(
    ("written", "wrong"), [("2018-13", "^month must be in 1..12"), ("2018-02-30", "^day .+ month")]
)
def test_what_no_calendar_has_is_refused(written, wrong):
    with pytest.raises(ValueError, match=wrong):
        PreciseDate.parse(written)


def test_narrow_columns_have_a_short_form():
    written = ["2018", "2018-Q1", "2017-Q4", "2016-02", "2017-04-10"]
    short = ["2018", "Q1 2018", "Q4 2017", "Feb 2016", "10 Apr 2017"]
    assert [PreciseDate.parse(when).short for when in written] == short


def test_a_day_is_rounded_down_to_its_period():
    assert PreciseDate(date(2018, 5, 17), Precision.YEAR) == PreciseDate.parse("2018")
    assert PreciseDate(date(2018, 5, 17), Precision.QUARTER) == PreciseDate.parse("2018-Q2")


@pytest.mark.parametrize(
    ("period", "inner", "covers"),
    [
        ("2017", "2017-03", True),
        ("2017", "2017", True),
        ("2017-Q1", "2017-03-31", True),
        ("2017-Q1", "2017-04", False),
        ("2017-03", "2017", False),
        ("2017-03", "2017-Q1", False),
        ("2017", "2018", False),
    ],
)
def test_a_period_covers_what_lies_within_it(period, inner, covers):
    assert PreciseDate.parse(period).covers(PreciseDate.parse(inner)) is covers


def test_a_season_keeps_what_was_said_and_no_more():
    season = Season(premiere_on=date(2018, 5, 17), premiere_precision="year")
    Season.premiere.clean(season)
    assert (season.premiere_on, str(season.premiere)) == (date(2018, 1, 1), "2018")


def test_a_precision_without_a_date_is_refused():
    with pytest.raises(ValidationError):
        Season.premiere.clean(Season(premiere_precision="year"))


@pytest.mark.parametrize("written", ["2018", "2018-Q1", "2018-Q4", "2018-03", "2018-03-08"])
def test_what_is_written_is_read_as_the_same(written):
    assert PreciseDate.parse(written).written == written


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2017", "2017-03", True),
        ("2017-03-17", "2017-Q1", True),
        ("2017-03", "2017-04", False),
        ("2017", "2018", False),
    ],
)
def test_two_dates_agree_where_one_says_the_other_more_exactly(one, other, agree):
    dates = PreciseDate.parse(one), PreciseDate.parse(other)
    assert [dates[0].agrees(dates[1]), dates[1].agrees(dates[0])] == [agree, agree]
