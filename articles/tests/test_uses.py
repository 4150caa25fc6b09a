"""What stories and claims rest on stays in the catalog, whatever the database would let go."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.html import strip_tags

from articles import adopting
from articles.models import Adoption, Article, Claim, Coverage, Mention, WorkingCopy
from articles.tests.desk import at_desk, opened
from articles.tests.versions import typed
from geekfeed.tests.cast import picture
from geekfeed.tests.reading import read
from images import named, uploads
from images.models import Image
from images.tests.files import flat
from shows import uses
from shows.models import (
    Change,
    Character,
    Credit,
    Episode,
    Franchise,
    Location,
    LocationUse,
    Network,
    Person,
    Season,
    Show,
)


@pytest.fixture
def desk(editor):
    return at_desk(editor)


@pytest.fixture
def ritter(db) -> Person:
    return Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")


def page_of(record, what="delete") -> str:
    return reverse(f"admin:shows_{record._meta.model_name}_{what}", args=[record.pk])


def delete(desk, record):
    return desk.post(page_of(record), {"post": "yes"})


def delete_all(desk, model, records, **confirmed):
    data = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [r.pk for r in records]}
    return desk.post(
        reverse(f"admin:shows_{model._meta.model_name}_changelist"), data | {"post": "yes"}
    )


def labels(page) -> list[tuple[str, int]]:
    return [(use.label, use.count) for use in page.context["protected"]]


def rest(what, press, jessica_jones, season_2, editor):
    """Something that rests on season 2, and on nothing else of the show."""
    story = press.live()
    match what:
        case "coverage":
            Coverage.objects.create(article=story, show=jessica_jones, season=season_2)
        case "claim":
            claim = {"says": "x", "kind": "renewed", "show": jessica_jones, "season": season_2}
            press.draft(claims=[claim])
        case "mention":
            Mention.objects.create(article=story, season=season_2)
        case "season embargo":
            Article.objects.filter(pk=story.pk).update(embargo_season=season_2)
        case "episode embargo":
            episode = Episode.objects.create(season=season_2, number=1)
            Article.objects.filter(pk=story.pk).update(embargo_episode=episode)
        case "adoption":
            Adoption.objects.create(
                claim_id="7f0c2c3e-3f8e-4b43-a6cf-2c8fa7f6b111",
                show=jessica_jones,
                season=season_2,
                field="premiere",
                value="2018",
            )


RESTS = {
    "coverage": "Stories about it",
    "claim": "Claims",
    "mention": "Links in stories",
    "season embargo": "Stories that wait for it",
    "episode embargo": "Stories that wait for it",
    "adoption": "Taken over from claims",
}


@pytest.mark.parametrize("what", RESTS)
@pytest.mark.parametrize("whose", ["the season", "its show"])
@pytest.mark.parametrize("how", ["alone", "with others"])
def test_what_something_rests_on_stays(
    desk, press, jessica_jones, season_2, editor, what, whose, how
):
    rest(what, press, jessica_jones, season_2, editor)
    record = season_2 if whose == "the season" else jessica_jones
    if how == "alone":
        page = delete(desk, record)
    else:
        other_show = {"name": "Other", "slug": "other"}
        facts = {"show": jessica_jones, "number": 9} if record is season_2 else other_show
        other = type(record).objects.create(**facts)
        page = delete_all(desk, type(record), [record, other])
        assert type(record).objects.filter(pk=other.pk).exists()
    assert page.status_code == 200
    assert labels(page) == [(RESTS[what], 1)]
    assert Season.objects.filter(pk=season_2.pk).exists()
    assert Change.objects.count() == 0


@pytest.mark.parametrize("kind", ["person", "character", "location"])
@pytest.mark.parametrize("what", ["claim", "mention"])
def test_people_and_places_of_stories_stay(desk, press, kind, what):
    model = {"person": Person, "character": Character, "location": Location}[kind]
    record = model.objects.create(name="One", slug="one")
    claim = {"says": "x", "kind": "other", kind: record}
    story = press.draft(claims=[claim] if what == "claim" else [])
    if what == "mention":
        Mention.objects.create(article=story, **{kind: record})
    assert labels(delete(desk, record)) == [
        ({"claim": "Claims", "mention": "Links in stories"}[what], 1)
    ]
    assert model.objects.count() == 1
    assert Mention.objects.count() == (what == "mention")


def test_a_story_that_is_being_written_about_a_show_keeps_it(desk, press, editor, jessica_jones):
    story = press.live()
    copy = WorkingCopy.objects.create(article=story, state={}, editor=editor)
    copy.shows.add(jessica_jones)
    assert labels(delete(desk, jessica_jones)) == [("Stories that are being written", 1)]


@pytest.mark.parametrize("model", [Network, Franchise])
def test_an_owner_of_shows_stays(desk, jessica_jones, model):
    owner = model.objects.create(name="Owner", slug="owner")
    Show.objects.update(**{model._meta.model_name: owner})
    assert labels(delete(desk, owner)) == [("Shows", 1)]
    assert model.objects.count() == 1


def test_a_character_with_credits_stays(desk, jessica_jones, ritter):
    jones = Character.objects.create(name="Jessica Jones", slug="jessica-jones")
    Credit.objects.create(show=jessica_jones, person=ritter, character=jones)
    assert labels(delete(desk, jones)) == [("Credits", 1)]


def test_what_nothing_rests_on_goes_with_what_is_its_own(desk, jessica_jones, season_2, ritter):
    place = Location.objects.create(name="Here", slug="here")
    Episode.objects.create(season=season_2, number=1)
    LocationUse.objects.create(location=place, season=season_2)
    Credit.objects.create(show=jessica_jones, season=season_2, person=ritter, job="Director")
    page = desk.get(page_of(jessica_jones))
    going = [(use.label, use.count) for use in page.context["deleted_objects"]]
    assert going == [("Seasons", 1), ("Credits", 1), ("Places of filming", 1)]
    assert delete(desk, jessica_jones).status_code == 302
    assert (Show.objects.count(), Season.objects.count(), Credit.objects.count()) == (0, 0, 0)
    assert Person.objects.count() == Location.objects.count() == 1


def test_several_that_nothing_rests_on_go_together(desk):
    people = [Person.objects.create(name=n, slug=n) for n in "abc"]
    assert delete_all(desk, Person, people[:2]).status_code == 302
    assert [p.name for p in Person.objects.all()] == ["c"]
    assert set(Change.objects.values_list("record_name", "note")) == {
        ("a", "Deleted"),
        ("b", "Deleted"),
    }


@pytest.mark.parametrize("what", ["season", "episode"])
def test_a_row_of_a_form_that_something_rests_on_stays(desk, press, jessica_jones, season_2, what):
    story = press.live()
    if what == "season":
        Mention.objects.create(article=story, season=season_2)
        address, row = page_of(jessica_jones, "change"), "seasons-0-DELETE"
    else:
        episode = Episode.objects.create(season=season_2, number=1)
        Article.objects.filter(pk=story.pk).update(embargo_episode=episode)
        address, row = page_of(season_2, "change"), "episodes-0-DELETE"
    page = desk.post(address, opened(desk, address) | {row: ["on"]})
    assert page.status_code == 200
    assert "What you want to take out stays" in page.content.decode()
    assert Season.objects.count() == 1
    assert Mention.objects.count() == (what == "season")


def test_a_headline_is_told_to_those_who_may_open_the_story(press, ritter, writer, editor):
    story = press.draft("Secret", claims=[{"says": "x", "kind": "other", "person": ritter}])
    rows = Person.objects.filter(pk=ritter.pk)
    told = {user: uses.of(rows, user)[0].examples[0].name for user in (None, editor, writer)}
    assert told == {None: "x", editor: "x", writer: "A story that you may not open"}
    assert story.headline == "Secret"


def test_the_page_leads_to_the_stories_and_to_merging(desk, press, ritter):
    claim = {"says": "She is cast", "kind": "other", "person": ritter}
    stories = [press.live(claims=[claim]), press.draft(claims=[claim])]
    page = desk.get(page_of(ritter)).content.decode()
    for story in stories:
        assert reverse("admin:articles_article_change", args=[story.pk]) in page
    assert reverse("admin:articles_article_merge_record", args=["person", ritter.pk]) in page
    assert "Claims: 2 1 draft, 1 live" in " ".join(strip_tags(page).split())


def test_of_many_the_first_are_named_and_all_are_counted(press, ritter):
    claim = {"says": "x", "kind": "other", "person": ritter}
    for _number in range(uses.MOST + 3):
        press.draft(claims=[claim])
    found = uses.keeping(Person.objects.all())[0]
    assert (found.count, len(found.examples), found.more) == (uses.MOST + 3, uses.MOST, 3)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_story_and_for_three(
    desk, press, jessica_jones, django_assert_num_queries, count
):
    for number in range(count):
        season = Season.objects.create(show=jessica_jones, number=number + 1)
        claim = {"says": "x", "kind": "renewed", "show": jessica_jones, "season": season}
        story = press.live(about=[season], claims=[claim])
        Mention.objects.create(article=story, season=season)
        Episode.objects.create(season=season, number=1)
    with django_assert_num_queries(24):
        desk.get(page_of(jessica_jones))


def test_what_was_taken_over_is_undone_first(press, jessica_jones, season_2, editor, desk):
    claim = {
        "says": "It premieres",
        "kind": "premiere",
        "show": jessica_jones,
        "season": season_2,
        "date_on": "2018-03-08",
        "date_precision": "day",
    }
    story = press.live(claims=[claim])
    adoption = adopting.adopt(story.claims.get(), editor, "premiere")
    Claim.objects.all().delete()
    assert labels(delete(desk, season_2)) == [("Taken over from claims", 1)]
    adopting.undo(adoption, editor)
    assert [c.through for c in Change.objects.all()] == ["claim", "claim"]
    assert Change.objects.order_by("pk").first().fields == {"premiere_on": ["", "8 March 2018"]}
    assert delete(desk, season_2).status_code == 302


def deletion(image: Image) -> str:

    return reverse("admin:images_image_delete", args=[image.pk])


def in_text(image: Image) -> str:
    return f'<p>Trucks. <img src="{image.src}" alt="Trucks."></p>'


def test_a_picture_that_stands_in_a_story_s_text_is_not_deleted(desk, press):
    image, other = picture("Stands"), picture("Does not")
    story = press.live("Trucks", body=in_text(image))
    uploads.save(image, flat(300, 200))  # the text names its former file
    said = read(desk.get(deletion(image)))
    change = reverse("admin:articles_article_change", args=[story.pk])
    assert said.links("#content li") == [("Trucks", change)]
    for one in (image, other):
        desk.post(deletion(one), {"post": "yes"})
    assert list(Image.objects.all()) == [image]


def test_nor_is_one_that_stands_in_what_is_being_typed_of_a_story(desk, press, editor):
    image = picture("Stands")
    typed(press.live("Trucks"), editor, body=in_text(image))
    desk.post(deletion(image), {"post": "yes"})
    assert Image.objects.count() == 1


def test_whoever_may_not_open_the_story_is_told_of_none_by_name(press, writer):
    image = picture("Stands")
    press.draft("Kilgrave dies", body=in_text(image))
    writer.user_permissions.add(*Permission.objects.filter(codename="delete_image"))
    said = read(at_desk(writer).get(deletion(image)))
    assert "Kilgrave" not in said.text
    assert said.texts("#content li")[-1] == "In the text: A story that you may not open"


def test_pictures_are_looked_for_once_however_many_go(press, editor, django_assert_num_queries):
    images = [picture(f"Picture {number}") for number in range(3)]
    for image in images:
        press.live(image.title, body=in_text(image))
    named.naming(images, editor)  # what the editor may do is known
    for some in (images[:1], images):
        with django_assert_num_queries(5):
            assert len(named.naming(some, editor)) == len(some)
