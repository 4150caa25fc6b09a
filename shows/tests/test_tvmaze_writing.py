"""What TVmaze tells of a show in the catalog, and what comes of it when it tells another thing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import adopting, one_record
from articles.models import Claim
from shows.models import (
    Change,
    Character,
    Credit,
    Episode,
    ExternalId,
    Network,
    Person,
    Season,
    Show,
)
from shows.tests.telling import lantern, long_show, part, tide
from shows.tvmaze.reading import read
from shows.tvmaze.report import Report
from shows.tvmaze.writing import write

pytestmark = pytest.mark.django_db


def bring(told: dict[str, Any]) -> Report:
    return write(read(told))[1]


def figures(report: Report, outcome: str) -> dict[str, int]:
    return {kind: n[outcome] for kind, n in report.counts.items() if n[outcome]}


def show() -> Show:
    return Show.objects.get(slug="lantern-street")


def ids(**which: Any) -> dict[str, str]:
    return dict(ExternalId.objects.filter(**which).values_list("service", "value"))


# -- New ---------------------------------------------------------------------------------------


def test_a_new_show_is_in_the_catalog_with_everything_that_belongs_to_it():
    report = bring(lantern())
    made = show()
    assert (made.name, made.status, made.network.name) == (
        "Lantern Street",
        "returning",
        "Streamline",
    )
    assert made.accent == "#12111a"
    assert made.poster is None
    assert ids(show=made) == {"tvmaze": "90001", "imdb": "tt9235754", "thetvdb": "284190"}
    assert list(
        made.seasons.order_by("number").values_list("number", "premiere_on", "release")
    ) == [
        (1, date(2015, 11, 20), "at_once"),
        (2, date(2018, 3, 8), "at_once"),
        (3, None, ""),
    ]
    first = made.seasons.get(number=1)
    assert (str(first.premiere), first.episode_order) == ("20 November 2015", 4)
    assert [str(one) for one in first.episodes.all()] == [
        "Episode 1: The Wick",
        "Episode 2: Paraffin",
        "Episode 3: Ash & Ember",
        "Episode 4: The Last Match",
        "Special: A Walk Down the Street",
    ]
    assert [str(one) for one in made.credits.order_by("position")] == [
        "Ada Quill: Wren Calloway",
        "Tobias Renn: Inspector Marsh",
        "Ada Quill: Wren's Mother",
        "Maud Ferrier: Creator",
        "Maud Ferrier: Executive Producer",
        "Tobias Renn: Executive Producer",
    ]
    assert figures(report, "created") == {
        "show": 1,
        "season": 3,
        "episode": 9,
        "network": 1,
        "person": 3,
        "character": 3,
        "credit": 6,
    }
    assert (report.left, report.notes) == ([], [])
    assert not Change.objects.exists()


def test_every_record_says_when_it_was_read():
    bring(lantern())
    rows = ExternalId.objects.filter(service="tvmaze")
    assert rows.count() == 1 + 3 + 9 + 1 + 3 + 3
    before = set(rows.values_list("read_at", flat=True))
    assert len(before) == 1
    bring(lantern())
    after = set(rows.values_list("read_at", flat=True))
    assert len(after) == 1
    assert after.pop() > before.pop()


def everything() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Show, Season, Episode, Network, Person, Character, Credit, Change)
    ]


@pytest.mark.parametrize("told", [lantern, tide])
def test_the_second_time_nothing_changes(told):
    bring(told())
    before = everything()
    report = bring(told())
    assert everything() == before
    assert not report.has_changes
    assert (report.left, report.notes) == ([], [])


def test_what_was_made_passes_the_desk_s_own_checks():
    bring(lantern())
    bring(tide())
    for model in (Show, Season, Episode, Network, Person, Character, Credit, ExternalId):
        for record in model.objects.all():
            record.full_clean()


# -- Addresses ---------------------------------------------------------------------------------


def test_an_address_that_is_taken_gets_the_year_and_then_a_number():
    other = Show.objects.create(name="Another", slug="lantern-street")
    Season.objects.create(
        show=other, number=1, premiere_on=date(1999, 1, 1), premiere_precision="day"
    )
    bring(lantern())
    bring(lantern() | {"id": 90003, "externals": {}, "_embedded": {}})
    assert set(Show.objects.values_list("slug", flat=True)) == {
        "lantern-street",
        "lantern-street-2015",
        "lantern-street-2",
    }


def test_a_former_address_goes_on_leading_where_it_led():
    other = Show.objects.create(name="Another", slug="another")
    other.former.create(slug="lantern-street")
    bring(lantern())
    assert set(Show.objects.values_list("slug", flat=True)) == {"another", "lantern-street-2015"}


@pytest.mark.parametrize(
    ("name", "slug"),
    [("灯の街", "lantern-street"), ("Feed", "feed-2015"), ("Colours.css", "colourscss")],
)
def test_every_name_gets_an_address_that_is_its_own(client, name, slug):
    bring(lantern() | {"name": name})
    made = Show.objects.get()
    assert made.slug == slug
    assert client.get(made.get_absolute_url()).status_code == 200


def test_thirty_of_one_name_have_thirty_addresses():
    told = long_show(1, 30)
    for one in told["_embedded"]["cast"]:
        one["person"]["name"] = one["character"]["name"] = "Guard"
    bring(told)
    assert Person.objects.filter(name="Guard").count() == 30
    assert len(set(Character.objects.values_list("slug", flat=True))) == 30


# -- What is there already ---------------------------------------------------------------------


@pytest.fixture
def ours() -> Show:
    """The show as the desk made it, without any number of TVmaze's."""
    made = Show.objects.create(name="Lantern Street", slug="lantern-street", status="announced")
    season = Season.objects.create(show=made, number=1, episode_order=4)
    Episode.objects.create(season=season, number=2, title="Paraffin")
    Episode.objects.create(season=season, title="A Walk Down the Street")
    ada = Person.objects.create(name="Ada Quill", slug="ada-quill")
    wren = Character.objects.create(name="Wren Calloway", slug="wren")
    Credit.objects.create(show=made, season=season, person=ada, character=wren)
    Network.objects.create(name="Streamline", slug="streamline")
    return made


