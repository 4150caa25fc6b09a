"""A show, its seasons, people and characters as machines read them: true, whole, and in words that
schema.org knows."""

import json
from datetime import UTC, date, datetime

import pytest

from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.cast import FIRST_DAY, picture
from geekfeed.tests.reading import read
from shows import structured_parts
from shows.models import (
    Character,
    Credit,
    CriticScore,
    Episode,
    ExternalId,
    Franchise,
    Location,
    Network,
    Person,
    Season,
    Show,
)
from shows.tests.vocabulary import faults

SITE = "https://news.example"
SHOW = "/shows/jessica-jones/"
SEASON = f"{SHOW}season-2/"
HOSTILE = "</script><script>alert(1)</script><!-- & \u2028"
RITTER = {"@type": "Person", "name": "Krysten Ritter", "url": f"{SITE}/people/krysten-ritter/"}
JESSICA = {"@type": "PerformanceRole", "actor": RITTER, "characterName": "Jessica Jones"}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


def data_of(client, address):
    """What the page tells of its record; the way to it is told apart."""
    scripts = read(client.get(address)).all("script[type=application/ld+json]")
    told = [json.loads(script.text) for script in scripts]
    (data,) = [one for one in told if one["@type"] != "BreadcrumbList"]
    return data


def named(kind, name, path):
    return {"@type": kind, "name": name, "url": SITE + path}


@pytest.fixture
def known(catalog):
    """A season of which everything is known, and its show."""
    show, season = catalog["show"], catalog["season"]
    show.full_name, show.aliases = "Marvel’s Jessica Jones", "JJ"
    show.tagline = "A private eye takes cases nobody else wants."
    show.homepage = "https://www.netflix.com/title/80002311"
    show.network = Network.objects.create(name="Netflix", slug="netflix")
    show.franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    show.save()
    season.premiere = PreciseDate.parse("2018-03-08")
    season.episode_order = 13
    season.summary = "The cameras are running."
    season.poster = picture("The poster", size=(300, 400))
    season.save()
    for service, reviews in (("Metacritic", None), ("Rotten Tomatoes", 81)):
        CriticScore.objects.create(
            season=season, service=service, value=93, reviews=reviews, noted_on=date(2018, 3, 9)
        )
    ExternalId.objects.create(show=show, service="imdb", value="tt2357547")
    ExternalId.objects.create(season=season, service="tvmaze", value="20321")
    maker = Person.objects.create(name="Melissa Rosenberg", slug="melissa-rosenberg")
    director = Person.objects.create(name="Anna Foerster", slug="anna-foerster")
    Credit.objects.create(person=maker, show=show, job="Creator")
    Credit.objects.create(person=maker, show=show, job="Showrunner")
    episode = season.episodes.get()
    Episode.objects.filter(pk=episode.pk).update(
        aired_on=date(2018, 3, 8), runtime=57, summary="She starts.", still=picture("A still")
    )
    for person, job in ((director, "Director"), (maker, "Writer")):
        Credit.objects.create(person=person, show=show, season=season, episode=episode, job=job)
    Episode.objects.create(season=season, title="Behind the Blinds")
    Location.objects.update(city="New York", country="US", latitude="40.797700", longitude="0")
    return season


def test_a_show_with_everything_is_told_whole(client, press, known):
    story = press.live("Production Starts", about=[known], at=FIRST_DAY)
    assert data_of(client, SHOW) == {
        "@context": "https://schema.org",
        "@id": SITE + SHOW,
        **named("TVSeries", "Jessica Jones", SHOW),
        "alternateName": ["Marvel’s Jessica Jones", "JJ"],
        "description": "A private eye takes cases nobody else wants.",
        "startDate": "2018-03-08",
        "numberOfSeasons": 1,
        "numberOfEpisodes": 13,
        "isPartOf": named("CreativeWorkSeries", "Marvel", "/franchises/marvel/"),
        "publication": {
            "@type": "PublicationEvent",
            "publishedOn": named("BroadcastService", "Netflix", "/networks/netflix/"),
        },
        "creator": [named("Person", "Melissa Rosenberg", "/people/melissa-rosenberg/")],
        "actor": [JESSICA],
        "containsSeason": [
            {
                **named("TVSeason", "Jessica Jones, season 2", SEASON),
                "seasonNumber": 2,
                "numberOfEpisodes": 13,
                "startDate": "2018-03-08",
                "aggregateRating": [
                    {
                        "@type": "AggregateRating",
                        "ratingValue": 93,
                        "bestRating": 100,
                        "worstRating": 0,
                        "reviewCount": 81,
                        "author": {"@type": "Organization", "name": "Rotten Tomatoes"},
                    }
                ],
            }
        ],
        "subjectOf": [
            {
                "@type": "NewsArticle",
                "headline": "Production Starts",
                "url": SITE + story.get_absolute_url(),
                "datePublished": "2017-04-10T18:05:00+00:00",
            }
        ],
        "sameAs": [
            "https://www.netflix.com/title/80002311",
            "https://www.imdb.com/title/tt2357547/",
        ],
    }


