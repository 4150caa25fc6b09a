"""The catalog comes in from a file: what is made, changed and left alone."""
# ruff: noqa: E501 - each row of a file is a line

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geekfeed.lib.dates import PreciseDate
from shows.models import Change, Credit, Episode, ExternalId, Person, Season, Show
from shows.tests.catalog_files import (
    brought_in,
    csv_file,
    everything,
    json_file,
    refusal,
    taken_out,
)

WHOLE = [
    {"kind": "viewing", "franchise": "mcu", "show": "jj", "season": 1, "position": 3, "note": "!"},
    {"kind": "external_id", "show": "jj", "service": "imdb", "value": "tt1"},
    {"kind": "external_id", "show": "jj", "season": 1, "episode": 1, "service": "imdb", "value": "1"},
    {"kind": "external_id", "show": "jj", "season": 1, "title": "Extra", "service": "tmdb", "value": "1"},
    {"kind": "external_id", "person": "kr", "service": "imdb", "value": "nm1"},
    {"kind": "score", "show": "jj", "season": 1, "service": "RT", "noted_on": "2017-04-10", "value": 93},
    {"kind": "filming", "location": "bar", "show": "jj", "season": 1, "stands_in_for": "A bar"},
    {"kind": "filming", "location": "bar", "show": "jj", "season": 1, "episode": 1},
    {"kind": "credit", "person": "kr", "show": "jj", "character": "jessica", "position": 1},
    {"kind": "credit", "person": "kr", "show": "jj", "season": 1, "job": "Director"},
    {"kind": "credit", "person": "kr", "show": "jj", "season": 1, "title": "Extra", "job": "Director"},
    {"kind": "episode", "show": "jj", "season": 1, "episode": 1, "title": "AKA", "aired_on": "2015-11-20"},
    {"kind": "episode", "show": "jj", "season": 1, "title": "Extra", "runtime": 5},
    {"kind": "premiere", "show": "jj", "season": 1, "country": "GB", "premiere": "2015-12"},
    {"kind": "season", "show": "jj", "season": 1, "premiere": "2015-Q4", "release": "at_once"},
    {
        "kind": "show", "slug": "jj", "name": "Jessica Jones", "aliases": ["JJ", "A|B"],
        "network": "netflix", "franchise": "mcu", "status": "returning", "shelf_position": 2,
    },
    {"kind": "location", "slug": "bar", "name": "Bar", "latitude": "40.741895", "longitude": -73.9},
    {"kind": "character", "slug": "jessica", "name": "Jessica Jones"},
    {"kind": "person", "slug": "kr", "name": "Krysten Ritter"},
    {"kind": "network", "slug": "netflix", "name": "Netflix", "homepage": "https://netflix.com/"},
    {"kind": "franchise", "slug": "mcu", "name": "MCU"},
]  # fmt: skip


@pytest.fixture
def there(db, tmp_path):
    """A small catalog that has every kind of record, each row before those that it refers to."""
    brought_in(json_file(tmp_path, WHOLE))
    return Show.objects.get()


def test_the_order_of_rows_does_not_matter(db, tmp_path):
    assert brought_in(json_file(tmp_path, WHOLE)) == [
        f"{kind}: {count} created, 0 updated, 0 unchanged"
        for kind, count in {
            "franchise": 1,
            "network": 1,
            "person": 1,
            "character": 1,
            "location": 1,
            "show": 1,
            "season": 1,
            "premiere": 1,
            "episode": 2,
            "credit": 3,
            "filming": 2,
            "score": 1,
            "external_id": 4,
            "viewing": 1,
        }.items()
    ]
    assert Change.objects.count() == 0