def test_what_is_certainly_the_same_is_taken_for_it(ours):
    report = bring(lantern())
    assert show().pk == ours.pk
    assert figures(report, "created") == {
        "season": 2,
        "episode": 7,
        "person": 2,
        "character": 2,
        "credit": 5,
    }
    assert figures(report, "updated") == {
        "show": 1,
        "season": 1,
        "episode": 2,
        "network": 1,
    }
    assert ids(episode__title="Paraffin") == {"tvmaze": "92002"}
    assert ids(person__slug="ada-quill") == {"tvmaze": "93001"}
    assert ids(network__slug="streamline") == {"tvmaze": "webchannel-1"}
    assert report.left == [
        "Lantern Street status: the desk has Announced, TVmaze says Returning: left"
    ]
    assert report.notes == []


def test_a_credit_for_a_season_is_not_made_for_the_show_once_more(ours):
    bring(lantern())
    assert Credit.objects.filter(person__name="Ada Quill", character__slug="wren").count() == 1


def test_changes_to_what_was_there_are_in_its_history(ours):
    bring(lantern())
    season = ours.seasons.get(number=1)
    changes = {(one.record_type.model, one.record_id): one for one in Change.objects.all()}
    assert {one.through for one in changes.values()} == {"tvmaze"}
    assert changes["season", season.pk].fields == {
        "premiere": ["nothing", "20 November 2015"],
        "release": ["nothing", "All episodes at once"],
        "summary": ["nothing", "“The first winter.”"],
    }
    assert changes["season", season.pk].record_name == "Lantern Street, season 1"
    notes = {one.note for one in Change.objects.filter(record_id=ours.pk) if one.note}
    assert notes == {"Added: 2 seasons, 7 episodes, 5 credits"}


def test_what_is_changed_in_bulk_says_when(ours):
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)
    Season.objects.update(changed_at=long_ago)
    Episode.objects.update(changed_at=long_ago)
    bring(lantern())
    assert not Season.objects.filter(changed_at=long_ago).exists()
    assert not Episode.objects.filter(changed_at=long_ago).exists()


def test_a_show_of_that_name_from_another_year_is_another_show(ours):
    ours.seasons.update(premiere_on=date(1988, 1, 1), premiere_precision="day")
    report = bring(lantern())
    assert Show.objects.count() == 2
    assert report.notes[-2:] == [
        "“Ada Quill” may be the same as /people/ada-quill/: merge them if so",
        "“Wren Calloway” may be the same as /characters/wren/: merge them if so",
    ]


