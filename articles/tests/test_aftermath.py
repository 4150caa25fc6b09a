"""Letters about what became of claims: who hears of it, once, and what stands in them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from articles import aftermath, state, workflow
from articles.models import Article, Claim, Outcome, WorkingCopy
from articles.signals import story_changed
from authors.models import Author, User
from geekfeed.tests.cast import account

Letters = list[mail.EmailMessage]


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://news.example", "GeekFeed"


@pytest.fixture
def writer(writer) -> User:
    return named(writer, "Tomasz Brandt")


@pytest.fixture
def other_writer(other_writer) -> User:
    return named(other_writer, "Ann Other")


@pytest.fixture
def editor(editor) -> User:
    return named(editor, "Dee Okafor")


@pytest.fixture
def chief(db) -> User:
    return named(account("chief", "Editors"), "Marguerite Lunn")


def named(user: User, name: str) -> User:
    user.first_name, user.last_name = name.split()
    user.email = f"{user.username}@news.example"
    user.save()
    return user


@pytest.fixture
def rumour(press, filming, writer) -> Article:
    return press.live("It Films", claims=[filming(standing="rumoured")], created_by=writer)


@pytest.fixture
def after(django_capture_on_commit_callbacks):
    """The letters about claims that a verb leads to."""

    def letters(verb: Any, *args: Any, **facts: Any) -> Letters:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            verb(*args, **facts)
        return [letter for letter in mail.outbox if "] Since" in letter.subject]

    return letters


def to(letters: Letters) -> set[str]:
    return {address for letter in letters for address in letter.to}


def denial(rumour: Article, filming: Any, **facts: Any) -> dict[str, Any]:
    answer = {"answers_id": rumour.claims.get().key, "answer": "denies", "standing": "denied"}
    return filming(says="Nothing films", kind="other") | answer | facts


def test_writers_and_editors_of_the_other_story_hear_what_became_of_its_claim(
    press, filming, rumour, editor, chief, other_writer, after
):
    story = press.draft("Nothing Films", claims=[denial(rumour, filming)], created_by=other_writer)
    letters = after(workflow.publish, story, editor)
    assert to(letters) == {"writer@news.example", "chief@news.example"}
    assert len(letters) == 2
    assert {letter.subject for letter in letters} == {
        "[GeekFeed] Since denied: Season 2 began filming"
    }
    assert letters[0].body == (
        "Dee Okafor published a story that settles what an earlier one had claimed. Readers see "
        "that at the top of the earlier one now; nobody has to edit it.\n"
        "\n"
        "    Nothing Films\n"
        "\n"
        "Readers have it here:\n"
        f"https://news.example{story.get_absolute_url()}\n"
        "\n"
        "What it makes of: It Films\n"
        "\n"
        "- Since denied: Season 2 began filming\n"
        "\n"
        "Open it at the desk:\n"
        f"https://news.example/admin/articles/article/{rumour.pk}/change/\n"
        "\n"
        "-- \n"
        "GeekFeed desk. You get this letter because the story is yours, or yours to decide on.\n"
    )


@pytest.mark.parametrize(
    ("claim", "subject"),
    [
        ({"standing": "confirmed"}, "[GeekFeed] Since confirmed: Season 2 began filming"),
        (
            {"answer": "supersedes", "standing": "reported"},
            "[GeekFeed] Since superseded: Season 2 began filming",
        ),
    ],
)
def test_the_subject_says_which_way_it_went(press, filming, rumour, after, claim, subject):
    if "answer" in claim:
        claim |= {"answers_id": rumour.claims.get().key}
    letters = after(workflow.publish, press.draft(claims=[filming(**claim)]), None)
    assert [letter.subject for letter in letters] == [subject]


def test_what_is_reported_since_is_still_open_and_no_letter(press, filming, rumour, after):
    story = press.draft(claims=[filming(standing="reported")])
    assert after(workflow.publish, story, None) == []


def test_a_person_gets_one_letter_with_all_that_concerns_them(
    press, filming, rumour, writer, other_writer, chief, after
):
    says = {"kind": "other", "standing": "rumoured"}
    two = press.live(
        "Two Claims",
        claims=[filming(says="First", **says), filming(says="Second", position=1, **says)],
        created_by=other_writer,
    )
    author = Author.objects.create(name="T. Brandt", slug="t-brandt", user=writer)
    two.bylines.create(author=author, position=1)
    official = {"kind": "other", "standing": "confirmed"}
    claims = [
        filming(says="Second", **official),
        denial(rumour, filming, position=1),
        filming(says="First", position=2, **official),
    ]
    letters = after(workflow.publish, press.draft("Official", claims=claims), None)
    subjects = {letter.to[0]: letter.subject for letter in letters}
    assert subjects == {
        "writer@news.example": "[GeekFeed] Since denied: Season 2 began filming and 2 more",
        "chief@news.example": "[GeekFeed] Since denied: Season 2 began filming and 2 more",
        "other@news.example": "[GeekFeed] Since confirmed: First and 1 more",
    }
    bodies = {letter.to[0]: letter.body for letter in letters}
    assert "It Films" not in bodies["other@news.example"]
    assert "- Since confirmed: First\n- Since confirmed: Second\n" in bodies["other@news.example"]
    assert bodies["writer@news.example"].count("What it makes of:") == 2
    assert bodies["writer@news.example"].startswith("A story went out that settles")


def test_who_published_it_hears_nothing(press, filming, rumour, editor, after):
    Article.objects.filter(pk=rumour.pk).update(created_by=editor)
    story = press.draft(claims=[denial(rumour, filming)])
    assert to(after(workflow.publish, story, editor)) == set()


@pytest.mark.parametrize("gone", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_who_has_left_or_has_no_address_gets_no_letter(
    press, filming, rumour, writer, chief, after, gone
):
    User.objects.filter(pk__in=[writer.pk, chief.pk]).update(**gone)
    assert after(workflow.publish, press.draft(claims=[denial(rumour, filming)]), None) == []


def test_one_address_gets_one_letter(press, filming, rumour, chief, after):
    User.objects.filter(pk=chief.pk).update(email="Writer@News.example")
    letters = after(workflow.publish, press.draft(claims=[denial(rumour, filming)]), None)
    assert len(letters) == 1


def test_what_is_scheduled_is_told_when_it_goes_out_and_once(
    press, filming, rumour, editor, after, monkeypatch
):
    story = press.draft(claims=[denial(rumour, filming)])
    moment = timezone.now() + timedelta(hours=1)
    assert after(workflow.schedule, story, editor, moment) == []
    monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(minutes=1))
    assert to(after(workflow.publish_due)) == {"writer@news.example", "editor@news.example"}
    assert after(workflow.publish_due) == []


def test_changes_tell_what_came_about_by_them_and_nothing_twice(
    press, filming, rumour, writer, editor, chief, after
):
    other = press.live("Other", claims=[filming(kind="other", says="It snows")], created_by=writer)
    story = press.draft("Nothing Films", claims=[denial(rumour, filming)])
    after(workflow.publish, story, editor)
    for number, (changed, told) in enumerate([(False, set()), (True, {"It snows"})]):
        typed = state.read(story)
        typed["fields"]["headline"] = [f"Headline {number}"]
        if changed:
            (row,) = typed["rows"]["claims"]
            key = str(other.claims.get().key)
            typed["rows"]["claims"].append(
                row | {"key": "0" * 31 + "1", "answers": [key], "position": ["1"]}
            )
            typed["rows"]["claims"][1]["key"] = "00000000-0000-4000-8000-000000000001"
        WorkingCopy.objects.create(
            article=story, state=typed, base=state.read(story), editor=editor, headline="x"
        )
        story = Article.objects.get(pk=story.pk)
        letters = after(workflow.publish, story, editor)
        said = {letter.subject.removeprefix("[GeekFeed] Since denied: ") for letter in letters}
        assert said == told
    assert Claim.objects.filter(article=story).count() == 2


def test_a_verb_says_what_came_about_by_it_and_not_what_only_ends_by_it(
    press, filming, rumour, django_capture_on_commit_callbacks
):
    answer = {"answers_id": rumour.claims.get().key, "answer": "supersedes"}
    press.live(claims=[filming(says="Later", **answer)])
    heard: list[list[int]] = []

    def hear(settled: list[int], **kwargs: Any) -> None:
        heard.append(settled)

    story_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            press.live(claims=[denial(rumour, filming)])
    finally:
        story_changed.disconnect(hear)
    assert heard == [[outcome.pk for outcome in Outcome.objects.filter(verdict="denied")]]
    assert Outcome.objects.filter(verdict="superseded").get().until is not None


@pytest.mark.parametrize("verb", [workflow.correct, workflow.withdraw])
def test_other_verbs_are_no_news(press, filming, rumour, editor, after, verb):
    story = press.live(claims=[denial(rumour, filming)])
    told = {"kind": "update", "text": "More."} if verb is workflow.correct else {}
    assert after(verb, story, editor, **told) == []


def test_what_comes_from_elsewhere_as_of_long_ago_is_not_told(press, filming, rumour, after):
    old = timezone.now() - timedelta(days=2)
    story = press.draft(claims=[denial(rumour, filming)])
    assert after(workflow.publish, story, None, at=old) == []


def test_a_story_says_nothing_of_its_own_claims(press, filming, chief, after):
    claims = [filming(standing="rumoured"), filming(standing="denied", position=1)]
    assert after(workflow.publish, press.draft(claims=claims), None) == []


def test_a_claim_cannot_forge_a_header_and_is_cut(press, filming, writer, after):
    says = "News\r\nBcc: all@x.example " + "x" * 130
    rumour = press.live(claims=[filming(standing="rumoured", says=says)], created_by=writer)
    (letter,) = after(workflow.publish, press.draft(claims=[denial(rumour, filming)]), None)
    assert letter.subject.startswith("[GeekFeed] Since denied: News  Bcc: all@x.example xxx")
    assert letter.subject.endswith("x…")
    assert letter.message()["Bcc"] is None


def test_telling_of_five_stories_costs_no_more_queries_than_of_one(
    press, filming, writer, chief, django_assert_num_queries, django_capture_on_commit_callbacks
):
    def settled_by_one(many: int) -> Article:
        rumours = [
            press.live(claims=[filming(standing="rumoured", kind="other", says=f"{many} {n}")])
            for n in range(many)
        ]
        claims = [
            filming(standing="confirmed", kind="other", says=f"{many} {n}", position=n)
            for n, _rumour in enumerate(rumours)
        ]
        return press.live(claims=claims, at=timezone.now())

    for many in (1, 5):
        story = settled_by_one(many)
        with django_assert_num_queries(6):
            aftermath.tell(Article, article=story, verb="publish", user=None)
