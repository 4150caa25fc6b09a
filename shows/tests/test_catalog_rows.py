"""Rows of the catalog's forms: what two of them cannot both say, and what is too long for one."""

import pytest
from django.urls import reverse

from articles.tests.desk import add_row, opened
from shows.admin import rows
from shows.models import (
    Character,
    Credit,
    Episode,
    ExternalId,
    Location,
    LocationUse,
    Person,
    Season,
    Show,
)

AGAIN = "Another row has the same %s. Change one of the two, or take one out first."


def form_of(record) -> str:
    return reverse(f"admin:shows_{record._meta.model_name}_change", args=[record.pk])


def blank(data, prefix):
    data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"]


def wrong_with(page) -> list[dict]:
    """What is said beside each row that is wrong."""
    assert page.status_code == 200
    sets = page.context["inline_admin_formsets"]
    return [
        {name: list(said) for name, said in errors.items()}
        for one in sets
        for errors in one.formset.errors
        if errors
    ]


@pytest.mark.parametrize("is_there", [False, True])
def test_a_credit_that_stands_twice_is_told_beside_its_row(
    desk, jessica_jones, ritter, jones, is_there
):
    if is_there:
        Credit.objects.create(show=jessica_jones, person=ritter, character=jones)
    data = opened(desk, form_of(jessica_jones))
    blank(data, "credits")
    for place in range(1 if is_there else 2):
        add_row(data, "credits", position=place, person=ritter, character=jones, job="", season="")
    page = desk.post(form_of(jessica_jones), data)
    told = AGAIN % "person, character, job and season"
    assert wrong_with(page) == [{"__all__": [told]}]
    assert Credit.objects.count() == is_there


def test_a_place_that_stands_twice_is_told_beside_its_row(desk, season_2):
    place = Location.objects.create(name="W 101st St", slug="w-101st-st")
    data = opened(desk, form_of(place))
    blank(data, "uses")
    for stands_in_for in ("Alias", ""):
        add_row(data, "uses", season=season_2, episode="", stands_in_for=stands_in_for)
    page = desk.post(form_of(place), data)
    assert wrong_with(page) == [{"__all__": [AGAIN % "season and episode"]}]
    assert LocationUse.objects.count() == 0


def test_a_number_that_two_episodes_have_is_told_beside_the_row_that_was_typed(desk, season_2):
    for number in (1, 2):
        Episode.objects.create(season=season_2, number=number)
    data = opened(desk, form_of(season_2)) | {"episodes-0-number": ["2"]}
    page = desk.post(form_of(season_2), data)
    assert [form.errors for form in page.context["inline_admin_formsets"][0].formset.forms[:2]] == [
        {"__all__": [AGAIN % "number"]},
        {},
    ]


def test_two_specials_have_no_number_both(desk, season_2):
    data = opened(desk, form_of(season_2))
    blank(data, "episodes")
    for title in ("One", "Two"):
        add_row(data, "episodes", number="", title=title, aired_on="", runtime="")
    assert desk.post(form_of(season_2), data).status_code == 302
    assert season_2.episodes.filter(number=None).count() == 2


def test_an_episode_that_was_left_out_is_put_in_and_the_others_move_up(desk, season_2):
    for number, title in enumerate(["One", "Three", "Four"], start=1):
        Episode.objects.create(season=season_2, number=number, title=title)
    keys = list(season_2.episodes.values_list("pk", flat=True))
    data = opened(desk, form_of(season_2))
    blank(data, "episodes")
    data |= {"episodes-1-number": ["3"], "episodes-2-number": ["4"]}
    add_row(data, "episodes", number=2, title="Two", aired_on="", runtime="")
    page = desk.post(form_of(season_2), data)
    assert page.status_code == 302, page.context["errors"]
    told = list(season_2.episodes.values_list("number", "title"))
    assert told == [(1, "One"), (2, "Two"), (3, "Three"), (4, "Four")]
    kept = season_2.episodes.exclude(number=2).values_list("pk", flat=True)
    assert list(kept) == keys