def test_of_two_shows_of_that_name_none_is_taken(ours):
    Show.objects.create(name="Lantern Street", slug="other")
    report = bring(lantern())
    assert Show.objects.count() == 3
    assert set(report.notes) >= {
        "“Lantern Street” may be the same as /shows/other/, which was there before. If so, delete "
        "the new one, give the old one the number 90001 at TVmaze, and import it again"
    }


def test_a_namesake_who_is_not_in_the_show_is_somebody_else():
    Person.objects.create(name="Ada Quill", slug="ada-quill")
    report = bring(lantern())
    assert Person.objects.filter(name="Ada Quill").count() == 2
    assert report.notes == ["“Ada Quill” may be the same as /people/ada-quill/: merge them if so"]
    assert bring(lantern()).notes == []


def test_of_two_namesakes_none_is_taken(ours):
    Person.objects.create(name="Ada Quill", slug="ada-2")
    bring(lantern())
    assert Person.objects.filter(name="Ada Quill").count() == 3


def test_another_name_of_a_record_is_its_name_too(ours):
    Show.objects.filter(pk=ours.pk).update(name="Lantern", full_name="Lantern Street")
    Person.objects.update(name="Ada", aliases="Ada Quill")
    report = bring(lantern())
    assert show().name == "Lantern"
    assert ids(person__name="Ada") == {"tvmaze": "93001"}
    assert [line for line in report.left if "name" in line] == []


def test_a_network_of_another_country_is_another_one():
    Network.objects.create(name="Channel Seven", slug="channel-seven", country="AU")
    bring(tide())
    assert set(Network.objects.values_list("slug", "country")) == {
        ("channel-seven", "AU"),
        ("channel-seven-gb", "GB"),
    }


def test_people_and_characters_are_shared_between_shows():
    bring(lantern())
    told = tide()
    told["_embedded"]["cast"] = lantern()["_embedded"]["cast"]
    report = bring(told)
    assert figures(report, "created") == {
        "show": 1, "season": 3, "episode": 7, "network": 1, "credit": 3,
    }  # fmt: skip
    assert Person.objects.filter(name="Ada Quill").count() == 1


def with_doubles() -> dict[str, Any]:
    """Another show, in which the actor, the role and the network have other numbers."""
    told = tide()
    told["_embedded"]["cast"] = [
        {
            "person": {"id": 777, "name": "Ada Quill"},
            "character": {"id": 778, "name": "Wren Calloway"},
        }
    ]
    told["_embedded"]["crew"] = []
    told["network"] = {"id": 44, "name": "Streamline", "country": None}
    return told


@pytest.mark.parametrize("again", [with_doubles(), with_doubles() | {"id": 5, "name": "Third"}])
def test_what_the_desk_made_one_is_one_whatever_number_tvmaze_names(editor, again):
    bring(lantern())
    bring(with_doubles())
    for model in (Person, Character, Network):
        name = (
            "Streamline"
            if model is Network
            else part(with_doubles(), "cast", 0)[model._meta.model_name]["name"]
        )
        kept, gone = model.objects.filter(name=name).order_by("pk")
        one_record.merge(gone, kept, editor)
    again["_embedded"]["seasons"] = again["_embedded"]["episodes"] = []
    before = [set(model.objects.values_list("slug")) for model in (Person, Character, Network)]
    report = bring(again)
    assert [
        set(model.objects.values_list("slug")) for model in (Person, Character, Network)
    ] == before
    assert [report.counts[kind]["unchanged"] for kind in ("person", "character", "network")] == [
        1
    ] * 3
    credit = Credit.objects.get(show__external_ids__value=again["id"], character__isnull=False)
    assert credit.person.external_ids.get().value == "93001"
    assert Show.objects.get(external_ids__value=again["id"]).network.slug == "streamline"
    assert report.left == []


def test_a_number_leads_on_when_the_record_it_led_to_is_merged_too(editor):
    ada, bee, cee = (Person.objects.create(name=name, slug=name) for name in "abc")
    for number, person in enumerate((ada, bee, cee)):
        ExternalId.objects.create(person=person, service="tvmaze", value=str(number + 1))
    one_record.merge(ada, bee, editor)
    one_record.merge(bee, cee, editor)
    assert dict(cee.former_numbers.values_list("value", "service")) == {
        "1": "tvmaze",
        "2": "tvmaze",
    }


def test_somebody_with_a_new_number_in_the_same_show_may_be_the_same():
    bring(lantern())
    told = lantern()
    for role in (0, 2):
        part(told, "cast", role)["person"] = {"id": 7, "name": "Ada Quill"}
    assert bring(told).notes[0] == (
        "“Ada Quill” may be the same as /people/ada-quill/: merge them if so"
    )


