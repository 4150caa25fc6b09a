"""What is written into a file is read back to the letter, whatever it says."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geekfeed.lib.dates import PreciseDate
from shows.catalog_file.other_names import joined, split
from shows.models import (
    Change,
    Character,
    CountryPremiere,
    Credit,
    CriticScore,
    Episode,
    ExternalId,
    Franchise,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
    ViewingStep,
)
from shows.tests.catalog_files import brought_in, empty, everything, taken_out

hostile = st.one_of(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
    ),
    st.lists(
        st.sampled_from([*"\"'|\\;,\n\r=+-@é漢\u2028\ufeff\t ", "\r\n"]), min_size=1, max_size=5
    ).map("".join),
).filter(str.strip)
maybe = st.one_of(st.just(""), hostile)
aliases = st.lists(hostile, max_size=3).map("\n".join)
dates = st.sampled_from(
    [None, *map(PreciseDate.parse, ["2017", "2017-Q4", "2017-03", "2017-03-08", "1890"])]
)
days = st.sampled_from([None, date(1890, 1, 1), date(2017, 3, 8)])


@st.composite
def catalogs(draw):
    """A function that makes a catalog."""
    words = iter(draw(st.lists(hostile, min_size=20, max_size=20)))
    more = iter(draw(st.lists(maybe, min_size=10, max_size=10)))
    other = draw(st.lists(aliases, min_size=3, max_size=3))
    premieres = draw(st.lists(dates, min_size=2, max_size=2))
    day = draw(days)
    number = draw(st.one_of(st.none(), st.integers(1, 9999)))
    return lambda: make(words, more, other, premieres, day, number)


def make(words, more, other, premieres, day, number):
    franchise = Franchise.objects.create(name=next(words), slug="f", description=next(more))
    network = Network.objects.create(name=next(words), slug="n", aliases=other[0])
    person = Person.objects.create(name=next(words), slug="p-1", aliases=other[1])
    Person.objects.create(name=next(words), slug="P_1")
    character = Character.objects.create(name=next(words), slug="c", aliases=other[2])
    place = Location.objects.create(
        name=next(words), slug="l", city=next(more), latitude="-0.000001", longitude=180
    )
    show = Show.objects.create(
        name=next(words),
        slug="s",
        tagline=next(more),
        summary=next(more),
        network=network,
        franchise=franchise,
        shelf_position=number and number % 12 + 1,
    )
    bare = Show.objects.create(name=next(words), slug="-")
    season = dated(Season(show=show, number=1, summary=next(more)), premieres[0])
    dated(Season(show=bare, number=2017), premieres[1])
    if premieres[1]:
        dated(CountryPremiere(season=season, country="GB"), premieres[1])
    numbered = Episode.objects.create(season=season, number=number or 1, title=next(more))
    special = Episode.objects.create(season=season, title=next(words), aired_on=day)
    for level in ({}, {"season": season}, {"season": season, "episode": special}):
        Credit.objects.create(person=person, show=show, job=next(words), **level)
    Credit.objects.create(person=person, show=show, character=character, position=32767)
    LocationUse.objects.create(location=place, season=season, stands_in_for=next(more))
    LocationUse.objects.create(location=place, season=season, episode=special)
    LocationUse.objects.create(location=place, season=season, episode=numbered)
    CriticScore.objects.create(
        season=season, service=next(words), value=93, noted_on=date(2017, 4, 10), reviews=number
    )
    value = next(words)
    for owner in (network, person, character, show, season, special, numbered):
        names = {owner._meta.model_name: owner}
        ExternalId.objects.create(service="tmdb", value=f"{value}{owner.pk}", **names)
    ViewingStep.objects.create(franchise=franchise, season=season, note=next(more))


def dated(record, premiere):
    record.premiere = premiere
    record.save()
    return record


@pytest.mark.parametrize("suffix", [".csv", ".json"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=catalogs())
def test_what_goes_out_comes_back_to_the_letter(db, suffix, made):
    empty()
    made()
    Change.objects.all().delete()
    before = everything()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"catalog{suffix}"
        written = taken_out(path)
        said = brought_in(path)
        assert {line.partition(": ")[2].rpartition(",")[0] for line in said} == {
            "0 created, 0 updated"
        }
        assert everything() == before
        assert taken_out(path) == written
        empty()
        brought_in(path)
        assert taken_out(path) == written


@given(st.lists(hostile.map(str.strip), max_size=5))
def test_names_in_one_cell_are_told_apart(names):
    assert split(joined(names)) == names


def test_a_backslash_that_was_not_doubled_is_only_itself():
    assert split(r"a\b|c\|d|\\||e\ ") == [r"a\b", "c|d", "\\", "e\\ "]


def test_what_a_spreadsheet_would_take_for_a_formula_is_written_as_it_is(db, tmp_path):
    Person.objects.create(name="=1+1", slug="a", aliases="@x\n-y")
    text = taken_out(tmp_path / "a.csv").decode()
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["name"], row["aliases"]) == ("=1+1", "@x|-y")


def test_an_empty_catalog_is_a_file_without_rows(db, tmp_path):
    assert taken_out(tmp_path / "a.json") == b"[\n]\n"
    assert taken_out(tmp_path / "a.csv").count(b"\r\n") == 1


def test_a_show_that_is_not_there_is_not_exported(db, tmp_path):
    with pytest.raises(CommandError, match="There is no show “x”"):
        taken_out(tmp_path / "a.csv", "x")


def test_a_file_that_cannot_be_written_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        taken_out(tmp_path / "nowhere" / "a.csv")