def test_records_say_what_their_rows_say(there):
    season = there.seasons.get()
    assert (there.aliases, there.status, there.shelf_position) == ("JJ\nA|B", "returning", 2)
    assert (there.network.name, there.franchise.name) == ("Netflix", "MCU")
    assert season.premiere == PreciseDate.parse("2015-Q4")
    assert season.country_premieres.get().premiere == PreciseDate.parse("2015-12")
    assert list(season.episodes.values_list("number", "title", "aired_on", "runtime")) == [
        (1, "AKA", date(2015, 11, 20), None),
        (None, "Extra", None, 5),
    ]
    place = season.location_uses.first().location
    assert (place.latitude, place.longitude) == (Decimal("40.741895"), Decimal("-73.9"))
    levels = there.credits.order_by("pk").values_list("season__number", "episode__title", "job")
    assert list(levels) == [(None, None, ""), (1, None, "Director"), (1, "Extra", "Director")]
    assert [str(one) for one in ExternalId.objects.filter(episode__isnull=False)] == [
        "IMDb 1",
        "TMDB 1",
    ]


def test_the_same_file_again_changes_nothing(there, tmp_path):
    before = everything()
    said = brought_in(json_file(tmp_path, WHOLE))
    assert {line.partition(": ")[2].rpartition(", ")[0] for line in said} == {
        "0 created, 0 updated"
    }
    assert everything() == before


def test_what_a_file_does_not_speak_of_stays_and_an_empty_cell_empties(there, tmp_path):
    path = csv_file(tmp_path, "kind;slug;status;network", "show;jj;ended;")
    assert brought_in(path) == ["show: 0 created, 1 updated, 0 unchanged"]
    show = Show.objects.get()
    assert (show.name, show.status, show.network, show.shelf_position) == (
        "Jessica Jones",
        "ended",
        None,
        2,
    )
    assert show.changed_at > there.changed_at


def test_a_change_keeps_what_was_said_before_and_after(there, tmp_path):
    rows = [
        {"kind": "show", "slug": "jj", "status": "ended", "network": None, "aliases": ["JJ"]},
        {"kind": "season", "show": "jj", "season": 1, "premiere": "2015-11-20"},
        {"kind": "credit", "person": "kr", "show": "jj", "character": "jessica", "position": 1},
    ]
    brought_in(json_file(tmp_path, rows))
    changes = Change.objects.order_by("pk").values_list("record_name", "through", "by", "fields")
    assert list(changes) == [
        (
            "Jessica Jones",
            "file",
            None,
            {
                "aliases": ["JJ, A|B", "JJ"],
                "status": ["Returning", "Ended"],
                "network": ["Netflix", ""],
            },
        ),
        (
            "Jessica Jones, season 1",
            "file",
            None,
            {"premiere": ["fourth quarter of 2015", "20 November 2015"]},
        ),
    ]


def test_a_dry_run_says_the_same_and_changes_nothing(there, tmp_path):
    path = csv_file(tmp_path, "kind,slug,name", "person,kr,K. Ritter", "person,mc,Mike Colter")
    before = everything()
    said = brought_in(path, dry_run=True)
    assert everything() == before
    assert said == [*brought_in(path), "That is what would be done. Nothing was written."]
    assert said[0] == "person: 1 created, 1 updated, 0 unchanged"


def test_an_error_in_the_last_row_lets_nothing_in(there, tmp_path):
    before = everything()
    path = csv_file(tmp_path, "kind,slug,name", "person,kr,K. Ritter", "person,mc,Mike", "show,x,")
    assert refusal(path) == ["line 4: show: name: Fill this in: it cannot be empty."]
    assert everything() == before
    assert Change.objects.count() == 0


def test_shows_may_exchange_their_places_and_their_numbers(there, tmp_path):
    Show.objects.create(name="Luke Cage", slug="lc", shelf_position=1)
    ExternalId.objects.create(show=Show.objects.get(slug="lc"), service="imdb", value="tt2")
    rows = [
        {"kind": "show", "slug": "jj", "shelf_position": 1},
        {"kind": "show", "slug": "lc", "shelf_position": 2},
        {"kind": "external_id", "show": "jj", "service": "imdb", "value": "tt2"},
        {"kind": "external_id", "show": "lc", "service": "imdb", "value": "tt1"},
    ]
    brought_in(json_file(tmp_path, rows))
    assert list(Show.objects.on_shelf().values_list("slug", flat=True)) == ["jj", "lc"]
    numbers = ExternalId.objects.filter(show__isnull=False).order_by("value")
    assert list(numbers.values_list("value", "show__slug")) == [("tt1", "lc"), ("tt2", "jj")]


