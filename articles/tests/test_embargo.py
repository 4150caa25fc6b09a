"""Embargoes: whatever is pressed, nobody reads a story before its embargo ends, on any page."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import embargo, waiting, workflow
from articles.models import Article, FrontPageSlot, RelatedStory
from articles.search import index
from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.cast import FIRST_DAY, Press
from geekfeed.tests.reading import read
from geekfeed.tests.test_leaks import SECRET, addresses
from shows.models import Episode, Season

SOON = timedelta(hours=1)
DAY = timedelta(days=1)


def later(**how_much: int) -> datetime:
    return timezone.now().replace(microsecond=0) + timedelta(**how_much)


def day_in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def midnight(day: date) -> datetime:
    """In New York, as the clock there says it."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))


@pytest.fixture
def episode(season_2: Season) -> Episode:
    return Episode.objects.create(season=season_2, number=1, title="AKA Start at the Beginning")


def out_on(season: Season, written: str | date) -> Season:
    season.premiere = (
        PreciseDate.parse(written) if isinstance(written, str) else PreciseDate(written)
    )
    season.save()
    return season


# -- When it ends ------------------------------------------------------------------------------


def test_a_story_without_an_embargo_goes_out_when_somebody_says(press):
    story = press.draft()
    assert embargo.ends(story) is None
    assert embargo.hold_back(story, FIRST_DAY) == FIRST_DAY


def test_an_agreed_moment_is_its_end(press):
    story = press.draft(embargo_until=FIRST_DAY)
    assert embargo.ends(story) == FIRST_DAY


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        ("2018-03-08", datetime(2018, 3, 8, 5, tzinfo=UTC)),  # winter time
        ("2018-07-13", datetime(2018, 7, 13, 4, tzinfo=UTC)),  # summer time
    ],
)
def test_the_day_of_a_premiere_begins_at_the_sites_own_midnight(press, season_2, day, begins):
    story = press.draft(embargo_season=out_on(season_2, day))
    assert embargo.ends(story) == begins


def test_a_day_that_begins_at_one_o_clock_begins_then(press, season_2, settings):
    settings.TIME_ZONE = "America/Sao_Paulo"  # on 4 November 2018 the clocks jumped at midnight
    story = press.draft(embargo_season=out_on(season_2, "2018-11-04"))
    assert embargo.ends(story) == datetime(2018, 11, 4, 3, tzinfo=UTC)


def test_an_episode_is_out_on_the_day_it_is_first_shown(press, episode):
    episode.aired_on = date(2018, 3, 8)
    story = press.draft(embargo_episode=episode)
    assert embargo.ends(story) == datetime(2018, 3, 8, 5, tzinfo=UTC)


def test_the_latest_of_all_that_hold_it_back_counts(press, season_2, episode):
    out_on(season_2, "2018-03-08")
    episode.aired_on = date(2018, 3, 15)
    episode.save()
    story = press.draft(
        embargo_until=datetime(2018, 3, 10, tzinfo=UTC),
        embargo_season=season_2,
        embargo_episode=episode,
    )
    assert embargo.ends(story) == datetime(2018, 3, 15, 4, tzinfo=UTC)
    story.embargo_episode = None
    assert embargo.ends(story) == datetime(2018, 3, 10, tzinfo=UTC)


def test_the_later_of_the_end_and_the_chosen_moment_is_kept(press):
    story = press.draft(embargo_until=FIRST_DAY)
    assert embargo.hold_back(story, FIRST_DAY - DAY) == FIRST_DAY
    assert embargo.hold_back(story, FIRST_DAY + DAY) == FIRST_DAY + DAY


@pytest.mark.parametrize("written", [None, "2018", "2018-Q1", "2018-03"])
def test_a_premiere_that_is_not_known_to_the_day_is_no_end_yet(press, season_2, written):
    if written:
        out_on(season_2, written)
    story = press.draft(embargo_season=season_2, embargo_until=FIRST_DAY)
    with pytest.raises(embargo.Unknown) as unknown:
        embargo.ends(story)
    assert str(unknown.value) == (
        "The story waits for “Jessica Jones, season 2”, and the day of its premiere is not known. "
        "Give it in the catalog, or take the season off the embargo."
    )


def test_an_episode_that_nobody_has_a_day_for_is_no_end_yet(press, episode):
    story = press.draft(embargo_episode=episode)
    with pytest.raises(embargo.Unknown) as unknown:
        embargo.hold_back(story, FIRST_DAY)
    assert str(unknown.value) == (
        "The story waits for “Jessica Jones, season 2, Episode 1: AKA Start at the Beginning”, and "
        "the day on which that is first shown is not known. Give it in the catalog, or take the "
        "episode off the embargo."
    )


