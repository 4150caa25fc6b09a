"""The catalog's forms at the desk: all that a record says, rows included, at a constant cost."""

import re

import pytest
from django.urls import reverse

from articles.tests.desk import add_row, at_desk, opened
from shows.models import (
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

KINDS = [Show, Season, Episode, Credit, Person, Character, Location, Network, Franchise]


def name_of(model) -> str:
    return model._meta.model_name


def form_of(record) -> str:
    return reverse(f"admin:shows_{name_of(type(record))}_change", args=[record.pk])


def add(model) -> str:
    return reverse(f"admin:shows_{name_of(model)}_add")


def cast(show, number, season=None):
    person = Person.objects.create(name=f"Person {number}", slug=f"person-{number}")
    role = Character.objects.create(name=f"Role {number}", slug=f"role-{number}")
    return Credit.objects.create(
        show=show, season=season, person=person, character=role, position=number
    )


@pytest.fixture
def one_of_each(jessica_jones, season_2):
    episode = Episode.objects.create(season=season_2, number=1)
    credit = cast(jessica_jones, 0, season_2)
    network = Network.objects.create(name="Netflix", slug="netflix")
    franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    place = Location.objects.create(name="W 101st St", slug="w-101st-st")
    records = [jessica_jones, season_2, episode, credit, credit.person, credit.character]
    return {type(record): record for record in [*records, place, network, franchise]}


@pytest.mark.parametrize("model", KINDS)
def test_no_form_lists_the_records_of_another_kind(desk, one_of_each, model):
    for number in range(5):
        cast(one_of_each[Show], number + 10)
    page = desk.get(form_of(one_of_each[model])).content.decode()
    assert "Person 14" not in page or model is Show
    for select in re.findall(r"<select.*?</select>", page, re.DOTALL):
        chosen = "admin-autocomplete" in select
        assert select.count("<option") <= (2 if chosen else 12), select[:200]


def test_a_show_says_all_that_it_can(desk, jessica_jones):
    said = {"summary": "A detective.", "homepage": "https://netflix.com/jj", "based_on": "Alias"}
    data = opened(desk, form_of(jessica_jones))
    data |= {name: [value] for name, value in said.items()}
    add_row(data, "external_ids", service="tvmaze", value="1370")
    assert desk.post(form_of(jessica_jones), data).status_code == 302
    jessica_jones.refresh_from_db()
    assert {name: getattr(jessica_jones, name) for name in said} == said
    assert list(ExternalId.objects.values_list("show", "service", "value")) == [
        (jessica_jones.pk, "tvmaze", "1370")
    ]


def test_a_season_takes_episodes_premieres_scores_and_its_release(desk, season_2):
    data = opened(desk, form_of(season_2)) | {"release": ["at_once"], "summary": ["She is back."]}
    data["episodes-TOTAL_FORMS"] = ["0"]
    add_row(data, "episodes", number=1, title="AKA Start", aired_on="2018-03-08", runtime=52)
    add_row(data, "episodes", number="", title="A special", aired_on="", runtime="")
    data["country_premieres-TOTAL_FORMS"] = data["scores-TOTAL_FORMS"] = ["0"]
    add_row(
        data, "country_premieres", country="GB", premiere_on="2018-03-09", premiere_precision="day"
    )
    add_row(data, "scores", service="Metacritic", value=70, reviews="", noted_on="2018-04-01")
    page = desk.post(form_of(season_2), data)
    assert page.status_code == 302, page.context["errors"]
    assert list(season_2.episodes.values_list("number", "title", "runtime")) == [
        (1, "AKA Start", 52),
        (None, "A special", None),
    ]
    assert CountryPremiere.objects.get().season == season_2
    assert CriticScore.objects.get().value == 70
    season_2.refresh_from_db()
    assert (season_2.release, season_2.summary) == ("at_once", "She is back.")


def test_a_franchise_has_its_viewing_order(desk, jessica_jones, season_2):
    first = Season.objects.create(show=jessica_jones, number=1)
    franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    data = opened(desk, form_of(franchise))
    data["viewing_order-TOTAL_FORMS"] = ["0"]
    add_row(data, "viewing_order", position=1, season=season_2, note="")
    add_row(data, "viewing_order", position=0, season=first, note="Begin here.")
    assert desk.post(form_of(franchise), data).status_code == 302
    assert [step.season for step in franchise.viewing_order.all()] == [first, season_2]


def test_a_row_that_says_nothing_is_no_row(desk, jessica_jones, season_2):
    for record in (jessica_jones, season_2):
        data = opened(desk, form_of(record))
        assert desk.post(form_of(record), data).status_code == 302
    assert (Credit.objects.count(), Episode.objects.count(), Season.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize("value", ["99999", "abc", "9" * 30, "\x00"])
def test_a_record_that_is_not_there_is_a_sentence_in_its_row(desk, jessica_jones, value):
    data = opened(desk, form_of(jessica_jones))
    data["credits-TOTAL_FORMS"] = ["0"]
    add_row(data, "credits", position=0, person=value, character="", job="Director", season="")
    page = desk.post(form_of(jessica_jones), data)
    assert page.status_code == 200
    assert Credit.objects.count() == 0
    rows = next(f for f in page.context["inline_admin_formsets"] if f.formset.prefix == "credits")
    assert list(rows.formset.forms[0].errors) == ["person"]


# -- What they cost ----------------------------------------------------------------------------


def filled(jessica_jones, count):
    season = Season.objects.create(show=jessica_jones, number=2)
    franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    for number in range(count):
        cast(jessica_jones, number, season)
        episode = Episode.objects.create(season=season, number=number + 1, title=f"AKA {number}")
        place = Location.objects.create(name=f"Place {number}", slug=f"place-{number}")
        LocationUse.objects.create(location=place, season=season, episode=episode)
        CriticScore.objects.create(
            season=season, service=f"Service {number}", value=70, noted_on="2018-04-01"
        )
        country = f"{chr(65 + number // 26)}{chr(65 + number % 26)}"
        CountryPremiere.objects.create(
            season=season, country=country, premiere_on="2018-04-01", premiere_precision="day"
        )
        other = Season.objects.create(show=jessica_jones, number=number + 10)
        ViewingStep.objects.create(franchise=franchise, season=other, position=number)
    return {"show": jessica_jones, "season": season, "franchise": franchise}


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("kind", "asked"), [("show", 14), ("season", 22), ("franchise", 9)])
def test_a_form_costs_the_same_with_one_row_and_with_thirty(
    desk, jessica_jones, django_assert_num_queries, kind, asked, count
):
    address = form_of(filled(jessica_jones, count)[kind])
    desk.get(address)
    with django_assert_num_queries(asked):
        desk.get(address)


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("kind", "asked"), [("show", 46), ("season", 55), ("franchise", 22)])
def test_saving_rows_that_nobody_touched_costs_the_same(
    desk, jessica_jones, django_assert_num_queries, kind, asked, count
):
    address = form_of(filled(jessica_jones, count)[kind])
    data = opened(desk, address)
    with django_assert_num_queries(asked):
        assert desk.post(address, data).status_code == 302


# -- Who ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", KINDS)
def test_writers_look_and_change_nothing(writer, one_of_each, model):
    desk = at_desk(writer)
    record = one_of_each[model]
    assert desk.get(form_of(record)).status_code == 200
    assert desk.get(form_of(record).replace("change", "history")).status_code == 200
    forged = {"name": "Forged", "title": "Forged", "job": "Forged", "post": "yes"}
    for address in (form_of(record), form_of(record).replace("change", "delete"), add(model)):
        assert desk.post(address, forged).status_code == 403
    assert type(record).objects.get(pk=record.pk).__dict__.keys() == record.__dict__.keys()
    assert str(type(record).objects.get(pk=record.pk)) == str(record)