def test_the_number_of_an_episode_that_is_taken_out_is_free_at_once(desk, season_2):
    for number, title in enumerate(["One", "A mistake", "Two"], start=1):
        Episode.objects.create(season=season_2, number=number, title=title)
    data = opened(desk, form_of(season_2))
    blank(data, "episodes")
    data |= {"episodes-1-DELETE": ["on"], "episodes-2-number": ["2"]}
    assert desk.post(form_of(season_2), data).status_code == 302
    assert list(season_2.episodes.values_list("number", "title")) == [(1, "One"), (2, "Two")]


def test_what_another_row_gives_up_is_not_free_before_it_is_saved(desk, jessica_jones, season_2):
    Season.objects.create(show=jessica_jones, number=3)
    data = opened(desk, form_of(jessica_jones))
    data |= {"seasons-0-number": ["3"], "seasons-1-number": ["2"]}
    page = desk.post(form_of(jessica_jones), data)
    assert wrong_with(page) == [{"__all__": [AGAIN % "number"]}] * 2
    assert list(jessica_jones.seasons.values_list("number", flat=True)) == [2, 3]


@pytest.mark.parametrize("is_there", [False, True])
def test_a_number_that_somebody_else_has_names_whom_it_is(desk, ritter, is_there):
    ExternalId.objects.create(person=ritter, service="imdb", value="nm1")
    address = reverse("admin:shows_person_add")
    if is_there:
        address = form_of(Person.objects.create(name="Kristen Ritter", slug="kristen-ritter"))
    data = opened(desk, address) | {"name": ["Kristen Ritter"], "slug": ["kristen-ritter"]}
    blank(data, "external_ids")
    add_row(data, "external_ids", service="imdb", value="nm1")
    page = desk.post(address, data)
    link = f'<a href="{form_of(ritter)}">Krysten Ritter</a>'
    told = f"At IMDb this is {link}. If the two are the same, merge them."
    assert wrong_with(page) == [{"value": [told]}]
    assert list(ExternalId.objects.values_list("person", flat=True)) == [ritter.pk]


def test_a_service_numbers_shows_and_people_apart(desk, ritter, jessica_jones):
    ExternalId.objects.create(show=jessica_jones, service="tvmaze", value="1370")
    data = opened(desk, form_of(ritter))
    blank(data, "external_ids")
    add_row(data, "external_ids", service="tvmaze", value="1370")
    assert desk.post(form_of(ritter), data).status_code == 302


@pytest.fixture
def long_season(season_2, monkeypatch):
    monkeypatch.setattr(rows, "MOST", 3)
    Episode.objects.bulk_create(
        Episode(season=season_2, number=number, title=f"Part {number}") for number in range(1, 7)
    )
    return season_2


def test_of_a_very_long_season_the_last_episodes_stand_in_its_form(desk, long_season):
    data = opened(desk, form_of(long_season))
    blank(data, "episodes")
    assert [data[f"episodes-{place}-number"] for place in range(3)] == [["4"], ["5"], ["6"]]
    page = desk.get(form_of(long_season)).content.decode()
    assert "3 rows before these are not shown." in page
    data["episodes-2-title"] = ["The last part"]
    add_row(data, "episodes", number=7, title="Once more", aired_on="", runtime="")
    assert desk.post(form_of(long_season), data).status_code == 302
    titles = list(long_season.episodes.values_list("title", flat=True))
    assert titles == [
        "Part 1",
        "Part 2",
        "Part 3",
        "Part 4",
        "Part 5",
        "The last part",
        "Once more",
    ]


def test_the_number_of_an_episode_that_is_not_shown_is_taken(desk, long_season):
    data = opened(desk, form_of(long_season)) | {"episodes-2-number": ["1"]}
    page = desk.post(form_of(long_season), data)
    assert wrong_with(page) == [{"__all__": [AGAIN % "number"]}]


# -- Credits of a season and of an episode -----------------------------------------------------


@pytest.mark.parametrize("is_new", [False, True])
def test_an_episode_has_its_directors_and_writers_in_its_form(desk, season_2, ritter, is_new):
    episode = Episode.objects.create(season=season_2, number=1)
    address = reverse("admin:shows_episode_add") if is_new else form_of(episode)
    data = opened(desk, address) | {"season": [str(season_2.pk)], "number": ["2"]}
    blank(data, "credits")
    add_row(data, "credits", position=0, person=ritter, character="", job="Director")
    assert desk.post(address, data).status_code == 302
    told = Credit.objects.values_list("show", "season", "episode__number", "job")
    assert list(told) == [(season_2.show_id, season_2.pk, 2, "Director")]