# -- Whichever verb, whichever page ------------------------------------------------------------


def a_moment(story: Article, end: date) -> None:
    story.embargo_until = midnight(end)


def a_season(story: Article, end: date) -> None:
    story.embargo_season = out_on(Season.objects.get(number=2), end)


def an_episode(story: Article, end: date) -> None:
    season = Season.objects.get(number=2)
    story.embargo_episode, _ = Episode.objects.update_or_create(
        season=season, number=9, defaults={"aired_on": end}
    )


def published(story: Article) -> None:
    workflow.publish(story, None)


def published_as_of_the_past(story: Article) -> None:
    workflow.publish(story, None, at=FIRST_DAY)


def scheduled(story: Article) -> None:
    workflow.schedule(story, None, timezone.now() + SOON)


def scheduled_and_published(story: Article) -> None:
    scheduled(story)
    workflow.publish(story, None)


def scheduled_and_moved(story: Article) -> None:
    scheduled(story)
    workflow.schedule(story, None, timezone.now() + SOON)


def reviewed_and_published(story: Article) -> None:
    workflow.submit(story, None)
    workflow.publish(story, None)


def edited_while_scheduled(story: Article) -> None:
    scheduled(story)
    workflow.edit(story, None)


def unscheduled_and_published(story: Article) -> None:
    scheduled(story)
    workflow.unschedule(story, None)
    workflow.publish(story, None)


def due(story: Article) -> None:
    scheduled(story)
    workflow.publish_due()


WAYS_OUT = [
    published,
    published_as_of_the_past,
    scheduled,
    scheduled_and_published,
    scheduled_and_moved,
    reviewed_and_published,
    edited_while_scheduled,
    unscheduled_and_published,
    due,
]


@pytest.fixture
def newsroom(press: Press, filming: Callable[..., dict], olv: Any) -> dict[str, Any]:
    """A live story, and one under embargo that is joined to everything it is joined to."""
    claim = filming()
    facts = {"about": [claim["season"]], "sources": [[olv]], "topics": ["filming"]}
    live = press.live("A story for readers", claims=[claim], **facts)
    held = press.draft(
        f"{SECRET} in the headline",
        standfirst=f"{SECRET} in the standfirst",
        body=f"<p>{SECRET} in the body</p>",
        claims=[claim | {"says": f"{SECRET} says so"}],
        **facts,
    )
    FrontPageSlot.objects.create(position=1, article=held)
    RelatedStory.objects.create(article=live, related=held)
    live.next_up = held
    live.save()
    return {"live": live, "held": held}


def told_at(client: Client, newsroom: dict[str, Any], only: list[str] | None = None) -> list[str]:
    """The public addresses, or those among some, that say a word of the story under embargo."""
    held = newsroom["held"]
    index.refresh(held)
    told = []
    tried = only or chain.from_iterable(addresses(newsroom | {"hidden": [held] * 4}).values())
    for address in dict.fromkeys(tried):  # the one hidden story's are named four times
        text = client.get(address).content.decode()
        echoed = f'value="{SECRET}"' if "?q=" in address else ""
        if SECRET in text.replace(echoed, "").replace(f"“{SECRET}”", ""):
            told.append(address)
    return told


@pytest.mark.parametrize("under", [a_moment, a_season, an_episode], ids=lambda f: f.__name__)
@pytest.mark.parametrize("way", WAYS_OUT, ids=lambda f: f.__name__)
def test_it_goes_out_at_its_end(newsroom, way, under):
    held, end = newsroom["held"], day_in(3)
    under(held, end)
    held.save()
    way(held)
    held.refresh_from_db()
    assert (held.status, held.live_at) == ("scheduled", midnight(end))


@pytest.mark.parametrize(
    ("way", "under"),
    [*((way, a_moment) for way in WAYS_OUT), (published, a_season), (published, an_episode)],
    ids=lambda f: f.__name__,
)
def test_nobody_reads_it_before_its_end(client, newsroom, monkeypatch, way, under):
    held, end = newsroom["held"], day_in(3)
    under(held, end)
    held.save()
    way(held)
    held.refresh_from_db()
    monkeypatch.setattr(timezone, "now", lambda: midnight(end) - timedelta(seconds=1))
    workflow.publish_due()
    assert told_at(client, newsroom) == []
    monkeypatch.setattr(timezone, "now", lambda: midnight(end))
    its_own = held.get_absolute_url()
    assert told_at(client, newsroom, [its_own]) == [its_own]


