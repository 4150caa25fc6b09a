"""Who may open, change and delete what at the desk, and what a refusal gives back."""

import json

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from articles import state as states
from articles.models import Article, Byline
from articles.pending import pending
from articles.search import index
from articles.tests.desk import ADD, add_row, at_desk, form_of, opened, said, save
from authors.models import Author, User

LIST = "/admin/articles/article/"
# A notice is made under its story, a task by the site.
MADE_ELSEWHERE = {
    "admin:articles_claim_add",
    "admin:articles_correction_add",
    "admin:comments_comment_add",
    "admin:django_tasks_database_dbtaskresult_add",
    "admin:shows_formeraddress_add",
    "admin:sources_former_add",
}


@pytest.fixture
def desk(writer):
    return at_desk(writer)


def suggested(client, term, *, model, field, app="articles"):
    page = client.get(
        reverse("admin:autocomplete"),
        {"term": term, "app_label": app, "model_name": model, "field_name": field},
    )
    assert page.status_code == 200
    return [found["text"] for found in page.json()["results"]]


@pytest.mark.parametrize("state", ["in_review", "scheduled", "withdrawn"])
def test_a_writer_only_looks_at_their_own_story_once_it_is_handed_over(desk, writer, press, state):
    story = getattr(press, state)("The headline", created_by=writer)
    assert desk.get(form_of(story)).url == f"{LIST}{story.pk}/review/"
    forged = {"headline": "Forged", "body": "<p>Words</p>", "base": json.dumps(states.empty())}
    assert desk.post(form_of(story), forged).status_code == 403
    assert desk.post(f"{LIST}{story.pk}/keep/", forged).status_code == 409
    story.refresh_from_db()
    assert (story.headline, story.copy) == ("The headline", None)


def test_words_that_cannot_be_saved_are_given_back(desk, writer, editor, press):
    story = press.draft(created_by=writer)
    data = opened(desk, form_of(story)) | {"headline": ["New"], "body": ["<p>An hour's work</p>"]}
    save(desk, form_of(story), opened(desk, form_of(story)), "submit")
    page = save(desk, form_of(story), data)
    assert page.status_code == 403
    assert "An hour&#x27;s work" in page.content.decode()
    assert "Take the story back from review first." in page.content.decode()


def test_another_writer_s_draft_is_not_there(desk, press, other_writer):
    story = press.draft("Secret", created_by=other_writer)
    assert b"Secret" not in desk.get(LIST).content
    for page in (desk.get(form_of(story)), desk.post(form_of(story), {"headline": "x"})):
        assert page.status_code == 404
    for part in ("history", "delete", "verb"):
        page = desk.get(f"{LIST}{story.pk}/{part}/")
        assert page.status_code in (302, 403, 404, 405)
    story.refresh_from_db()
    assert story.headline == "Secret"


def test_a_byline_makes_a_story_one_s_own(desk, writer, press, lunn):
    story = press.draft("Ours")
    lunn.user = writer
    lunn.save()
    data = opened(desk, form_of(story)) | {"headline": ["Ours, changed"]}
    assert said(save(desk, form_of(story), data)) == "Saved."


def test_a_writer_does_not_lock_themselves_out(desk, writer, press, lunn):
    story = press.draft("Ours")
    lunn.user = writer
    lunn.save()
    data = opened(desk, form_of(story)) | {"bylines-0-DELETE": ["on"], "headline": ["Mine?"]}
    page = save(desk, form_of(story), data)
    assert page.status_code == 409
    assert b"Mine?" in page.content
    story.refresh_from_db()
    assert (story.headline, story.bylines.count()) == ("Ours", 1)


def test_writers_delete_nothing(desk, writer, press):
    story = press.draft(created_by=writer)
    assert b"Delete this draft" not in desk.get(form_of(story)).content
    assert desk.post(f"{LIST}{story.pk}/delete/", {"post": "yes"}).status_code == 403