# -- What TVmaze says by now -------------------------------------------------------------------


def test_what_came_from_tvmaze_follows_it():
    bring(lantern())
    told = lantern() | {"status": "Ended", "name": "Lantern Street, London"}
    part(told, "seasons", 1)["premiereDate"] = "2018-03-09"
    part(told, "episodes", 0)["name"] = "The Wick and the Wax"
    part(told, "cast", 0)["person"]["name"] = "Ada Quill-Renn"
    report = bring(told)
    assert figures(report, "updated") == {"show": 1, "season": 1, "episode": 1, "person": 1}
    assert (show().status, show().name) == ("ended", "Lantern Street, London")
    assert show().seasons.get(number=2).premiere_on == date(2018, 3, 9)
    assert Episode.objects.filter(title="The Wick and the Wax").count() == 1
    assert report.left == []
    changes = {name: pair for one in Change.objects.all() for name, pair in one.fields.items()}
    assert changes["status"] == ["Returning", "Ended"]
    assert changes["premiere"] == ["8 March 2018", "9 March 2018"]


def test_what_the_desk_changed_stays_whatever_tvmaze_says():
    bring(lantern())
    season = show().seasons.get(number=1)
    Season.objects.filter(pk=season.pk).update(premiere_on=date(2015, 11, 21))
    expected = (
        "Season 1 premiere: the desk has 21 November 2015, TVmaze says 20 November 2015: left"
    )
    assert bring(lantern()).left == [expected]
    told = lantern()
    part(told, "seasons", 0)["premiereDate"] = "2015-11-22"
    report = bring(told)
    assert report.left == [expected.replace("says 20", "says 22")]
    season.refresh_from_db()
    assert season.premiere_on == date(2015, 11, 21)
    assert (figures(report, "left"), figures(report, "updated")) == ({"season": 1}, {})


def test_what_the_desk_emptied_stays_empty():
    bring(lantern())
    Show.objects.update(summary="")
    report = bring(lantern())
    assert show().summary == ""
    assert [line[:57] for line in report.left] == [
        "Lantern Street summary: the desk has nothing, TVmaze says"
    ]


def test_what_tvmaze_says_no_longer_stays():
    bring(lantern())
    told = lantern() | {"summary": None, "network": None, "webChannel": None, "status": ""}
    report = bring(told)
    assert (show().summary[:8], show().network.name) == ("Lantern ", "Streamline")
    assert not report.has_changes


def test_a_field_that_was_empty_is_filled_once_tvmaze_knows():
    bring(lantern())
    told = lantern()
    part(told, "seasons", 2)["premiereDate"] = "2019-06-14"
    bring(told)
    assert show().seasons.get(number=3).premiere_on == date(2019, 6, 14)


def test_what_rests_on_an_adopted_claim_counts_as_the_desk_s(press, editor):
    told = lantern()
    part(told, "seasons", 1)["premiereDate"] = None
    for number in range(5, 9):
        part(told, "episodes", number)["airdate"] = None
    bring(told | {"status": "In Development"})
    season = show().seasons.get(number=2)
    for kind, facts in (
        ("premiere", {"date_on": date(2018, 3, 1), "date_precision": "month"}),
        ("renewed", {}),
    ):
        claim = {"says": "It", "kind": kind, "show": show(), "season": season, **facts}
        pk = press.live(claims=[claim]).claims.get().pk
        field = "status" if kind == "renewed" else "premiere"
        adopting.adopt(Claim.objects.with_records().get(pk=pk), editor, field)
    ExternalId.objects.filter(season=season).update(given={"premiere": "2018-03"})
    ExternalId.objects.filter(show=show(), service="tvmaze").update(given={"status": "returning"})
    report = bring(lantern() | {"status": "Ended"})
    assert show().status == "returning"
    assert str(show().seasons.get(number=2).premiere) == "March 2018"
    assert report.left == [
        "Lantern Street status: the desk has Returning, TVmaze says Ended: left",
        "Season 2 premiere: the desk has March 2018, TVmaze says 8 March 2018: left",
    ]


