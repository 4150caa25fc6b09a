"""When a season begins, kept with whatever writes its episodes."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Min

from geekfeed.lib.dates import PreciseDate
from shows.models import Episode, Season, Show
from shows.tests.telling import lantern
from shows.tvmaze.reading import read
from shows.tvmaze.writing import write

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2014, 1, 1), date(2014, 1, 8)


@pytest.fixture
def season():
    show = Show.objects.create(name="Shown", slug="shown")
    season = Season.objects.create(show=show, number=1)
    for number, day in ((2, SECOND), (1, FIRST)):
        Episode.objects.create(season=season, number=number, aired_on=day)
    Season.objects.keep_first_days()
    return season


def begins(season):
    return Season.objects.get(pk=season.pk).begins_on


def no_rows(*prefixes):
    """What a form sends of rows that nobody added."""
    return {f"{prefix}-{count}_FORMS": 0 for prefix in prefixes for count in ("TOTAL", "INITIAL")}


def test_a_season_begins_with_its_first_episode_unless_its_premiere_is_on_record(season):
    assert begins(season) == FIRST
    season.premiere = PreciseDate.parse("2013-12")
    season.save()
    assert begins(season) == date(2013, 12, 1)


def test_a_season_without_dated_episodes_begins_on_no_day(season):
    season.episodes.update(aired_on=None)
    Season.objects.keep_first_days()
    assert begins(season) is None


def test_an_episode_that_is_changed_moved_or_deleted_at_the_desk_changes_it(season, client, editor):
    client.force_login(editor)
    other = Season.objects.create(show=season.show, number=2)
    episode = season.episodes.get(number=1)
    address = f"/admin/shows/episode/{episode.pk}/change/"
    rows = no_rows("credits", "external_ids")
    said = {"season": season.pk, "number": 1, "title": "", "aired_on": "2013-05-01", **rows}
    assert client.post(address, said).status_code == 302
    assert begins(season) == date(2013, 5, 1)
    assert client.post(address, said | {"season": other.pk}).status_code == 302
    assert (begins(season), begins(other)) == (SECOND, date(2013, 5, 1))
    assert client.post(f"/admin/shows/episode/{episode.pk}/delete/", {"post": "yes"}).status_code
    assert (begins(season), begins(other)) == (SECOND, None)
    chosen = {"action": "delete_selected", "_selected_action": season.episodes.get().pk}
    client.post("/admin/shows/episode/", chosen | {"post": "yes"})
    assert not season.episodes.exists()
    assert begins(season) is None


def test_the_season_s_own_form_changes_it(season, client, editor):
    client.force_login(editor)
    rows = no_rows("country_premieres", "scores", "location_uses", "external_ids", "credits")
    rows |= {"episodes-TOTAL_FORMS": 3, "episodes-INITIAL_FORMS": 2}
    for place, episode in enumerate(season.episodes.all()):
        rows |= {
            f"episodes-{place}-id": episode.pk,
            f"episodes-{place}-season": season.pk,
            f"episodes-{place}-number": episode.number,
            f"episodes-{place}-aired_on": episode.aired_on,
        }
    rows |= {"episodes-2-season": season.pk, "episodes-2-aired_on": "2013-12-24"}
    said = {"show": season.show.pk, "number": 1, **rows}
    answer = client.post(f"/admin/shows/season/{season.pk}/change/", said)
    assert answer.status_code == 302
    assert begins(season) == date(2013, 12, 24)


def told_by_episodes():
    return dict(Season.objects.annotate(first=Min("episodes__aired_on")).values_list("pk", "first"))


def kept():
    return dict(Season.objects.values_list("pk", "first_aired_on"))


def test_an_import_from_tvmaze_keeps_it_when_it_comes_and_when_it_moves():
    told = lantern()
    write(read(told))
    assert kept() == told_by_episodes()
    assert set(kept().values()) != {None}
    episode = min(told["_embedded"]["episodes"], key=lambda one: one["airdate"] or "9")
    episode["airdate"] = "2001-02-03"
    write(read(told))
    assert kept() == told_by_episodes()
    assert date(2001, 2, 3) in kept().values()


def test_a_catalog_file_keeps_it_when_it_comes_and_when_it_moves(season, tmp_path):
    path = tmp_path / "catalog.csv"
    call_command("export_catalog", str(path), stdout=StringIO())
    path.write_text(path.read_text().replace("2014-01-01", "2012-01-01"))
    call_command("import_catalog", str(path), stdout=StringIO())
    assert kept() == told_by_episodes() == {season.pk: date(2012, 1, 1)}
    Show.objects.all().delete()
    call_command("import_catalog", str(path), stdout=StringIO())
    assert list(kept().values()) == [date(2012, 1, 1)]