@pytest.mark.parametrize("way", WAYS_OUT, ids=lambda f: f.__name__)
def test_its_rows_carry_the_same_moment(newsroom, way):
    held = newsroom["held"]
    a_moment(held, day_in(3))
    held.save()
    way(held)
    held.refresh_from_db()
    moments = {row.live_at for rows in workflow.link_rows(held) for row in rows}
    assert moments == {held.live_at}


def test_a_story_that_was_withdrawn_waits_like_any_other(client, newsroom):
    held = newsroom["held"]
    workflow.publish(held, None, at=FIRST_DAY)
    workflow.withdraw(held, None)
    workflow.restore(held, None)
    held.embargo_until = later(days=3)
    held.save()
    workflow.publish(held, None)
    held.refresh_from_db()
    assert (held.state, held.live_at) == ("scheduled", held.embargo_until)
    assert told_at(client, newsroom) == []


def test_a_story_from_elsewhere_is_no_older_than_its_embargo(client, newsroom):
    held = newsroom["held"]
    held.embargo_until = FIRST_DAY + DAY
    held.save()
    workflow.publish(held, None, at=FIRST_DAY)
    held.refresh_from_db()
    assert (held.state, held.live_at) == ("live", FIRST_DAY + DAY)


def test_an_embargo_that_is_put_on_a_scheduled_story_holds_it_back(client, newsroom, editor):
    held = newsroom["held"]
    scheduled(held)
    end = later(days=3)
    workflow.plan(held, editor, embargo_until=end)
    held.refresh_from_db()
    assert held.live_at == end
    assert told_at(client, newsroom) == []


def test_changes_to_a_scheduled_story_do_not_bring_it_forward(client, newsroom, editor):
    from articles import pending, state

    held = newsroom["held"]
    held.embargo_until = later(days=3)
    held.save()
    scheduled(held)
    before = pending.pending(held)
    typed = {**before, "fields": before["fields"] | {"headline": [f"{SECRET}, rewritten"]}}
    pending.keep(held, editor, typed, before)
    held = Article.objects.get(pk=held.pk)
    workflow.publish(held, editor, seen=state.fingerprint(pending.pending(held)))
    held.refresh_from_db()
    assert (held.headline, held.live_at) == (f"{SECRET}, rewritten", held.embargo_until)
    assert told_at(client, newsroom | {"held": held}) == []


@pytest.mark.parametrize("way", [published, published_as_of_the_past, scheduled])
def test_while_the_day_is_not_known_nothing_sends_it_out(newsroom, season_2, way):
    held = newsroom["held"]
    held.embargo_season = season_2
    held.save()
    with pytest.raises(workflow.Refused, match="the day of its premiere is not known"):
        way(held)
    held.refresh_from_db()
    assert (held.state, held.live_at) == ("draft", None)


def test_the_page_of_a_story_under_embargo_is_unknown(client, newsroom):
    held = newsroom["held"]
    a_moment(held, day_in(3))
    held.save()
    published(held)
    assert client.get(held.get_absolute_url()).status_code == 404
    assert read(client.get("/tv/")).texts("main h3") == ["A story for readers"]


# -- A date of the catalog moves ---------------------------------------------------------------


def waiting_for(press: Press, season: Season, **facts: Any) -> Article:
    story = press.draft(embargo_season=season, **facts)
    scheduled(story)
    return Article.objects.get(pk=story.pk)


def test_a_premiere_that_moves_back_takes_the_story_along(press, season_2, olv):
    out_on(season_2, day_in(3))
    story = waiting_for(press, season_2, sources=[[olv]], topics=["filming"])
    version = story.version
    out_on(season_2, day_in(5))
    story.refresh_from_db()
    assert story.live_at == midnight(day_in(5))
    assert {row.live_at for rows in workflow.link_rows(story) for row in rows} == {story.live_at}
    assert story.version == version + 1
    assert story.revisions.first().who is None


def test_an_air_date_that_moves_back_takes_the_story_along(press, episode):
    episode.aired_on = day_in(3)
    episode.save()
    story = press.draft(embargo_episode=episode)
    scheduled(story)
    episode.aired_on = day_in(8)
    episode.save()
    story.refresh_from_db()
    assert story.live_at == midnight(day_in(8))


def test_a_premiere_that_moves_forward_brings_the_story_forward(press, season_2):
    out_on(season_2, day_in(5))
    story = waiting_for(press, season_2)
    out_on(season_2, day_in(3))
    story.refresh_from_db()
    assert story.live_at == midnight(day_in(3))