def test_a_file_with_a_byte_order_mark_and_semicolons_is_read(db, tmp_path):
    path = tmp_path / "excel.CSV"
    path.write_bytes('\ufeffKind; slug ;name\r\nperson;a;"A, ""B"";\nC"\r\n;;\r\n'.encode())
    assert brought_in(path) == ["person: 1 created, 0 updated, 0 unchanged"]
    assert Person.objects.get().name == 'A, "B";\nC'


def rows(count):
    return [
        *({"kind": "person", "slug": f"p{n}", "name": f"P {n}"} for n in range(count)),
        *({"kind": "show", "slug": f"s{n}", "name": f"S {n}"} for n in range(count)),
        *({"kind": "season", "show": f"s{n}", "season": 1, "premiere": "2017"} for n in range(count)),
        *({"kind": "episode", "show": f"s{n}", "season": 1, "episode": 1} for n in range(count)),
        *(
            {"kind": "credit", "show": f"s{n}", "season": 1, "episode": 1, "person": f"p{n}", "job": "D"}
            for n in range(count)
        ),
        *(
            {"kind": "external_id", "show": f"s{n}", "service": "imdb", "value": f"tt{n}"}
            for n in range(count)
        ),
    ]  # fmt: skip


def asked(path):
    """How often the database was asked, and how often it was written to."""
    with CaptureQueriesContext(connection) as queries:
        brought_in(path)
    begins = [query["sql"].split()[0] for query in queries]
    return begins.count("SELECT"), len(begins) - begins.count("SELECT")


def test_cells_may_be_parted_by_tabs_and_choices_written_as_people_do(db, tmp_path):
    rows = [
        "kind\tslug\tname\tstatus\tshow\tseason\tpremiere",
        "show\tlo\tL; O\tIn Production\t\t\t",
        "season\t\t\t\tlo\t1\t2017-q4",
    ]
    brought_in(csv_file(tmp_path, *rows))
    assert Show.objects.values_list("name", "status").get() == ("L; O", "in_production")
    assert Season.objects.get().premiere.written == "2017-Q4"


def test_ten_times_as_many_rows_ask_no_more(db, tmp_path):
    few, many = (
        json_file(tmp_path, rows(30), "few.json"),
        json_file(tmp_path, rows(300), "many.json"),
    )
    (few_new, few_writes), (many_new, many_writes) = asked(few), asked(many)
    assert many_new == few_new
    # SQLite takes 999 values in one statement: 300 shows are seven of them.
    assert many_writes - few_writes < 30
    assert asked(few) == asked(many)
    for row in (changed := rows(300)):
        if "name" in row:
            row["name"] += "!"
    json_file(tmp_path, changed, "many.json")
    again, writes = asked(many)
    # The type of record, once for each kind that has changes; their names as the search has them.
    assert again <= few_new + 5
    assert writes < 50
    assert Change.objects.count() == 600


def test_a_season_that_moves_takes_stories_under_embargo_with_it(there, tmp_path, press, editor):
    """The rooms above hear of it, as when the season is saved at the desk."""
    season = Season.objects.get()
    season.premiere = PreciseDate.parse("2199-03-01")
    season.save()
    story = press.scheduled(embargo_season=season)
    story.refresh_from_db()
    due = story.live_at
    brought_in(csv_file(tmp_path, "kind,show,season,premiere", "season,jj,1,2199-03-02"))
    story.refresh_from_db()
    assert story.live_at - due == timedelta(days=1)


def test_the_export_of_one_show_brings_all_that_belongs_to_it_and_nothing_else(there, tmp_path):
    whole = taken_out(tmp_path / "whole.csv")
    other = Show.objects.create(name="Other", slug="other")
    stranger = Person.objects.create(name="Stranger", slug="stranger")
    Credit.objects.create(person=stranger, show=other, job="Writer")
    ExternalId.objects.create(person=stranger, service="imdb", value="nm2")
    Episode.objects.create(season=Season.objects.create(show=other, number=1), title="Extra")
    assert taken_out(tmp_path / "one.csv", "jj") == whole