def test_editors_delete_only_what_readers_never_had(editor, press):
    desk = at_desk(editor)
    draft, live, withdrawn = press.draft(), press.live(), press.withdrawn()
    for story in (live, withdrawn):
        assert desk.post(f"{LIST}{story.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    assert set(Article.objects.all()) == {live, withdrawn}


def test_stories_are_not_deleted_in_bulk(editor, press):
    story = press.draft()
    data = {"action": "delete_selected", "_selected_action": [story.pk], "post": "yes"}
    at_desk(editor).post(LIST, data)
    assert Article.objects.exists()


@pytest.mark.parametrize(("model", "field"), [("article", "next_up"), ("relatedstory", "related")])
def test_choosing_a_story_does_not_show_others_drafts(desk, writer, press, model, field):
    press.draft("Story of somebody else")
    press.draft("Story of mine", created_by=writer)
    press.live("Story for all")
    index.rebuild()
    found = suggested(desk, "stor", model=model, field=field)
    assert sorted(found) == ["Story for all", "Story of mine"]


def test_a_hidden_story_is_not_chosen_by_its_number(desk, writer, press):
    hidden = press.draft("Secret")
    story = press.draft(created_by=writer)
    data = opened(desk, form_of(story)) | {"next_up": [str(hidden.pk)]}
    add_row(data, "related_links", related=hidden)
    page = save(desk, form_of(story), data)
    assert b"Secret" not in page.content
    story.refresh_from_db()
    assert (story.next_up, story.related_links.count()) == (None, 0)
    assert states.stories_chosen(pending(story)) == set()


def test_what_an_editor_chose_stays_chosen(desk, writer, press):
    hidden = press.draft()
    story = press.draft(created_by=writer, next_up=hidden)
    story.related_links.create(related=hidden)
    data = opened(desk, form_of(story)) | {"headline": ["Changed"]}
    assert data["next_up"] == [""]
    assert said(save(desk, form_of(story), data)) == "Saved."
    story.refresh_from_db()
    assert (story.headline, story.next_up) == ("Changed", hidden)
    assert story.related_links.get().related == hidden


def test_corrections_are_for_editors(desk, editor, writer, press):
    story = press.live(created_by=writer)
    notice = story.corrections.create(text="A slip")
    address = reverse("admin:articles_correction_change", args=[notice.pk])
    assert desk.get(address).status_code == 403
    assert at_desk(editor).get(address).status_code == 200


@pytest.mark.parametrize(
    ("term", "model", "field", "found"),
    [
        ("jessica jones 2", "coverage", "season", ["Jessica Jones, season 2"]),
        ("Jessica Jones, season 2", "claim", "season", ["Jessica Jones, season 2"]),
        ("on loc", "citation", "tag", ["On Location Vacations"]),
        ("on loc", "via", "source", ["On Location Vacations"]),
        ("jess", "coverage", "show", ["Jessica Jones"]),
        ("ritter", "claim", "person", ["Krysten Ritter"]),
        ("jess", "claim", "character", ["Jessica Jones"]),
        ("broadway", "claim", "location", ["Broadway & W 101st St"]),
        ("lunn", "byline", "author", ["Marguerite Lunn"]),
    ],
)
def test_a_writer_chooses_by_typing(desk, catalog, olv, lunn, term, model, field, found):
    assert suggested(desk, term, model=model, field=field) == found


def test_episodes_are_found_by_show_and_numbers(editor, catalog):
    found = suggested(
        at_desk(editor),
        "jessica jones season 2 episode 1",
        app="shows",
        model="credit",
        field="episode",
    )
    assert found == ["Episode 1: AKA Start at the Beginning"]


def test_topics_in_use_are_proposed(desk, press):
    press.draft(topics=["film permits", "New film", "casting"])
    address = reverse("admin:articles_article_topics")
    assert desk.get(address, {"term": "film"}).json() == {"topics": ["film permits", "New film"]}
    assert desk.get(address, {"term": " "}).json() == {"topics": []}
    assert desk.get(address).json() == {"topics": []}


def test_topics_are_proposed_to_those_who_work_here(client, db):
    address = reverse("admin:articles_article_topics")
    assert client.get(address).status_code == 302
    nobody = User.objects.create_user("nobody", is_staff=True)
    assert at_desk(nobody).get(address).status_code == 403


def test_whose_author_an_account_is_says_the_keeper_of_accounts(editor, writer, lunn):
    address = reverse("admin:authors_author_change", args=[lunn.pk])
    desk = at_desk(editor)
    save(desk, address, opened(desk, address) | {"user": [str(editor.pk)], "name": ["M. Lunn"]})
    lunn.refresh_from_db()
    assert (lunn.name, lunn.user) == ("M. Lunn", None)
    editor.user_permissions.add(
        *Permission.objects.filter(codename__in=["change_user", "view_user"])
    )
    desk = at_desk(User.objects.get(pk=editor.pk))
    save(desk, address, opened(desk, address) | {"user": [str(writer.pk)]})
    lunn.refresh_from_db()
    assert lunn.user == writer


@pytest.mark.parametrize("kind", ["editor", "keeper"])
def test_every_page_of_the_desk_opens(press, filming, olv, kind, editor, django_user_model):
    """And an editor opens all but those of accounts."""
    filming()
    press.live(about=[filming()["season"]], sources=[[olv]], claims=[filming()], topics=["x"])
    keeper = django_user_model.objects.create_superuser("keeper", first_name="K")
    desk = at_desk({"editor": editor, "keeper": keeper}[kind])
    accounts = {"authors.user", "auth.group", "django_tasks_database.dbtaskresult"}
    opened_pages = 0
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        expected = 200 if kind == "keeper" or model._meta.label_lower not in accounts else 403
        for address in (f"{name}_changelist", f"{name}_add"):
            is_made_elsewhere = address in MADE_ELSEWHERE
            status = 403 if is_made_elsewhere else expected
            found = desk.get(reverse(address), follow=True).status_code
            assert found == status, address
            opened_pages += 1
        if (row := model.objects.first()) and expected == 200:
            address = reverse(f"{name}_change", args=[row.pk])
            assert desk.get(address, follow=True).status_code == 200, name
    assert opened_pages > 30
    assert desk.get(reverse("admin:index")).status_code == 200


def test_a_keeper_makes_an_account(django_user_model):
    desk = at_desk(django_user_model.objects.create_superuser("keeper"))
    address = reverse("admin:authors_user_add")
    data = opened(desk, address) | {
        "username": ["tomasz"],
        "first_name": ["Tomasz"],
        "password1": ["a long sentence"],
        "password2": ["a long sentence"],
        "usable_password": ["true"],
        "groups": [str(Group.objects.get(name="Writers").pk)],
    }
    save(desk, address, data)
    account = User.objects.get(username="tomasz")
    assert account.is_staff
    assert account.has_perm("articles.add_article")
    assert not account.has_perm("articles.publish_article")
    assert opened(at_desk(account), ADD)["bylines-TOTAL_FORMS"] == ["1"]


def test_without_an_author_the_byline_is_left_open(desk):
    assert opened(desk, ADD)["bylines-0-author"] == []
    assert not Author.objects.exists()
    assert not Byline.objects.exists()
