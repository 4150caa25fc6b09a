"""Whatever is saved about a record leaves a line in its history."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.urls import reverse
from django.utils.html import strip_tags

from articles.tests.desk import add_row, opened
from shows import history
from shows.models import Change, Credit, Episode, Person, Season


def form_of(record) -> str:
    return reverse(f"admin:shows_{record._meta.model_name}_change", args=[record.pk])


def saved(desk, record, **changes):
    data = opened(desk, form_of(record)) | {name: [value] for name, value in changes.items()}
    page = desk.post(form_of(record), data)
    assert page.status_code == 302, page.context["errors"]


def told() -> list[tuple]:
    return [
        (c.record_name, c.through, c.by and c.by.username, c.note, c.fields)
        for c in Change.objects.order_by("pk")
    ]


def text(page) -> str:
    return " ".join(strip_tags(page.content.decode().partition('id="content"')[2]).split())


def test_a_saved_form_says_what_each_field_said_before_and_after(desk, jessica_jones):
    saved(desk, jessica_jones, status="ended", tagline="She renews.")
    fields = {"status": ["Announced", "Ended"], "tagline": ["", "She renews."]}
    assert told() == [("Jessica Jones", "desk", "editor", "", fields)]


def test_a_date_is_told_as_exactly_as_it_is_known(desk, season_2):
    saved(desk, season_2, premiere_on="2018-01-01", premiere_precision="year")
    assert told()[0][4] == {"premiere_on": ["", "2018"]}


def test_saving_a_record_as_it_is_leaves_nothing(desk, jessica_jones, season_2, ritter, jones):
    jessica_jones.aliases = "JJ\r\nAKA Jessica Jones"
    jessica_jones.save()
    Credit.objects.create(show=jessica_jones, person=ritter, character=jones)
    saved(desk, jessica_jones)
    saved(desk, season_2)
    assert told() == []


def test_rows_that_come_and_go_are_told_by_name(desk, jessica_jones, ritter, jones):
    data = opened(desk, form_of(jessica_jones))
    data["credits-TOTAL_FORMS"] = ["0"]
    add_row(data, "credits", position=0, person=ritter, character=jones, job="", season="")
    assert desk.post(form_of(jessica_jones), data).status_code == 302
    credit = Credit.objects.get()
    name = "Krysten Ritter as Jessica Jones"
    assert told()[-1][4] == {f"cast:{credit.pk}": ["", name]}
    saved(desk, jessica_jones, **{"credits-0-DELETE": "on"})
    assert told()[-1][4] == {f"cast:{credit.pk}": [name, ""]}
    said = text(desk.get(reverse("admin:shows_show_history", args=[jessica_jones.pk])))
    assert f"Cast: {name} added" in said
    assert f"Cast: {name} removed" in said


def test_a_row_that_changes_says_what_differs(desk, season_2):
    episode = Episode.objects.create(season=season_2, number=1, title="AKA Start", runtime=50)
    saved(desk, season_2, **{"episodes-0-runtime": "52"})
    name = "Episode 1: AKA Start"
    assert told()[0][4] == {f"episode:{episode.pk}": [f"{name} (50)", f"{name} (52)"]}


def test_another_order_of_rows_is_one_line(desk, jessica_jones, ritter):
    other = Person.objects.create(name="Melissa Rosenberg", slug="melissa-rosenberg")
    for place, (person, job) in enumerate([(ritter, "Director"), (other, "Showrunner")]):
        Credit.objects.create(show=jessica_jones, person=person, job=job, position=place)
    saved(desk, jessica_jones, **{"credits-0-position": "1", "credits-1-position": "0"})
    one, two = "Krysten Ritter, Director", "Melissa Rosenberg, Showrunner"
    assert told()[0][4] == {"order:credits": [f"{one}; {two}", f"{two}; {one}"]}


def test_a_new_record_is_told_as_added(desk):
    add = reverse("admin:shows_person_add")
    data = opened(desk, add) | {"name": ["Mike Colter"], "slug": ["mike-colter"]}
    assert desk.post(add, data).status_code == 302
    fields = {"name": ["", "Mike Colter"], "slug": ["", "mike-colter"]}
    assert told() == [("Mike Colter", "desk", "editor", "Added", fields)]


def test_a_deletion_outlives_its_record(desk, ritter):
    number = ritter.pk
    desk.post(reverse("admin:shows_person_delete", args=[number]), {"post": "yes"})
    assert Person.objects.count() == 0
    change = Change.objects.get()
    assert (change.record_id, change.record_name, change.note) == (
        number,
        "Krysten Ritter",
        "Deleted",
    )


def test_the_page_tells_the_newest_first_and_what_django_had_written_at_the_end(
    desk, editor, jessica_jones
):
    LogEntry.objects.log_actions(editor.pk, [jessica_jones], CHANGE, change_message="Older")
    history.note(jessica_jones, "tvmaze", None, {"status": ["Returning", "Ended"]})
    history.note(jessica_jones, "file", editor, note="Read from shows.csv")
    said = text(desk.get(reverse("admin:shows_show_history", args=[jessica_jones.pk])))
    parts = ["editor, from a file", "The site itself, TVmaze", "Returning → Ended", "Older"]
    places = [said.index(part) for part in parts]
    assert places == sorted(places)


def test_nothing_said_is_nothing_written(jessica_jones, editor):
    assert history.note(jessica_jones, "desk", editor) is None
    assert Change.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_costs_the_same_for_one_change_and_for_three(
    desk, editor, jessica_jones, django_assert_num_queries, count
):
    for number in range(count):
        history.note(jessica_jones, "desk", editor, {"tagline": ["", str(number)]})
    address = reverse("admin:shows_show_history", args=[jessica_jones.pk])
    desk.get(address)
    with django_assert_num_queries(11):
        desk.get(address)


@pytest.mark.parametrize("count", [1, 30])
def test_looking_at_a_record_costs_the_same_for_one_row_and_for_thirty(
    jessica_jones, django_assert_num_queries, count
):
    season = Season.objects.create(show=jessica_jones, number=1)
    for number in range(count):
        Episode.objects.create(season=season, number=number + 1)
    with django_assert_num_queries(2):
        history.look(season, ["episodes"])
