"""Find anything: what Ctrl K is told."""

import pytest
from django.test import Client

from articles.models import Article
from articles.tests.desk import at_desk, form_of
from authors.models import User
from shows.models import Character, Person, Show
from sources.models import Source

FIND = "/admin/articles/article/find/"


def found(user, typed="") -> dict[str, list[str]]:
    page = at_desk(user).get(FIND, {"q": typed})
    assert page.status_code == 200, page
    return {
        group["name"]: [line["name"] for line in group["found"]] for group in page.json()["groups"]
    }


def test_a_story_is_found_by_the_words_of_its_headline_in_any_order(editor, press):
    press.draft("Production Starts on Jessica Jones")
    press.draft("The Punisher Is Still Shooting")
    assert found(editor, "jones STARTS")["Stories"] == ["Production Starts on Jessica Jones"]
    assert "Stories" not in found(editor, "jones punisher")


def test_a_story_says_what_it_is_and_leads_to_its_form(editor, press):
    story = press.live("Out")
    page = at_desk(editor).get(FIND, {"q": "out"}).json()
    [stories] = [group for group in page["groups"] if group["name"] == "Stories"]
    assert stories["found"] == [
        {"name": "Out", "about": "Live, TV, 10 April 2017", "url": form_of(story)}
    ]


def test_other_people_s_drafts_are_not_found(other_writer, press, writer):
    press.draft("Secret one", created_by=writer)
    press.live("Secret two")
    assert found(other_writer, "secret")["Stories"] == ["Secret two"]


def test_every_kind_of_name_is_found(editor, press, jessica_jones, catalog, olv):
    Source.objects.create(name="Jessica's Own Blog", slug="own")
    Character.objects.filter(slug="jessica").update(name="Jessica Jones, PI")
    Person.objects.filter(slug="krysten-ritter").update(name="Jessica Ritter")
    assert found(editor, "jessica") == {
        "Shows": ["Jessica Jones"],
        "People": ["Jessica Ritter"],
        "Characters": ["Jessica Jones, PI"],
        "Sources": ["Jessica's Own Blog"],
    }


def test_before_anything_is_typed_stand_the_newest_stories_and_the_pages(editor, press):
    press.draft("One")
    press.draft("Two")
    groups = found(editor)
    assert list(groups) == ["Stories", "Pages"]
    assert groups["Stories"] == ["Two", "One"]
    assert groups["Pages"][:3] == ["Write a story", "The desk", "Stories"]


def test_pages_are_those_that_the_account_may_open(writer, editor):
    assert found(editor, "front page") == {"Pages": ["Front page"]}
    assert found(writer, "front page") == {}
    nobody = User.objects.create_user("nobody", is_staff=True)
    assert found(nobody) == {"Pages": ["The desk"]}


def test_not_more_is_found_than_can_be_shown(editor, press):
    for _number in range(9):
        press.draft("Many")
    for number in range(6):
        Show.objects.create(name=f"Many {number}", slug=f"many-{number}")
    groups = found(editor, "many")
    assert (len(groups["Stories"]), len(groups["Shows"])) == (7, 4)


@pytest.mark.parametrize(
    "typed", ["\x00", '"', "%", "_", "\\", "'; --", "é" * 5000, "\ud83d", "( [", "*" * 200]
)
def test_any_string_can_be_typed(editor, press, typed):
    press.draft("Nothing like it")
    sent = typed.encode("utf-8", "surrogatepass")
    page = at_desk(editor).get(f"{FIND}?q=" + "".join(f"%{byte:02X}" for byte in sent))
    assert page.status_code == 200


def test_a_headline_that_is_still_missing_has_words(editor, press):
    story = press.draft()
    Article.objects.filter(pk=story.pk).update(headline="")
    assert found(editor)["Stories"] == ["Without a headline"]


@pytest.mark.parametrize("typed", ["", "many"])
def test_finding_costs_the_same_for_one_and_for_three(
    editor, press, typed, django_assert_max_num_queries, django_assert_num_queries
):
    def more():
        press.draft("Many stories")
        number = Show.objects.count()
        Show.objects.create(name=f"Many {number}", slug=f"many-{number}")

    client = at_desk(editor)
    more()
    with django_assert_max_num_queries(9) as one:
        client.get(FIND, {"q": typed})
    more()
    more()
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(FIND, {"q": typed})


def test_finding_is_for_who_is_signed_in(editor):
    assert Client().get(FIND).status_code == 302
    assert at_desk(editor).post(FIND).status_code == 405