def test_no_premiere_brings_a_story_out_before_the_moment_that_was_chosen(press, season_2):
    out_on(season_2, day_in(9))
    story = press.draft(embargo_season=season_2)
    chosen = later(days=4)
    workflow.schedule(story, None, chosen)
    assert story.live_at == midnight(day_in(9))
    out_on(season_2, day_in(2))
    story.refresh_from_db()
    assert story.live_at == chosen


def test_a_premiere_that_would_have_been_already_sends_nothing_out(press, season_2):
    out_on(season_2, day_in(5))
    story = press.draft(embargo_season=season_2, planned_for=FIRST_DAY)
    workflow.publish(story, None)
    out_on(season_2, "2016-03-08")
    story.refresh_from_db()
    assert (story.state, story.live_at) == ("scheduled", midnight(day_in(5)))


def test_a_chosen_moment_after_the_premiere_stays(press, season_2):
    out_on(season_2, day_in(3))
    story = press.draft(embargo_season=season_2)
    chosen = later(days=10)
    workflow.schedule(story, None, chosen)
    out_on(season_2, day_in(5))
    story.refresh_from_db()
    assert story.live_at == chosen


@pytest.mark.parametrize("written", [None, "2118"])
def test_a_premiere_that_is_not_known_any_more_takes_the_story_off_the_schedule(
    client, press, season_2, written
):
    out_on(season_2, day_in(3))
    story = waiting_for(press, season_2)
    season_2.premiere = PreciseDate.parse(written) if written else None
    season_2.save()
    story.refresh_from_db()
    assert (story.state, story.live_at) == ("draft", None)
    assert story.revisions.first().why.startswith("The story waits for “Jessica Jones, season 2”")


def test_what_readers_have_they_keep(client, press, season_2):
    out_on(season_2, day_in(-3))
    story = press.live(embargo_season=season_2)
    gone_out = story.live_at
    for when in (day_in(5), "2118"):
        out_on(season_2, when)
        story.refresh_from_db()
        assert (story.state, story.live_at) == ("live", gone_out)


def test_a_moment_that_has_passed_unmarked_is_not_moved(press, season_2, monkeypatch):
    out_on(season_2, day_in(3))
    story = waiting_for(press, season_2)
    passed = story.live_at
    monkeypatch.setattr(timezone, "now", lambda: passed + SOON)
    out_on(season_2, day_in(9))
    story.refresh_from_db()
    assert (story.status, story.live_at) == ("scheduled", passed)


def test_stories_that_wait_for_another_season_stay(press, season_2, jessica_jones):
    third = out_on(Season.objects.create(show=jessica_jones, number=3), day_in(3))
    story = waiting_for(press, third)
    at = story.live_at
    out_on(season_2, day_in(5))
    story.refresh_from_db()
    assert story.live_at == at


def test_drafts_are_left_alone(press, season_2):
    story = press.draft(embargo_season=season_2)
    out_on(season_2, day_in(5))
    story.refresh_from_db()
    assert (story.state, story.live_at, story.version) == ("draft", None, 0)


def test_saving_a_season_again_moves_nothing(press, season_2):
    out_on(season_2, day_in(3))
    story = waiting_for(press, season_2)
    season_2.summary = "She is back."
    season_2.save()
    assert Article.objects.get(pk=story.pk).version == story.version


def test_dates_that_were_written_past_the_records_are_caught_up_with(press, season_2, episode):
    out_on(season_2, day_in(3))
    episode.aired_on = day_in(3)
    episode.save()
    by_season = waiting_for(press, season_2)
    by_episode = press.draft(embargo_episode=episode)
    scheduled(by_episode)
    press.scheduled()
    Season.objects.update(premiere_on=day_in(6))
    Episode.objects.update(aired_on=day_in(7))
    assert waiting.reschedule() == 2
    by_season.refresh_from_db()
    by_episode.refresh_from_db()
    assert by_season.live_at == midnight(day_in(6))
    assert by_episode.live_at == midnight(day_in(7))


def test_saving_a_season_asks_once_whatever_the_number_of_stories(
    press, season_2, django_assert_num_queries
):
    out_on(season_2, day_in(3))
    for _ in range(3):
        with django_assert_num_queries(4):  # the save, and one question between two savepoints
            season_2.save()
        waiting_for(press, season_2)
        out_on(season_2, day_in(3))


def test_a_new_season_or_episode_holds_nothing_up(press, jessica_jones):
    season = Season.objects.create(show=jessica_jones, number=7)
    Episode.objects.create(season=season, number=1)
    assert waiting.reschedule() == 0
