"""What must never be, the database itself refuses: for the catalog."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from geekfeed.tests.refusals import refused
from shows.models import (
    Character,
    Credit,
    CriticScore,
    Episode,
    ExternalId,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
)


@pytest.mark.parametrize("model", [Show, Person, Character, Location, Network])
def test_a_record_has_a_name_and_an_address_of_its_own(db, model):
    model.objects.create(name="A", slug="a")
    assert refused(lambda: model.objects.create(name="B", slug="a"))
    assert refused(lambda: model.objects.create(name="", slug="c"))
    assert refused(lambda: model.objects.create(name="D", slug=""))


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "lost"},
        {"accent": "purple"},
        {"shelf_position": 0},
        {"shelf_position": 13},
    ],
)
def test_a_show_has_a_known_status_a_colour_and_a_place_on_the_shelf(jessica_jones, facts):
    assert refused(lambda: Show.objects.filter(pk=jessica_jones.pk).update(**facts))


def test_two_shows_never_share_a_place_on_the_shelf(jessica_jones):
    assert refused(lambda: Show.objects.create(name="B", slug="b", shelf_position=1))


def test_a_show_does_not_lead_to_itself(jessica_jones):
    assert refused(lambda: Show.objects.filter(pk=jessica_jones.pk).update(leads_to=jessica_jones))
    jessica_jones.leads_to = jessica_jones
    with pytest.raises(ValidationError, match="cannot lead to itself"):
        jessica_jones.full_clean()


def test_another_database_s_number_names_one_show(jessica_jones):
    other = Show.objects.create(name="B", slug="b")
    ExternalId.objects.create(show=jessica_jones, service="imdb", value="tt1")
    assert refused(lambda: ExternalId.objects.create(show=other, service="imdb", value="tt1"))
    assert refused(
        lambda: ExternalId.objects.create(show=jessica_jones, service="imdb", value="tt2")
    )


def test_a_season_and_an_episode_have_their_number_once(season_2):
    assert refused(lambda: Season.objects.create(show=season_2.show, number=2))
    assert refused(lambda: Season.objects.create(show=season_2.show, number=0))
    Episode.objects.create(season=season_2, number=1)
    assert refused(lambda: Episode.objects.create(season=season_2, number=1))


def test_a_premiere_is_dated_or_not(season_2):
    season = Season.objects.filter(pk=season_2.pk)
    assert refused(lambda: season.update(premiere_on=date(2018, 1, 1)))
    assert refused(lambda: season.update(premiere_precision="year"))


def test_a_credit_is_cast_or_crew_and_never_both_or_neither(catalog):
    who = {"person": catalog["person"], "show": catalog["show"]}
    character = catalog["character"]
    assert refused(lambda: Credit.objects.create(**who))
    assert refused(lambda: Credit.objects.create(**who, character=character, job="Director"))


def test_a_credit_stands_once_at_each_level(catalog):
    person, show, season = catalog["person"], catalog["show"], catalog["season"]
    episode = season.episodes.get()
    levels = [
        {"show": show},
        {"show": show, "season": season},
        {"show": show, "season": season, "episode": episode},
    ]
    for part in ({"job": "Director"}, {"character": Character.objects.create(name="N", slug="n")}):
        for level in levels:
            Credit.objects.create(person=person, **level, **part)
            assert refused(
                lambda level=level, part=part: Credit.objects.create(person=person, **level, **part)
            )


def test_a_credit_for_an_episode_names_its_season(catalog):
    episode = catalog["season"].episodes.get()
    assert refused(
        lambda: Credit.objects.create(
            person=catalog["person"], show=catalog["show"], episode=episode, job="Writer"
        )
    )


def test_a_credit_does_not_mix_shows(catalog):
    other = Show.objects.create(name="B", slug="b")
    credit = Credit(person=catalog["person"], show=other, season=catalog["season"], job="Writer")
    with pytest.raises(ValidationError, match="another show"):
        credit.full_clean()


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("91", "0"), ("0", "181"), ("40.7", None), (None, "-73.9")]
)
def test_a_location_is_on_the_globe(db, latitude, longitude):
    where = {
        "latitude": latitude and Decimal(latitude),
        "longitude": longitude and Decimal(longitude),
    }
    assert refused(lambda: Location.objects.create(name="X", slug="x", **where))


def test_a_location_is_used_once_in_a_season(catalog):
    use = {"location": catalog["location"], "season": catalog["season"]}
    assert refused(lambda: LocationUse.objects.create(**use))


def test_a_score_is_a_percentage_noted_once_a_day(season_2):
    noted = {"season": season_2, "service": "Rotten Tomatoes", "noted_on": date(2017, 4, 10)}
    assert refused(lambda: CriticScore.objects.create(value=101, **noted))
    CriticScore.objects.create(value=93, **noted)
    assert refused(lambda: CriticScore.objects.create(value=94, **noted))


def test_a_network_with_shows_cannot_be_deleted(jessica_jones):
    jessica_jones.network = Network.objects.create(name="Netflix", slug="netflix")
    jessica_jones.save()
    with pytest.raises(ProtectedError):
        jessica_jones.network.delete()


def test_a_show_that_others_led_to_may_go(jessica_jones):
    target = Show.objects.create(name="The Defenders", slug="the-defenders")
    jessica_jones.leads_to = target
    jessica_jones.save()
    target.delete()
    jessica_jones.refresh_from_db()
    assert jessica_jones.leads_to is None
