"""The catalog's rows in the browser: filled in as a sheet is, and put in order."""

import re

import pytest
from django.urls import reverse

from shows.models import Character, Credit, Episode, Person, Season

PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = { bubbles: true, cancelable: true, clipboardData: data };
  element.dispatchEvent(new ClipboardEvent("paste", event));
}"""
LINES = (
    "No.\tTitle\tFirst shown\tMinutes\n"
    "1\tAKA Start at the Beginning\t8 March 2018\t52\n"
    '2\t"AKA ""Freak"" Accident"\tMar 8, 2018\t53 min\n'
    "3\tAKA Sole Survivor\t8.3.2018\t\n"
    "4\tAKA God Help the Hobo\t3/8/2018\t50\n"
)


@pytest.fixture
def open_form(live_server, new_page, client, editor, settings):
    def opened(record, who=editor, **options):
        page = new_page(viewport={"width": 1280, "height": 1000}, **options)
        client.force_login(who)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        name = f"admin:shows_{record._meta.model_name}_change"
        page.goto(f"{live_server.url}{reverse(name, args=[record.pk])}")
        return page

    return opened


def focus(page) -> str:
    return page.evaluate("document.activeElement.id")


def saved(page) -> None:
    page.click("[name=_continue]")
    page.locator(".messagelist .success").wait_for()


def test_lines_from_a_spreadsheet_fill_rows(open_form, season_2):
    page = open_form(season_2)
    page.locator("#episodes-group .add-row a").wait_for()
    page.locator("#id_episodes-0-number").focus()
    page.locator("#id_episodes-0-number").evaluate(PASTE, LINES)
    says = page.locator("fieldset.cells .says")
    assert says.inner_text() == (
        "Lines filled in: 4. “3/8/2018” is no date that can be read. Write it as 2017-04-10."
    )
    page.fill("#id_episodes-3-aired_on", "2018-03-08")
    saved(page)
    told = season_2.episodes.values_list("number", "title", "aired_on", "runtime")
    assert [(n, title, str(day), minutes) for n, title, day, minutes in told] == [
        (1, "AKA Start at the Beginning", "2018-03-08", 52),
        (2, 'AKA "Freak" Accident', "2018-03-08", 53),
        (3, "AKA Sole Survivor", "2018-03-08", None),
        (4, "AKA God Help the Hobo", "2018-03-08", 50),
    ]


def test_a_word_that_is_pasted_stays_in_its_cell(open_form, season_2):
    Episode.objects.create(season=season_2, number=1, title="One")
    page = open_form(season_2)
    page.locator("#episodes-group .add-row a").wait_for()
    page.locator("#id_episodes-0-title").evaluate(PASTE, "Another title")
    assert page.locator("fieldset.cells .says").inner_text() == ""
    assert page.input_value("#id_episodes-1-title") == ""


def test_enter_and_the_arrow_keys_go_from_cell_to_cell(open_form, season_2):
    Episode.objects.create(season=season_2, number=1, title="One")
    page = open_form(season_2)
    page.locator("#episodes-group .add-row a").wait_for()
    page.locator("#id_episodes-0-number").focus()
    went = []
    for key in ["ArrowDown", "ArrowUp", "ArrowRight", "Enter", "Shift+Enter", "ArrowLeft"]:
        page.keyboard.press(key)
        went.append(focus(page).removeprefix("id_episodes-"))
    assert went == ["1-number", "0-number", "0-title", "1-title", "0-title", "0-number"]
    assert page.input_value("#id_episodes-0-number") == "1"
    page.locator("#id_episodes-3-title").focus()
    page.keyboard.press("Enter")  # beyond the last row there is a further one
    assert focus(page) == "id_episodes-4-title"


@pytest.fixture
def cast(jessica_jones):
    for place, name in enumerate(["Ritter", "Colter", "Taylor"]):
        person = Person.objects.create(name=name, slug=name.lower())
        role = Character.objects.create(name=f"Role of {name}", slug=name.lower())
        Credit.objects.create(show=jessica_jones, person=person, character=role, position=place)
    return jessica_jones


def in_order(show) -> list[tuple]:
    return list(show.credits.order_by("position").values_list("person__name", "position"))


def test_credits_are_moved_by_keyboard(open_form, cast):
    page = open_form(cast)
    page.locator("#credits-2 [data-move='-1']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the button keeps the focus
    assert page.get_by_text("Moved to place 1.").count() == 1
    saved(page)
    assert in_order(cast) == [("Taylor", 0), ("Ritter", 1), ("Colter", 2)]


def test_credits_are_dragged(open_form, cast):
    page = open_form(cast)
    handle = page.locator("#credits-0 .handle")
    handle.drag_to(page.locator("#credits-2"), target_position={"x": 40, "y": 30})
    saved(page)
    assert in_order(cast) == [("Colter", 0), ("Taylor", 1), ("Ritter", 2)]


def test_without_a_script_there_are_rows_and_numbers(open_form, cast, season_2):
    page = open_form(season_2, java_script_enabled=False)
    page.fill("#id_episodes-0-number", "1")
    page.fill("#id_episodes-0-title", "One")
    saved(page)
    assert season_2.episodes.get().title == "One"
    page = open_form(cast, java_script_enabled=False)
    page.fill("#id_credits-0-position", "9")
    saved(page)
    assert in_order(cast) == [("Colter", 1), ("Taylor", 2), ("Ritter", 9)]


def test_moving_the_cast_of_a_season_leaves_the_other_season_where_it_was(
    open_form, jessica_jones, season_2
):
    for place, name in enumerate(["Ritter", "Colter", "Taylor", "Moss"]):
        person = Person.objects.create(name=name, slug=name.lower())
        role = Character.objects.create(name=f"Role of {name}", slug=name.lower())
        Credit.objects.create(
            show=jessica_jones,
            season=season_2 if place % 2 else None,
            person=person,
            character=role,
            position=place,
        )
    page = open_form(season_2)
    page.locator("#credits-1 [data-move='-1']").click()
    saved(page)
    assert in_order(jessica_jones) == [("Ritter", 0), ("Moss", 1), ("Taylor", 2), ("Colter", 3)]


def test_a_chooser_says_what_is_chosen_and_offers_what_is_a_part_of_it(
    open_form, jessica_jones, season_2
):
    other = Season.objects.create(show=jessica_jones, number=3)
    Episode.objects.create(season=season_2, number=1, title="AKA Start")
    Episode.objects.create(season=other, number=1, title="AKA The Beginning")
    page = open_form(season_2)
    chooser = page.get_by_role("combobox", name="Episode")
    chooser.click()
    page.locator(".select2-results__option", has_text="AKA").first.wait_for()
    offered = page.locator(".select2-results__option").all_inner_texts()
    assert offered == ["Episode 1: AKA Start\nJessica Jones, season 2"]
    page.locator(".select2-results__option").click()
    name = re.compile("^Episode .*Episode 1: AKA Start$")
    assert page.get_by_role("combobox", name=name).count() == 1


def test_every_cell_has_a_name(open_form, jessica_jones, season_2):
    page = open_form(season_2)
    page.locator("#episodes-group .add-row a").wait_for()
    assert page.get_by_role("spinbutton", name="Number", exact=True).count() == 3
    page.locator("#episodes-group .add-row a").click()
    assert page.get_by_role("spinbutton", name="Number", exact=True).count() == 4


def test_those_who_only_look_move_nothing(open_form, cast, writer):
    page = open_form(cast, who=writer)
    page.locator("#credits-group td.field-position").first.wait_for()
    assert page.locator(".moves").count() == 0
