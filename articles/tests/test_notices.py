"""Letters: who hears of what, what stands in them, and what can go wrong without stopping them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from articles import notes, notices, state, workflow
from articles.models import Article, WorkingCopy
from authors.models import Author, User
from geekfeed.tests.cast import account

Letters = list[EmailMessage]


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://news.example", "GeekFeed"


@pytest.fixture
def writer(writer) -> User:
    return named(writer, "Tomasz Brandt")


@pytest.fixture
def editor(editor) -> User:
    return named(editor, "Dee Okafor")


@pytest.fixture
def chief(db) -> User:
    return named(account("chief", "Editors"), "Marguerite Lunn")


@pytest.fixture
def draft(press, writer) -> Article:
    return press.draft("Production Starts", created_by=writer)


def named(user: User, name: str) -> User:
    user.first_name, user.last_name = name.split()
    user.email = f"{user.username}@news.example"
    user.save()
    return user


def after(verb: Callable[..., Any], story: Article, user: User | None, **told: Any) -> Letters:
    """What is written after a verb."""
    verb(story, user, **told)
    return tell(story, verb.__name__, user)


def tell(story: Article, verb: str, user: User | None, **told: Any) -> Letters:
    mail.outbox.clear()
    notices.tell(Article, article=story, verb=verb, user=user, **told)
    return list(mail.outbox)


def to(letters: Letters) -> list[str]:
    return [address for letter in letters for address in letter.to]


def change(story: Article, user: User) -> Article:
    """Begin to change a live story."""
    typed = state.read(story)
    typed["fields"]["headline"] = ["Another headline"]
    WorkingCopy.objects.create(
        article=story, state=typed, base=state.read(story), editor=user, headline="Another headline"
    )
    return Article.objects.get(pk=story.pk)


def link(page: str, story: Article) -> str:
    return "https://news.example" + reverse(f"admin:articles_article_{page}", args=[story.pk])


def test_the_verbs_are_heard(draft, writer, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        workflow.submit(draft, writer)
    assert to(mail.outbox) == ["editor@news.example"]


def test_editors_hear_of_what_is_sent_to_review(draft, writer, editor, chief):
    letters = after(workflow.submit, draft, writer, why="The second source is in.")
    assert to(letters) == ["editor@news.example", "chief@news.example"]
    assert {letter.subject for letter in letters} == {"[GeekFeed] In review: Production Starts"}
    assert letters[0].body == (
        "Tomasz Brandt sent a story to review.\n"
        "\n"
        "    Production Starts\n"
        "\n"
        "Tomasz Brandt says:\n"
        "\n"
        "The second source is in.\n"
        "\n"
        "Review it at the desk:\n"
        f"{link('review', draft)}\n"
        "\n"
        "-- \n"
        "GeekFeed desk. You get this letter because the story is yours, or yours to decide on.\n"
    )


def test_an_editor_does_not_write_to_themselves(press, editor, chief):
    story = press.draft(created_by=editor)
    assert to(after(workflow.submit, story, editor)) == ["chief@news.example"]


def test_who_may_publish_by_other_means_is_an_editor_too(draft, writer):
    root = User.objects.create_superuser("root", "root@news.example", "x")
    deputy = named(account("deputy", "Writers"), "Ann Deputy")
    deputy.user_permissions.add(Permission.objects.get(codename="publish_article"))
    assert to(after(workflow.submit, draft, writer)) == [root.email, deputy.email]


@pytest.mark.parametrize("gone", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_who_has_left_or_has_no_address_gets_no_letter(draft, writer, editor, chief, gone):
    User.objects.filter(pk=chief.pk).update(**gone)
    assert to(after(workflow.submit, draft, writer)) == ["editor@news.example"]


def test_one_address_gets_one_letter(draft, writer, editor, chief):
    User.objects.filter(pk=chief.pk).update(email="Editor@News.example")
    assert len(after(workflow.submit, draft, writer)) == 1


def test_what_comes_back_goes_to_all_its_writers_with_the_note_and_the_others(
    draft, writer, editor, other_writer
):
    named(other_writer, "Ann Other")
    author = Author.objects.create(name="Ann Other", slug="ann-other", user=other_writer)
    draft.bylines.create(author=author, position=1)
    workflow.submit(draft, writer)
    notes.put(draft, editor, "Too long.", field="headline")
    notes.done(notes.put(draft, editor, "Seen to."), editor)
    letters = after(workflow.send_back, draft, editor, why="Needs a second source.")
    assert to(letters) == ["writer@news.example", "other@news.example"]
    assert letters[0].subject == "[GeekFeed] Sent back: Production Starts"
    assert letters[0].body.startswith(
        "Dee Okafor sent your story back. It is your draft again.\n"
        "\n"
        "    Production Starts\n"
        "\n"
        "Dee Okafor says:\n"
        "\n"
        "Needs a second source.\n"
        "\n"
        "Notes beside the text:\n"
        "\n"
        "- Headline: Too long.\n"
        "\n"
        "Go on writing at the desk:\n"
        f"{link('change', draft)}\n"
    )


@pytest.mark.parametrize(
    ("verb", "told", "subject", "said"),
    [
        (
            workflow.publish,
            {},
            "[GeekFeed] Live: Production Starts",
            "Dee Okafor published your story. Readers see it now.",
        ),
        (
            workflow.schedule,
            {"at": datetime(2067, 4, 12, 13, tzinfo=UTC)},
            "[GeekFeed] Scheduled: Production Starts",
            "Dee Okafor scheduled your story. It goes out on Tuesday 12 April 2067, 09:00 EDT, "
            "by itself.",
        ),
    ],
)
def test_writers_hear_what_others_did_with_their_story(draft, editor, verb, told, subject, said):
    letters = after(verb, draft, editor, **told)
    assert to(letters) == ["writer@news.example"]
    assert letters[0].subject == subject
    assert letters[0].body.splitlines()[0] == said


def test_a_letter_about_a_live_story_leads_to_its_page(draft, editor):
    (letter,) = after(workflow.publish, draft, editor)
    address = f"https://news.example{draft.get_absolute_url()}"
    assert letter.body.splitlines()[7:9] == ["Readers have it here:", address]


def test_writers_hear_why_their_story_is_gone(press, writer, editor):
    story = press.live("Production Starts", created_by=writer)
    (letter,) = after(workflow.withdraw, story, editor, why="It was a hoax.")
    assert letter.subject == "[GeekFeed] Withdrawn: Production Starts"
    assert "The reason:\n\nIt was a hoax.\n" in letter.body
    assert "Readers have it here" not in letter.body


def test_writers_hear_that_it_will_not_go_out(press, writer, editor):
    story = press.scheduled("Production Starts", created_by=writer)
    (letter,) = after(workflow.unschedule, story, editor)
    assert letter.subject == "[GeekFeed] Unscheduled: Production Starts"


def test_nobody_is_told_of_their_own_doing(press, editor):
    assert after(workflow.publish, press.draft(created_by=editor), editor) == []


@pytest.mark.parametrize("verb", [workflow.take_back, workflow.restore, workflow.save])
def test_other_verbs_are_no_news(press, writer, editor, verb):
    made = {"take_back": press.in_review, "restore": press.withdrawn, "save": press.draft}
    story = made[verb.__name__](created_by=writer)
    assert after(verb, story, editor) == []


def test_changes_to_a_live_story_are_told_as_such(press, writer, editor):
    story = change(press.live("Production Starts", created_by=writer), writer)
    (letter,) = after(workflow.submit, story, writer)
    assert letter.subject == "[GeekFeed] In review, changes: Another headline"
    assert letter.body.startswith("Tomasz Brandt sent changes to a live story to review.")
    story = Article.objects.get(pk=story.pk)
    (letter,) = after(workflow.send_back, story, editor)
    assert letter.subject == "[GeekFeed] Sent back, changes: Another headline"
    moment = datetime(2067, 4, 12, 13, tzinfo=UTC)
    (letter,) = after(workflow.schedule, Article.objects.get(pk=story.pk), editor, at=moment)
    assert "They go out on Tuesday 12 April 2067, 09:00 EDT" in letter.body
    (letter,) = after(workflow.publish, Article.objects.get(pk=story.pk), editor)
    assert letter.subject == "[GeekFeed] Live, changes: Another headline"


def test_a_story_that_is_published_again_is_no_change(press, writer, editor):
    story = press.withdrawn("Production Starts", created_by=writer)
    workflow.restore(story, editor)
    (letter,) = after(workflow.publish, story, editor)
    assert letter.subject == "[GeekFeed] Live: Production Starts"


def test_editors_hear_why_changes_could_not_go_out(press, writer, editor, chief):
    story = change(press.live(created_by=writer), writer)
    letters = tell(story, "could_not_go_out", None, why="The headline is missing.")
    assert to(letters) == ["editor@news.example", "chief@news.example"]
    assert letters[0].subject == "[GeekFeed] Could not go out, changes: Another headline"
    assert "What stopped them:\n\nThe headline is missing.\n" in letters[0].body
    assert link("review", story) in letters[0].body


def test_a_note_reaches_the_story_s_writers_and_who_has_said_something(
    press, writer, editor, chief
):
    story = press.in_review("Production Starts", created_by=writer)
    notes.put(story, editor, "Who says so?")
    note = notes.put(story, writer, "Two sources do.")
    (letter,) = tell(story, "note", writer, note=note)
    assert letter.to == ["editor@news.example"]
    assert letter.subject == "[GeekFeed] Note: Production Starts"
    assert "It says:\n\nTwo sources do.\n" in letter.body
    assert to(tell(story, "note", chief, note=note)) == [
        "writer@news.example",
        "editor@news.example",
    ]


def test_what_goes_out_on_time_is_told_and_what_comes_from_elsewhere_is_not(press, writer):
    story = press.draft(created_by=writer)
    (letter,) = after(workflow.publish, story, None)
    assert letter.body.startswith("Your story went out on time. Readers see it now.")
    old = press.draft(created_by=writer)
    assert after(workflow.publish, old, None, at=timezone.now() - timedelta(days=2)) == []
    assert after(workflow.submit, press.draft(created_by=writer), None) == []


def test_a_headline_cannot_forge_a_header(draft, writer, editor):
    Article.objects.update(headline="News\r\nBcc: all@x.example\u202e\x07!")
    (letter,) = after(workflow.submit, Article.objects.get(), writer)
    assert letter.subject == "[GeekFeed] In review: News  Bcc: all@x.example  !"
    assert letter.message()["Bcc"] is None


def test_a_long_headline_is_cut_and_none_has_a_word(draft, writer, editor):
    Article.objects.update(headline="x" * 160)
    (letter,) = after(workflow.submit, Article.objects.get(), writer)
    assert letter.subject == f"[GeekFeed] In review: {'x' * 99}…"
    Article.objects.update(headline="", status="draft")
    (letter,) = after(workflow.submit, Article.objects.get(), writer)
    assert letter.subject == "[GeekFeed] In review: Without a headline"


def test_words_are_written_as_they_are(draft, writer, editor):
    (letter,) = after(workflow.submit, draft, writer, why="<b>It's & that's</b>")
    assert "<b>It's & that's</b>" in letter.body


class Refusing(EmailBackend):
    """A server that takes nothing for one address."""

    def send_messages(self, messages: Any) -> int:
        if "editor@news.example" in messages[0].to:
            raise OSError("No such mailbox")
        return super().send_messages(messages)


class Away(EmailBackend):
    asked = 0

    def open(self) -> None:
        Away.asked += 1
        raise ConnectionRefusedError("Nobody there")


def test_an_address_that_is_refused_stops_no_other(draft, writer, editor, chief, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert to(after(workflow.submit, draft, writer)) == ["chief@news.example"]
    assert caplog.messages == ["A letter to editor@news.example could not be sent."]


def test_an_address_that_forges_a_header_stops_no_other(draft, writer, editor, chief, caplog):
    User.objects.filter(pk=editor.pk).update(email="a@x.example\nBcc: b@x.example")
    assert to(after(workflow.submit, draft, writer)) == ["chief@news.example"]
    assert len(caplog.messages) == 1


def test_a_server_that_is_away_is_asked_once(draft, writer, editor, chief, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    Away.asked = 0
    assert after(workflow.submit, draft, writer) == []
    assert Away.asked == 1
    assert caplog.messages == ["The mail server cannot be reached; nobody was written to."]


def test_a_story_that_is_gone_meanwhile_is_no_error(draft, writer, editor):
    Article.objects.all().delete()
    assert tell(draft, "submit", writer) == []


def test_telling_five_costs_no_more_queries_than_telling_one(
    draft, writer, editor, django_assert_num_queries
):
    workflow.submit(draft, writer)
    with django_assert_num_queries(4):
        tell(draft, "submit", writer)
    for number in range(4):
        named(account(f"e{number}", "Editors"), f"E {number}")
    with django_assert_num_queries(4):
        assert len(tell(draft, "submit", writer)) == 5
