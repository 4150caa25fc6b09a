"""Two people with one record of the catalog open: nothing is overwritten unseen."""

import pytest
from django.urls import reverse

from articles.tests.desk import add_row, at_desk, opened
from shows.models import Change, Episode


@pytest.fixture
def colleague(django_user_model):
    user = django_user_model.objects.create_superuser("cleo", first_name="Cleo", last_name="Reyes")
    return at_desk(user)


def form_of(record) -> str:
    return reverse(f"admin:shows_{record._meta.model_name}_change", args=[record.pk])


def told(page) -> str:
    assert page.status_code == 200
    return " ".join(page.context["adminform"].form.non_field_errors())


def test_what_somebody_else_saved_meanwhile_is_told_before_it_is_overwritten(
    desk, colleague, jessica_jones
):
    address = form_of(jessica_jones)
    mine = opened(desk, address) | {"tagline": ["Mine"]}
    theirs = opened(colleague, address) | {"summary": ["Theirs"], "status": ["ended"]}
    assert colleague.post(address, theirs).status_code == 302
    page = desk.post(address, mine)
    assert told(page).startswith(
        "Cleo Reyes changed “Status”, “What it is about” while it was open"
    )
    assert page.context["adminform"].form["tagline"].value() == "Mine"
    jessica_jones.refresh_from_db()
    assert (jessica_jones.tagline, jessica_jones.summary) == ("", "Theirs")
    # Whoever has read that decides.
    again = mine | {"seen": [page.context["seen"]]}
    assert desk.post(address, again).status_code == 302
    jessica_jones.refresh_from_db()
    assert (jessica_jones.tagline, jessica_jones.summary) == ("Mine", "")


def test_rows_are_a_part_of_it(desk, colleague, season_2):
    Episode.objects.create(season=season_2, number=1, title="One")
    address = form_of(season_2)
    mine = opened(desk, address) | {"summary": ["Mine"]}
    theirs = opened(colleague, address) | {"episodes-0-title": ["AKA Start"]}
    assert colleague.post(address, theirs).status_code == 302
    assert told(desk.post(address, mine)).startswith("Cleo Reyes changed “Episode” while")
    assert season_2.episodes.get().title == "AKA Start"


def test_what_is_wrong_otherwise_does_not_hide_it(desk, colleague, jessica_jones):
    address = form_of(jessica_jones)
    mine = opened(desk, address) | {"name": [""]}
    theirs = opened(colleague, address) | {"summary": ["Theirs"]}
    page = desk.post(address, mine)
    assert told(page) == ""
    assert colleague.post(address, theirs).status_code == 302
    mine |= {"name": ["Jessica Jones"], "seen": [page.context["seen"]]}
    assert told(desk.post(address, mine)).startswith("Cleo Reyes changed “What it is about” while")


def test_saving_twice_in_a_row_is_nobody_elses_doing(desk, jessica_jones):
    address = form_of(jessica_jones)
    for tagline in ("One", "Two"):
        data = opened(desk, address) | {"tagline": [tagline]}
        add_row(data, "seasons", number=len(tagline) + len(opened(desk, address)))
        assert desk.post(address, data).status_code == 302
    assert Change.objects.count() == 2


def test_writers_who_only_look_are_given_nothing_to_send(writer, jessica_jones):
    assert "seen" not in opened(at_desk(writer), form_of(jessica_jones))
