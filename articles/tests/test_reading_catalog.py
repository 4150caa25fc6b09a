"""The catalog that drafts are read against: gathered with few queries, and anew after a change."""

import pytest
from django.core.cache import cache

from articles.reading import Draft, Named, catalog, read
from articles.reading.catalog import corner
from articles.tests.sentences import MONDAY
from shows.models import Character, Location, Person, Season, Show
from sources.models import Domain, Source

QUERIES = 7  # one for each kind of record
STATE = 7  # and as many to know whether it has changed


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(catalog, "_kept", None)


def things(text: str) -> list[Named]:
    return [thing for one in catalog.current().names.find(text) for thing in one.things]


def record(number: int) -> None:
    show = Show.objects.create(name=f"Show Nr{number}x", slug=f"show-{number}")
    Season.objects.create(show=show, number=2)
    for model in (Person, Character, Location):
        kind = model.__name__
        model.objects.create(name=f"{kind} Nr{number}x", slug=f"{kind}-{number}".lower())
    source = Source.objects.create(name=f"Source Nr{number}x", slug=f"source-{number}")
    Domain.objects.create(source=source, name=f"source{number}.example.com")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_it_is_gathered_with_one_query_for_each_kind_of_record(count, django_assert_num_queries):
    for number in range(count):
        record(number)
    with django_assert_num_queries(STATE + QUERIES):
        catalog.current()
    with django_assert_num_queries(0):
        assert (
            len(things("Show Nr0x, Person Nr0x, Character Nr0x, Location Nr0x, Source Nr0x")) == 5
        )


@pytest.mark.django_db
def test_reading_asks_one_query_however_many_links_there_are_and_none_without(
    django_assert_num_queries,
):
    record(0)
    made = catalog.current()
    links = "".join(f'<a href="https://source0.example.com/{at}">x</a> ' for at in range(30))
    with django_assert_num_queries(1):
        found = read(Draft("", "", f"<p>{links}</p>", (), MONDAY), made)
    assert {one.origin.name for one in found.citations} == {"Source Nr0x"}
    with django_assert_num_queries(0):
        read(
            Draft("Show Nr0x season 2 starts filming", "", "<p>Source Nr0x says</p>", (), MONDAY),
            made,
        )


@pytest.mark.django_db
def test_it_has_every_name_of_a_record(jessica_jones, season_2):
    jessica_jones.full_name, jessica_jones.aliases = "Marvel’s Jessica Jones", "JJ\nAKA Jessica"
    jessica_jones.save()
    made = catalog.gathered()
    show = Named("show", jessica_jones.pk, "Jessica Jones")
    for text in ("Marvel’s Jessica Jones", "a JJ fan", "AKA Jessica"):
        assert [one.things for one in made.names.find(text)] == [(show,)]
    assert made.season(jessica_jones.pk, 2) == season_2.pk
    assert (made.season(jessica_jones.pk, 3), made.season(None, 2)) == (None, None)


@pytest.mark.django_db
def test_it_knows_who_decides_and_who_has_a_domain(olv):
    netflix = Source.objects.create(name="Netflix", slug="netflix", kind=Source.Kind.OFFICIAL)
    Domain.objects.create(source=olv, name="onlocationvacations.com")
    made = catalog.gathered()
    assert (made.officials, made.at_home) == ({netflix.pk}, {olv.pk})
    url = "https://www.onlocationvacations.com/1"
    assert made.owners([url, "https://example.com/"]) == {
        url: Named("source", olv.pk, "On Location Vacations")
    }


@pytest.mark.django_db
def test_a_change_is_read_at_once_and_nothing_is_gathered_without_one(
    django_capture_on_commit_callbacks, django_assert_num_queries
):
    assert things("The Punisher") == []
    with django_capture_on_commit_callbacks(execute=True):
        show = Show.objects.create(name="The Punisher", slug="the-punisher")
    assert things("The Punisher") == [Named("show", show.pk, "The Punisher")]
    with django_assert_num_queries(0):
        catalog.current()
    with django_capture_on_commit_callbacks(execute=True):
        show.delete()
    assert things("The Punisher") == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", catalog.RECORDS)
def test_a_change_of_any_kind_of_record_is_noticed(model, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        record(0)
    before = cache.get(catalog.KEY)
    with django_capture_on_commit_callbacks(execute=True):
        model.objects.get().save()
    assert cache.get(catalog.KEY) != before


@pytest.mark.django_db
def test_what_is_rolled_back_changes_nothing(django_capture_on_commit_callbacks):
    catalog.current()
    before = cache.get(catalog.KEY)
    with django_capture_on_commit_callbacks():
        Person.objects.create(name="Nobody Inparticular", slug="nobody")
    assert cache.get(catalog.KEY) == before


@pytest.mark.django_db
def test_another_process_s_change_is_read_after_a_minute(monkeypatch):
    now = 1_000.0
    monkeypatch.setattr(catalog.time, "monotonic", lambda: now)
    assert things("Luke Cage") == []
    show = Show.objects.create(name="Luke Cage", slug="luke-cage")  # and no stamp comes here
    assert things("Luke Cage") == []
    now += catalog.SECONDS + 1
    assert things("Luke Cage") == [Named("show", show.pk, "Luke Cage")]


@pytest.mark.django_db
def test_nothing_is_gathered_after_a_minute_in_which_nothing_has_changed(
    monkeypatch, django_assert_num_queries
):
    record(0)
    now = 1_000.0
    monkeypatch.setattr(catalog.time, "monotonic", lambda: now)
    made = catalog.current()
    now += catalog.SECONDS + 1
    with django_assert_num_queries(STATE):
        assert catalog.current() is made
    with django_assert_num_queries(0):
        assert catalog.current() is made


@pytest.mark.django_db
@pytest.mark.parametrize("model", catalog.RECORDS)
@pytest.mark.parametrize("change", ["save", "delete"])
def test_another_process_s_change_of_any_record_is_read_after_a_minute(monkeypatch, model, change):
    for number in range(2):
        record(number)
    now = 1_000.0
    monkeypatch.setattr(catalog.time, "monotonic", lambda: now)
    made = catalog.current()
    one = model.objects.first()
    if hasattr(one, "number"):
        one.number = 7
    else:
        one.name = "other.example.com"
    getattr(one, change)()
    now += catalog.SECONDS + 1
    assert catalog.current() is not made


def test_a_corner_has_its_streets_in_either_order_and_in_short():
    ways = corner("West 101st Street & Broadway")
    assert {
        "West 101st Street & Broadway",
        "Broadway and West 101st Street",
        "Broadway at West 101st Street",
        "W 101st St and Broadway",
    } <= set(ways)
    assert corner("Silvercup Studios") == ["Silvercup Studios"]