def test_a_season_with_everything_is_told_whole(client, known):
    said = data_of(client, SEASON)
    episode, special = said.pop("episode")
    image = said.pop("image")
    assert {name: value for name, value in said.items() if name != "aggregateRating"} == {
        "@context": "https://schema.org",
        "@id": SITE + SEASON,
        **named("TVSeason", "Jessica Jones, season 2", SEASON),
        "seasonNumber": 2,
        "numberOfEpisodes": 13,
        "startDate": "2018-03-08",
        "partOfSeries": named("TVSeries", "Jessica Jones", SHOW),
        "description": "The cameras are running.",
        "actor": [JESSICA],
        "locationCreated": [
            {
                **named("Place", "Broadway & W 101st St", "/locations/west-101st-street/"),
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "New York",
                    "addressCountry": "US",
                },
            }
        ],
        "sameAs": ["https://www.tvmaze.com/seasons/20321"],
    }
    assert (image["@type"], image["caption"], image["creditText"]) == (
        "ImageObject",
        "The poster, drawn",
        "Illustration: GeekFeed",
    )
    assert image["url"].startswith(f"{SITE}/images/")
    assert episode.pop("image")["caption"] == "A still, drawn"
    assert episode == {
        "@type": "TVEpisode",
        "name": "AKA Start at the Beginning",
        "url": f"{SITE}{SEASON}#episode-1",
        "episodeNumber": 1,
        "datePublished": "2018-03-08",
        "duration": "PT57M",
        "description": "She starts.",
        "director": [named("Person", "Anna Foerster", "/people/anna-foerster/")],
        "author": [named("Person", "Melissa Rosenberg", "/people/melissa-rosenberg/")],
    }
    assert sorted(special) == ["@type", "name", "url"]


def test_every_word_is_one_that_schema_org_knows(client, press, known):
    press.live(about=[known])
    assert faults(data_of(client, SHOW)) == []
    assert faults(data_of(client, SEASON)) == []


def test_what_schema_org_does_not_know_is_found():
    assert faults({"@type": "TVShow"}) == ["/TVShow: no such type"]
    series = {
        "@type": "TVSeries",
        "network": "Netflix",
        "startDate": "first quarter of 2018",
        "numberOfSeasons": "2",
        "creator": {"@type": "Place", "name": "New York"},
        "actor": {"@type": "PerformanceRole", "actor": {"@type": "Place"}, "director": "x"},
    }
    assert faults(series) == [
        "/TVSeries: has no network",
        "/TVSeries.network: 'Netflix' is none of []",
        "/TVSeries.startDate: 'first quarter of 2018' is none of ['Date', 'DateTime']",
        "/TVSeries.numberOfSeasons: '2' is none of ['Integer']",
        "/TVSeries.creator: is no Place",
        "/TVSeries.actor/PerformanceRole.actor: is no Place",
        "/TVSeries.actor/PerformanceRole: has no director",
        "/TVSeries.actor/PerformanceRole.director: 'x' is none of ['Person']",
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [("2018-03-08", "2018-03-08"), ("2018-03", "2018-03"), ("2018-Q1", "2018"), ("2018", "2018")],
)
def test_a_premiere_is_told_as_exactly_as_it_is_known(client, season_2, said, told):
    season_2.premiere = PreciseDate.parse(said)
    season_2.save()
    assert data_of(client, SEASON)["startDate"] == told
    assert data_of(client, SHOW)["startDate"] == told


def test_a_premiere_that_is_only_rumoured_is_none(client, press, filming):
    when = {"date_on": date(2018, 1, 1), "date_precision": "year", "standing": "rumoured"}
    press.live(claims=[filming(kind="premiere", **when)])
    assert "startDate" not in data_of(client, SEASON)
    assert "startDate" not in data_of(client, SHOW)


def test_a_score_of_nought_is_a_score(client, known):
    CriticScore.objects.update(value=0)
    (rating,) = data_of(client, SEASON)["aggregateRating"]
    assert (rating["ratingValue"], rating["reviewCount"]) == (0, 81)


def test_a_score_without_the_number_of_its_reviews_is_no_rating(client, known):
    CriticScore.objects.update(reviews=None)
    assert "aggregateRating" not in data_of(client, SEASON)


def test_a_number_of_episodes_is_told_only_where_every_season_has_one(client, known):
    Season.objects.create(show=known.show, number=3)
    said = data_of(client, SHOW)
    assert "numberOfEpisodes" not in said
    assert said["numberOfSeasons"] == 2


def test_each_player_of_a_recast_role_is_told(client, known):
    other = Person.objects.create(name="Somebody Else", slug="somebody-else")
    role = Character.objects.get(slug="jessica")
    Credit.objects.create(person=other, show=known.show, season=known, character=role)
    actors = [one["actor"]["name"] for one in data_of(client, SHOW)["actor"]]
    assert actors == ["Krysten Ritter", "Somebody Else"]


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
def test_no_story_is_named_that_readers_may_not_see(client, press, known, state):
    getattr(press, state)("Secret", about=[known])
    assert "subjectOf" not in data_of(client, SHOW)
    assert "subjectOf" not in data_of(client, SEASON)


