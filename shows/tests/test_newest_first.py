"""Which shows stand on a page of the board, and in which order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from geekfeed.lib.dates import PreciseDate, Precision
from shows.models import Episode, Franchise, Season, Show
from shows.newest_first import shows_in
from shows.tracks import Window

WINDOW = Window(2014, 2019)
DAYS = st.dates(date(2013, 12, 30), date(2020, 1, 2))
NEAR = st.dates(date(2015, 1, 1), date(2015, 1, 3))  # so that many are on one day
SEASON = st.tuples(DAYS | NEAR | st.none(), DAYS | NEAR | st.none())  # premiere, first episode


def make(seasons, number):
    """A show with a season for each pair of days."""
    show = Show.objects.create(name=f"Show {number}", slug=f"show-{number}")
    for count, (premiere, aired) in enumerate(seasons, start=1):
        season = Season(show=show, number=count)
        season.premiere = PreciseDate(premiere, Precision.DAY) if premiere else None
        season.save()
        if aired:
            Episode.objects.create(season=season, number=1, aired_on=aired)
            Episode.objects.create(season=season, number=2, aired_on=aired + timedelta(days=7))
    return show


def pages(size, among=None):
    """All there are, page after page."""
    after, found = None, []
    while page := shows_in(WINDOW, among or {}, after, size):
        found += page
        after = page[-1]
    return found


class Catalogs(TestCase):
    @given(st.lists(st.lists(SEASON, max_size=4), max_size=6), st.integers(1, 3))
    def test_each_show_comes_once_by_the_last_day_within_the_years(self, catalog, size):
        expected = []
        for number, seasons in enumerate(catalog):
            show = make(seasons, number)
            days = [premiere or aired for premiere, aired in seasons]
            days = [day for day in days if day and WINDOW.first <= day <= WINDOW.last]
            expected += [(max(days), show.pk)] if days else []
        Season.objects.keep_first_days()
        assert pages(size) == sorted(expected, reverse=True)


@pytest.mark.django_db
def test_what_stories_say_counts_as_what_the_catalog_does(press, olv):
    early, late = make([(date(2016, 1, 1), None)], 1), make([(date(2017, 1, 1), None)], 2)

    def tell(show, when, standing="reported"):
        day = PreciseDate.parse(when)
        claim = {"show": show, "kind": "filming_began", "says": "It films", "standing": standing}
        claim |= {"date_on": day.day, "date_precision": day.precision}
        return press.live(sources=[[olv]], claims=[claim])

    tell(early, "2018-02")
    assert pages(1) == [(date(2018, 2, 1), early.pk), (date(2017, 1, 1), late.pk)]
    tell(late, "2018-03", "denied")
    assert pages(1) == [(date(2018, 2, 1), early.pk), (date(2017, 1, 1), late.pk)]


@pytest.mark.django_db
def test_only_the_shows_that_are_asked_for_count():
    marvel = Franchise.objects.create(name="Marvel", slug="marvel")
    here, _elsewhere = (make([(date(2016, 1, day), None)], day) for day in (1, 2))
    Show.objects.filter(pk=here.pk).update(franchise=marvel)
    assert pages(5, {"franchise": marvel}) == [(date(2016, 1, 1), here.pk)]
