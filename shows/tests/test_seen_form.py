"""Saying how far one has seen: the form on a show's and a season's page, and what it keeps."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from geekfeed.tests.reading import count_queries, parse, read
from shows import seen_choices
from shows.models import Episode, Season, Show
from shows.seen import COOKIE, SHOWS

SHOW = "/shows/jessica-jones/"
SEASON = f"{SHOW}season-2/"
ADDRESS = f"{SHOW}seen/"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def show(season_2):
    """Two seasons that are out, with two and three episodes on record, and one to come."""
    show = season_2.show
    first = Season.objects.create(show=show, number=1)
    Season.objects.create(
        show=show,
        number=3,
        premiere_on=timezone.localdate() + timedelta(days=400),
        premiere_precision="day",
    )
    for season, last in ((first, 2), (season_2, 3)):
        for number in range(1, last + 1):
            Episode.objects.create(season=season, number=number, title=f"AKA {number}")
    return show


def send(client, until, **data):
    return client.post(ADDRESS, {"until": until} | data, headers=HERE)


def kept(response):
    """What the browser is to keep; None where nothing is said."""
    return response.cookies[COOKIE].value if COOKIE in response.cookies else None


def options(page):
    groups = page.all(".seen optgroup")
    return {group["label"]: [one["value"] for one in group.all("option")] for group in groups}


def chosen(page):
    return [one["value"] for one in page.all(".seen option") if "selected" in one]


def test_the_show_s_page_asks_by_season_for_what_is_out(client, show):
    page = read(client.get(SHOW))
    assert options(page) == {
        "Season 1": ["1.1", "1.2", "1.0"],
        "Season 2": ["2.1", "2.2", "2.3", "2.0"],
    }
    assert page.texts(".seen option")[:4] == [
        "Nothing yet",
        "Season 1, episode 1",
        "Season 1, episode 2",
        "All of season 1",
    ]
    assert (chosen(page), page.one(".seen form")["action"]) == ([], ADDRESS)
    assert page.one(".seen input")["value"] == SHOW


def test_a_season_s_page_asks_for_that_season(client, show):
    page = read(client.get(SEASON))
    assert options(page) == {"Season 2": ["2.1", "2.2", "2.3", "2.0"]}
    assert page.one(".seen input")["value"] == SEASON


def test_a_season_without_episodes_is_asked_for_once_it_has_begun(client, show):
    third = show.seasons.get(number=3)
    third.premiere_on = timezone.localdate()
    third.save()
    assert options(read(client.get(SHOW)))["Season 3"] == ["3.0"]


def test_where_nothing_is_out_nothing_is_asked(client, season_2):
    assert read(client.get(SHOW)).all(".seen") == []
    assert read(client.get(SEASON)).all(".seen") == []


def test_looking_sets_no_cookie(client, show):
    assert [client.get(page).cookies.output() for page in (SHOW, SEASON)] == ["", ""]


def test_what_is_chosen_is_kept_in_the_browser_for_a_year_and_shown(client, show):
    response = send(client, "2.2")
    assert (response.status_code, response["Location"]) == (302, f"{SHOW}#seen")
    cookie = response.cookies[COOKIE]
    assert cookie.value == f"{show.pk}.2.2"
    told = ("max-age", "samesite", "httponly", "secure", "path", "domain")
    assert [cookie[name] for name in told] == [365 * 24 * 3600, "Lax", True, "", "/", ""]
    assert chosen(read(client.get(SHOW))) == ["2.2"]
    assert chosen(read(client.get(SEASON))) == ["2.2"]


def test_where_the_site_is_served_over_https_the_cookie_is_secure(client, show, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert send(client, "2.2").cookies[COOKIE]["secure"] is True


def test_nothing_yet_forgets_the_show_and_with_the_last_show_the_cookie(client, show):
    client.cookies[COOKIE] = f"{show.pk}.2.2-{show.pk + 1}.1.0"
    assert kept(send(client, "")) == f"{show.pk + 1}.1.0"
    client.cookies[COOKIE] = f"{show.pk}.2.2"
    gone = send(client, "").cookies[COOKIE]
    assert (gone.value, gone["max-age"]) == ("", 0)


def test_a_choice_that_the_page_does_not_list_is_shown_all_the_same(client, show):
    client.cookies[COOKIE] = f"{show.pk}.1.2"
    page = read(client.get(SEASON))
    assert options(page) == {"As it is now": ["1.2"], "Season 2": ["2.1", "2.2", "2.3", "2.0"]}
    assert chosen(page) == ["1.2"]


def test_the_last_episode_of_all_that_were_ordered_is_the_whole_season(client, show):
    Season.objects.filter(number=2).update(episode_order=3)
    assert kept(send(client, "2.3")) == f"{show.pk}.2.0"
    Season.objects.filter(number=2).update(episode_order=13)
    assert kept(send(client, "2.3")) == f"{show.pk}.2.3"


def test_an_episode_that_nobody_has_entered_between_others_is_one(client, show):
    Episode.objects.get(season__number=2, number=2).delete()
    assert kept(send(client, "2.2")) == f"{show.pk}.2.2"


@pytest.mark.parametrize(
    "until",
    [
        "9.1",
        "2.4",
        "1.3",
        "3.1",
        "0.1",
        "2",
        "2.",
        ".2",
        "2.2.2",
        "2,2",
        "x",
        "-2.2",
        "2.²",
        "9" * 9999,
    ],
)
def test_what_the_show_does_not_have_is_asked_again_in_words(client, show, until):
    response = send(client, until)
    assert (response.status_code, kept(response)) == (400, None)
    page = parse(response.content.decode())
    assert page.one(".seen__error").text == (
        "This show has no such season or episode. Choose one from the list."
    )
    assert page.one("select")["aria-describedby"] == page.one(".seen__error")["id"]
    assert list(options(page)) == ["Season 1", "Season 2"]


def test_where_nothing_is_out_a_refusal_has_its_words_too(client, season_2):
    response = send(client, "2.1")
    assert response.status_code == 400
    assert parse(response.content.decode()).one(".empty .loud").text == (
        "This show has no such season or episode. Choose one from the list."
    )


def test_a_browser_that_keeps_all_it_can_is_told_what_to_do(client, show):
    others = range(show.pk + 1, show.pk + 1 + SHOWS)
    client.cookies[COOKIE] = "-".join(f"{one}.1.0" for one in others)
    response = send(client, "2.2")
    assert (response.status_code, kept(response)) == (400, None)
    assert "choose “Nothing yet”" in parse(response.content.decode()).one(".seen__error").text


def test_a_cookie_that_makes_no_sense_is_begun_anew(client, show):
    client.cookies[COOKIE] = "7.1.8-7.1.8-x"
    assert chosen(read(client.get(SHOW))) == []
    assert kept(send(client, "1.1")) == f"{show.pk}.1.1"


@pytest.mark.parametrize("path", [SEASON, f"{SEASON}?from=1", "/", "/search/?q=x"])
def test_the_reader_goes_on_where_the_form_was(client, show, path):
    assert send(client, "1.1", next=path)["Location"] == f"{path}#seen"


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example/",
        "/%09/evil.example/nothing/here/",
        "javascript:alert(1)",
        "shows/jessica-jones/",
        "/nothing/is/here/at/all",
        "/shows/jessica-jones/#x",
        "/shows/jessica-jones/\r\nX: y",
        "/search/?q=" + "x" * 500,
        "",
    ],
)
def test_nothing_leads_away_from_the_site(client, show, path):
    assert send(client, "1.1", next=path)["Location"] == f"{SHOW}#seen"


def test_another_site_s_page_cannot_say_it(client, show):
    response = client.post(ADDRESS, {"until": "1.1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, kept(response)) == (403, None)


def test_whoever_opens_the_address_is_on_the_show_s_page(client, show):
    assert client.get(ADDRESS)["Location"] == SHOW
    assert client.put(ADDRESS, headers=HERE).status_code == 405


def test_a_show_that_is_not_there_is_not_found(client, db):
    assert client.post("/shows/nobody/seen/", {"until": "1.1"}, headers=HERE).status_code == 404


def test_of_a_show_with_very_many_episodes_the_newest_seasons_are_listed_in_full(
    client, show, monkeypatch
):
    monkeypatch.setattr(seen_choices, "MOST", 5)
    client.cookies[COOKIE] = f"{show.pk}.1.2"
    page = read(client.get(SHOW))
    assert options(page) == {
        "Season 1": ["1.2", "1.0"],
        "Season 2": ["2.1", "2.2", "2.3", "2.0"],
    }


def test_asking_costs_no_query(client, show):
    asked = [count_queries(client, page) for page in (SHOW, SEASON)]
    for number in (4, 5):
        season = Season.objects.create(
            show=show, number=number, premiere_on=date(2019, 1, 1), premiere_precision="day"
        )
        Episode.objects.create(season=season, number=1)
    client.cookies[COOKIE] = f"{show.pk}.5.1"
    assert [count_queries(client, page) for page in (SHOW, SEASON)] == asked
    assert len(options(read(client.get(SHOW)))) == 4


def test_keeping_it_costs_two_queries_however_many_seasons_there_are(
    client, show, django_assert_num_queries
):
    for number in (0, 4, 5):
        if number:
            Season.objects.create(show=show, number=number)
        with django_assert_num_queries(2):
            assert send(client, "2.2").status_code == 302


def test_another_show_s_season_is_not_meant(client, show):
    other = Show.objects.create(name="Luke Cage", slug="luke-cage")
    Season.objects.create(show=other, number=4)
    assert send(client, "4.0").status_code == 400
