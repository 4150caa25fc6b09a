"""`manage.py fill --shows`: a whole catalog, invented."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from geekfeed.fill import fill_catalog
from geekfeed.fill.productions import PEOPLE
from shows.models import Character, Credit, Episode, Location, LocationUse, Person, Season, Show

pytestmark = pytest.mark.django_db
COUNT = 5


def told() -> list[tuple]:
    return list(Episode.objects.order_by("pk").values_list("season__show__slug", "title"))


def test_as_many_shows_as_one_asks_for_with_all_that_belongs_to_them():
    fill_catalog(COUNT, seed=3)
    counts = {model: model.objects.count() for model in (Show, Person, Location)}
    assert counts == {Show: COUNT, Person: COUNT * PEOPLE, Location: COUNT * 2}
    assert not Show.objects.filter(seasons=None).exists()
    assert not Season.objects.filter(episodes=None).exists()
    levels = {(row.season_id is None, row.episode_id is None) for row in Credit.objects.all()}
    assert levels == {(True, True), (False, True), (False, False)}
    assert LocationUse.objects.exists()


def test_every_record_keeps_what_the_forms_would_ask():
    fill_catalog(2, seed=4)
    for model in (Show, Season, Episode, Person, Location):
        for row in model.objects.all():
            row.full_clean()


def test_the_same_seed_makes_the_same_shows_and_a_second_run_makes_others():
    fill_catalog(2, seed=3)
    first = told()
    for model in (Show, Person, Character, Location):
        model.objects.all().delete()
    fill_catalog(2, seed=3)
    titles = [title for _show, title in told()]
    assert titles == [title for _show, title in first]
    fill_catalog(2, seed=3)
    assert Show.objects.count() == 4


def test_an_error_leaves_the_batches_before_it(monkeypatch):
    monkeypatch.setattr("geekfeed.fill.productions.BATCH", 2)

    def stop(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_catalog(COUNT, report=stop)
    assert Show.objects.count() == 4


def test_the_command_writes_shows_before_the_stories_about_them():
    out = StringIO()
    call_command("fill", shows=12, articles=3, stdout=out)
    assert out.getvalue() == "Wrote 12 shows.\nWrote 3 stories.\n"
    assert Show.objects.count() == 12


def test_the_command_asks_how_many_of_what():
    with pytest.raises(CommandError) as refused:
        call_command("fill")
    assert str(refused.value) == (
        "Say how many: --articles 1000 for stories, --shows 100 for shows."
    )
