"""Where other databases have what we share a number with."""

from datetime import UTC, datetime

import pytest

from shows.external_links import TVMAZE_LICENCE, Link, address, links, tvmaze_credit
from shows.models import ExternalId, Show
from shows.models.external import RECORDS


@pytest.mark.parametrize(
    ("service", "kind", "value", "page"),
    [
        ("imdb", "show", "tt2357547", "https://www.imdb.com/title/tt2357547/"),
        ("imdb", "episode", "tt4059784", "https://www.imdb.com/title/tt4059784/"),
        ("imdb", "person", "nm1172478", "https://www.imdb.com/name/nm1172478/"),
        ("tvmaze", "show", "1370", "https://www.tvmaze.com/shows/1370"),
        ("tvmaze", "season", "5646", "https://www.tvmaze.com/seasons/5646"),
        ("tvmaze", "character", "9", "https://www.tvmaze.com/characters/9"),
        ("tmdb", "show", "38472", "https://www.themoviedb.org/tv/38472"),
        ("thetvdb", "show", "284190", "https://thetvdb.com/dereferrer/series/284190"),
        ("wikidata", "network", "Q907311", "https://www.wikidata.org/wiki/Q907311"),
    ],
)
def test_each_service_has_its_own_pages(service, kind, value, page):
    assert address(service, kind, value) == page


@pytest.mark.parametrize(
    ("service", "kind", "value"),
    [
        ("imdb", "show", "2357547"),
        ("imdb", "show", "nm1172478"),
        ("imdb", "season", "tt2357547"),
        ("tvmaze", "show", "1370/../../x"),
        ("tvmaze", "show", "١٣٧٠"),
        ("tvmaze", "show", "1370\n"),
        ("tmdb", "season", "5"),
        ("wikidata", "show", "907311"),
        ("nobody", "show", "1"),
    ],
)
def test_what_is_no_such_number_leads_nowhere(service, kind, value):
    assert address(service, kind, value) is None


def test_every_service_has_pages_about_shows():
    pages = {service: address(service, "show", "1") for service in ("tvmaze", "tmdb", "thetvdb")}
    assert None not in pages.values()
    assert {kind for kind in RECORDS if address("wikidata", kind, "Q1")} == set(RECORDS)


@pytest.mark.django_db
def test_a_record_s_links_stand_in_the_order_of_the_services():
    show = Show.objects.create(name="Jessica Jones", slug="jessica-jones")
    for service, value in (("wikidata", "Q1"), ("imdb", "oops"), ("tvmaze", "1370")):
        ExternalId.objects.create(show=show, service=service, value=value)
    assert links(show.external_ids.all()) == [
        Link("TVmaze", "https://www.tvmaze.com/shows/1370"),
        Link("Wikidata", "https://www.wikidata.org/wiki/Q1"),
    ]


@pytest.mark.django_db
def test_tvmaze_is_credited_for_what_was_read_there_and_for_nothing_else():
    show = Show.objects.create(name="Jessica Jones", slug="jessica-jones")
    ExternalId.objects.create(show=show, service="tvmaze", value="1370")
    read_at = datetime(2017, 4, 1, tzinfo=UTC)
    ExternalId.objects.create(show=show, service="tmdb", value="1", read_at=read_at)
    assert tvmaze_credit(show.external_ids.all()) is None
    show.external_ids.filter(service="tvmaze").update(read_at=read_at)
    assert tvmaze_credit(show.external_ids.all()) == {
        "record": "https://www.tvmaze.com/shows/1370",
        "licence": TVMAZE_LICENCE,
    }