def test_what_the_desk_took_out_is_not_made_again():
    bring(lantern())
    Episode.objects.filter(title="Paraffin").delete()
    Credit.objects.filter(job="Creator").delete()
    Person.objects.get(name="Tobias Renn").delete()
    show().seasons.get(number=2).delete()
    before = everything()
    report = bring(lantern())
    assert everything() == before
    assert figures(report, "skipped") == {"season": 1, "episode": 5, "credit": 3}
    assert report.notes == [
        "Season 2 was taken out at the desk: not made again",
        "Episodes whose season is not in the catalog: “Cold Glass”, “Tallow”, “Snuffed”, “Morning”",
        "Episodes that were taken out at the desk and are not made again: Season 1, episode 2",
        "3 credits were changed or taken out at the desk and are not made again",
    ]
    assert bring(lantern()).counts == report.counts


def test_what_tvmaze_lists_no_longer_is_left_and_told():
    bring(lantern())
    told = lantern()
    embedded = told["_embedded"]
    del embedded["seasons"][2], embedded["episodes"][4], embedded["crew"][1:]
    report = bring(told)
    assert report.notes == [
        "TVmaze lists 1 season no longer, it is left as it is: Season 3",
        "TVmaze lists 1 episode no longer, it is left as it is: "
        "Season 1, special “A Walk Down the Street”",
        "TVmaze lists 2 credits no longer, they are left as they are: "
        "Maud Ferrier, Executive Producer, Tobias Renn, Executive Producer",
    ]
    assert not report.has_changes
    assert (Season.objects.count(), Episode.objects.count(), Credit.objects.count()) == (3, 9, 6)


def test_a_list_that_the_answer_does_not_have_says_nothing_of_what_is_there():
    bring(lantern())
    report = bring(lantern() | {"_embedded": {}})
    assert (report.notes, report.left, report.has_changes) == ([], [], False)


def test_what_tvmaze_numbers_anew_is_not_said_to_be_gone():
    bring(lantern())
    told = lantern()
    for one in told["_embedded"]["episodes"] + told["_embedded"]["seasons"]:
        one["id"] += 7_000_000
    assert bring(told).notes == []
    assert bring(told).notes == []


def test_what_the_desk_has_taken_out_is_not_said_to_be_listed_no_longer():
    bring(lantern())
    Episode.objects.filter(title="Paraffin").delete()
    Credit.objects.filter(job="Creator").delete()
    told = lantern()
    del told["_embedded"]["episodes"][1], told["_embedded"]["crew"][0]
    assert bring(told).notes == []


# -- Numbers that move -------------------------------------------------------------------------


def numbers() -> dict[str, int | None]:
    return dict(Episode.objects.filter(season__number=1).values_list("title", "number"))


def test_episodes_that_change_places_do():
    bring(lantern())
    told = lantern()
    part(told, "episodes", 0)["number"], part(told, "episodes", 1)["number"] = 2, 1
    bring(told)
    assert numbers() == {
        "The Wick": 2,
        "Paraffin": 1,
        "Ash & Ember": 3,
        "The Last Match": 4,
        "A Walk Down the Street": None,
    }


def test_an_episode_can_become_a_special_and_the_others_move_up():
    bring(lantern())
    told = lantern()
    part(told, "episodes", 0)["number"] = None
    for number in (1, 2, 3):
        part(told, "episodes", number)["number"] = number
    bring(told)
    assert numbers() == {
        "The Wick": None,
        "Paraffin": 1,
        "Ash & Ember": 2,
        "The Last Match": 3,
        "A Walk Down the Street": None,
    }


def test_a_number_that_the_desk_gave_to_another_episode_is_the_desk_s():
    bring(lantern())
    Episode.objects.filter(title="The Wick").update(number=9)
    told = lantern()
    late = part(told, "episodes", 0) | {"id": 92099, "number": 9, "name": "Late"}
    told["_embedded"]["episodes"].append(late)
    report = bring(told)
    assert numbers()["The Wick"] == 9
    expected = ["Season 1, episode 9, “Late”: another one has this number here: left out"]
    assert report.notes == expected
    assert bring(told).notes == expected


def test_what_stands_in_the_way_of_others_is_told():
    bring(lantern())
    told = lantern()
    del told["_embedded"]["episodes"][1]
    part(told, "episodes", 1)["number"] = 2
    assert bring(told).notes == [
        "TVmaze gives their numbers to others: Season 1, episode 2 “Paraffin”. Delete at the desk "
        "what is gone, and the next import moves the others up",
        "TVmaze lists 1 episode no longer, it is left as it is: Season 1, episode 2 “Paraffin”",
    ]
    Episode.objects.get(title="Paraffin").delete()
    assert bring(told).notes == []
    assert sorted(filter(None, numbers().values())) == [1, 2, 4]