@pytest.mark.parametrize("is_new", [False, True])
def test_a_season_has_its_cast_in_its_form(desk, jessica_jones, season_2, ritter, jones, is_new):
    of_an_episode = Episode.objects.create(season=season_2, number=1)
    Credit.objects.create(
        show=jessica_jones, season=season_2, episode=of_an_episode, person=ritter, job="Director"
    )
    address = reverse("admin:shows_season_add") if is_new else form_of(season_2)
    data = opened(desk, address) | {"show": [str(jessica_jones.pk)], "number": ["4"]}
    assert data["credits-INITIAL_FORMS"] == ["0"]
    blank(data, "credits")
    add_row(data, "credits", position=0, person=ritter, character=jones, job="")
    assert desk.post(address, data).status_code == 302
    told = Credit.objects.of_no_episode().values_list("show", "season__number", "character")
    assert list(told) == [(jessica_jones.pk, 4, jones.pk)]


def test_an_episode_that_moves_to_another_season_takes_along_what_is_said_of_it(
    desk, jessica_jones, season_2, ritter
):
    other = Season.objects.create(show=jessica_jones, number=3)
    episode = Episode.objects.create(season=season_2, number=1)
    place = Location.objects.create(name="W 101st St", slug="w-101st-st")
    LocationUse.objects.create(location=place, season=season_2, episode=episode)
    Credit.objects.create(
        show=jessica_jones, season=season_2, episode=episode, person=ritter, job="Director"
    )
    data = opened(desk, form_of(episode)) | {"season": [str(other.pk)]}
    assert desk.post(form_of(episode), data).status_code == 302
    assert [Credit.objects.get().season, LocationUse.objects.get().season] == [other, other]


def test_a_season_stays_with_its_show(desk, season_2):
    other = Show.objects.create(name="Luke Cage", slug="luke-cage")
    data = opened(desk, form_of(season_2)) | {"show": [str(other.pk)]}
    assert desk.post(form_of(season_2), data).status_code == 302
    season_2.refresh_from_db()
    assert season_2.show.slug == "jessica-jones"


def test_an_address_that_is_taken_names_whose_it_is(desk, ritter):
    address = reverse("admin:shows_person_add")
    data = opened(desk, address) | {"name": ["Krysten Ritter"], "slug": ["krysten-ritter"]}
    page = desk.post(address, data)
    link = f'<a href="{form_of(ritter)}">Krysten Ritter</a>'
    told = f"This is the address of {link}. Choose another one, or merge the two if they are one."
    assert page.context["adminform"].form.errors == {"slug": [told]}


def test_a_country_may_be_typed_in_small_letters(desk, season_2):
    data = opened(desk, form_of(season_2))
    blank(data, "country_premieres")
    row = {"country": "gb", "premiere_on": "2018-04-18", "premiere_precision": "day"}
    add_row(data, "country_premieres", **row)
    assert desk.post(form_of(season_2), data).status_code == 302
    assert season_2.country_premieres.get().country == "GB"


def test_the_list_of_seasons_prints_no_day_that_nobody_said(desk, season_2):
    Season.objects.update(premiere_on="2018-01-01", premiere_precision="year")
    page = desk.get(reverse("admin:shows_season_changelist")).content.decode()
    assert '<td class="field-premiere_as_known">2018</td>' in page


@pytest.mark.parametrize(("model", "kind"), [(Person, "person"), (Character, "character")])
def test_two_of_one_name_are_told_apart_where_one_is_chosen(
    desk, jessica_jones, ritter, jones, model, kind
):
    Credit.objects.create(show=jessica_jones, person=ritter, character=jones)
    known = {"person": ritter, "character": jones}[kind]
    other = model.objects.create(name=known.name, slug="another")
    query = {"app_label": "shows", "model_name": "credit", "field_name": kind, "term": known.name}
    found = desk.get(reverse("admin:autocomplete"), query).json()["results"]
    told = [(int(one["id"]), one["line"]) for one in found]
    assert told == [(known.pk, "Jessica Jones"), (other.pk, "another")]
    assert "beside" not in found[0]