def test_a_show_and_a_season_of_which_nothing_is_known_claim_nothing_more(client, season_2):
    assert data_of(client, SEASON) == {
        "@context": "https://schema.org",
        "@id": SITE + SEASON,
        **named("TVSeason", "Jessica Jones, season 2", SEASON),
        "seasonNumber": 2,
        "partOfSeries": named("TVSeries", "Jessica Jones", SHOW),
    }
    season_2.delete()
    assert data_of(client, SHOW) == {
        "@context": "https://schema.org",
        "@id": SITE + SHOW,
        **named("TVSeries", "Jessica Jones", SHOW),
    }


def test_nothing_that_a_record_says_can_end_the_script(client, known):
    Show.objects.update(name=HOSTILE, summary=HOSTILE)
    Episode.objects.update(title=HOSTILE)
    assert data_of(client, SHOW)["description"] == HOSTILE
    assert data_of(client, SEASON)["episode"][0]["name"] == HOSTILE


@pytest.mark.django_db
def test_a_person_and_a_character_are_told_for_pages_of_their_own():
    person = Person.objects.create(
        name="Krysten Ritter", slug="krysten-ritter", aliases="K.R.", description="An actor."
    )
    ExternalId.objects.create(
        person=person, service="imdb", value="nm1172478", read_at=datetime(2017, 4, 1, tzinfo=UTC)
    )
    said = structured_parts.person(person, person.external_ids.all())
    assert said == {
        "@context": "https://schema.org",
        "@id": f"{SITE}/people/krysten-ritter/",
        **RITTER,
        "alternateName": ["K.R."],
        "description": "An actor.",
        "sameAs": ["https://www.imdb.com/name/nm1172478/"],
    }
    invented = structured_parts.person(Character.objects.create(name="Kilgrave", slug="k"))
    assert invented == {
        "@context": "https://schema.org",
        "@id": f"{SITE}/characters/k/",
        **named("Person", "Kilgrave", "/characters/k/"),
    }
    assert faults(said) == faults(invented) == []


@pytest.mark.parametrize(
    ("record", "address"),
    [("person", "/people/krysten-ritter/"), ("character", "/characters/jessica/")],
)
def test_their_pages_tell_of_them_and_of_the_stories_that_name_them(
    client, press, catalog, record, address
):
    story = press.live("It Films", names=[catalog[record]])
    press.draft("Not Yet", names=[catalog[record]])
    ExternalId.objects.create(**{record: catalog[record]}, service="tvmaze", value="21")
    said = data_of(client, address)
    assert (said["@type"], said["name"], said["@id"]) == (
        "Person",
        catalog[record].name,
        SITE + address,
    )
    assert [one["url"] for one in said["subjectOf"]] == [SITE + story.get_absolute_url()]
    assert faults(said) == []


def test_a_place_s_own_page_tells_where_it_is(client, catalog):
    Location.objects.update(latitude="40.797700", longitude="0")
    said = data_of(client, "/locations/west-101st-street/")
    assert said["geo"] == {"@type": "GeoCoordinates", "latitude": 40.7977, "longitude": 0.0}
    assert faults(said) == []


def test_it_tells_of_its_other_names_its_picture_and_the_stories_that_name_it(
    client, press, catalog
):
    story = press.live("It Films", names=[catalog["location"]])
    press.draft("Not Yet", names=[catalog["location"]])
    Location.objects.update(aliases="The corner", picture=picture("The corner"))
    said = data_of(client, "/locations/west-101st-street/")
    assert said["@id"] == said["url"] == f"{SITE}/locations/west-101st-street/"
    assert said["alternateName"] == ["The corner"]
    assert said["image"]["caption"] == "The corner, drawn"
    assert [one["url"] for one in said["subjectOf"]] == [SITE + story.get_absolute_url()]
    assert faults(said) == []


def test_a_franchise_is_told_with_its_shows_and_their_stories(client, press, jessica_jones):
    marvel = Franchise.objects.create(
        name="Marvel", slug="marvel", aliases="MCU", description="Four heroes."
    )
    Show.objects.create(name="Daredevil", slug="daredevil", franchise=marvel)
    Show.objects.filter(pk=jessica_jones.pk).update(franchise=marvel)
    Show.objects.create(name="Legion", slug="legion")
    story = press.live("It Films", about=[jessica_jones])
    said = data_of(client, "/franchises/marvel/")
    (told,) = said.pop("subjectOf")
    assert said == {
        "@context": "https://schema.org",
        "@id": f"{SITE}/franchises/marvel/",
        **named("CreativeWorkSeries", "Marvel", "/franchises/marvel/"),
        "alternateName": ["MCU"],
        "description": "Four heroes.",
        "hasPart": [
            named("TVSeries", "Daredevil", "/shows/daredevil/"),
            named("TVSeries", "Jessica Jones", "/shows/jessica-jones/"),
        ],
    }
    assert told["url"] == SITE + story.get_absolute_url()
    assert faults(said | {"subjectOf": [told]}) == []