def test_a_season_keeps_the_number_that_it_has_here():
    bring(lantern())
    show().seasons.filter(number=2).update(number=12)
    report = bring(lantern())
    assert report.left == ["Season 12 number: the desk has 12, TVmaze says 2: left"]
    assert Season.objects.get(number=12).episodes.count() == 4


def test_a_season_that_tvmaze_made_anew_is_the_same_here():
    bring(lantern())
    told = lantern()
    part(told, "seasons", 0)["id"] = 91999
    bring(told)
    assert ids(season__number=1) == {"tvmaze": "91999"}
    assert Season.objects.count() == 3


def test_an_episode_of_another_show_is_left_where_it_is():
    bring(lantern())
    told = lantern() | {"id": 90009, "name": "Copy", "externals": {}}
    report = bring(told)
    assert figures(report, "skipped") == {"season": 3, "episode": 9}
    assert Episode.objects.count() == 9


def other_with(**numbers: str) -> Show:
    made = Show.objects.create(name="Other", slug=f"other-{'-'.join(numbers)}", status="announced")
    for service, value in numbers.items():
        ExternalId.objects.create(show=made, service=service, value=value)
    return made


def test_a_number_elsewhere_that_is_another_show_s_is_told():
    other_with(imdb="tt9235754", tvmaze="7")
    report = bring(lantern())
    assert report.notes == ["IMDb tt9235754 is the number of “Other” here: look at both shows"]
    assert ids(show=show()) == {"tvmaze": "90001", "thetvdb": "284190"}


def test_a_show_of_another_name_with_the_same_number_elsewhere_is_the_same():
    other = other_with(imdb="tt9235754")
    report = bring(lantern())
    assert list(Show.objects.all()) == [other]
    assert ids(show=other) == {"tvmaze": "90001", "imdb": "tt9235754", "thetvdb": "284190"}
    assert report.left == [
        "Other name: the desk has “Other”, TVmaze says “Lantern Street”: left",
        "Other status: the desk has Announced, TVmaze says Returning: left",
    ]


def test_of_two_shows_that_share_its_numbers_elsewhere_none_is_taken():
    other_with(imdb="tt9235754")
    other_with(thetvdb="284190")
    assert len(bring(lantern()).notes) == 2
    assert ids(show=show()) == {"tvmaze": "90001"}


def counted() -> list[int]:
    return [model.objects.count() for model in (Show, Season, Episode, Person, Credit, Change)]


def test_a_show_with_a_new_number_is_the_same_by_its_numbers_elsewhere():
    bring(lantern())
    before = counted()
    report = bring(lantern() | {"id": 90555})
    assert counted() == before
    assert ids(show=show())["tvmaze"] == "90555"
    assert report.notes == ["TVmaze calls “Lantern Street” 90555 by now, and not 90001 any more"]
    assert bring(lantern() | {"id": 90555}).notes == []


def test_a_show_that_tvmaze_leads_on_from_is_the_same():
    bring(lantern())
    before = counted()
    told = lantern() | {"id": 90555, "name": "Lantern Street, London", "externals": {}}
    assert write(read(told, asked="90001"))[0] == Show.objects.get()
    assert counted() == [*before[:-1], before[-1] + 1]
    assert ids(show=show())["tvmaze"] == "90555"


def test_two_shows_that_tvmaze_has_made_one_are_told():
    bring(lantern())
    bring(tide())
    report = write(read(lantern(), asked="90002"))[1]
    assert report.notes == [
        "TVmaze has made one show of /shows/the-tide-office/ and /shows/lantern-street/: "
        "/shows/the-tide-office/ can go"
    ]


# -- What it costs -----------------------------------------------------------------------------


def cost(told: dict[str, Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        bring(told)
    return len(queries)


def test_three_hundred_episodes_cost_hardly_more_questions_than_thirty():
    """SQLite takes about a hundred rows at once, so that a few more statements are needed."""
    costs = []
    for number, episodes in enumerate((30, 300)):
        told = long_show(episodes, episodes // 3) | {"id": number + 1, "name": f"Show {number}"}
        told["externals"] = {}
        for one in told["_embedded"]["seasons"] + told["_embedded"]["episodes"]:
            one["id"] += number * 100_000
        costs.append((cost(told), cost(told)))
    (few, few_again), (many, many_again) = costs
    assert many <= few + 20
    assert many_again <= few_again + 5
