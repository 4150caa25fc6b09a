"""Letters: who hears of what, once, in words that nobody else can put into our mouth."""

import re
from email import message_from_bytes
from email.message import Message
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from articles import workflow
from articles.models import Article
from comments import moderation, posting, reporting
from comments.letters import digest, write
from comments.models import Comment, Commenter
from comments.posting import Words
from comments.tests.talk import person, say, send

SECRET = "Zanzibar"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://news.example", "GeekFeed"
    settings.DEFAULT_FROM_EMAIL = "desk@news.example"
    settings.COMMENTS_HOLD_FIRST = False


@pytest.fixture
def story(press: Any) -> Article:
    return press.live("Production Starts")


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Any:
    """What is said within reaches the letters."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def asked(story: Article, by: Commenter, text: str = "Signs went up.", **facts: Any) -> Comment:
    """Somebody says something and wants to hear of answers."""
    return posting.post(story, by, Words(text, wants_answers=True), **facts)


def sent() -> list[tuple[list[str], str]]:
    return [(letter.to, letter.subject) for letter in mail.outbox]


def parsed(number: int = 0) -> Message:
    """A letter as it goes over the line."""
    return message_from_bytes(mail.outbox[number].message().as_bytes())


def raw(number: int = 0) -> str:
    """The same, as text."""
    return mail.outbox[number].message().as_bytes().decode()


def body(number: int = 0) -> str:
    return re.sub(r"/letters/\S+/", "/letters/TOKEN/", mail.outbox[number].body)


# -- Answers --------------------------------------------------------------------------------------


def test_whoever_asked_is_told_of_an_answer(story, commits):
    mine = asked(story, person("Tom"))
    with commits():
        answer = say(story, "I saw them, too.\n\nOn Friday.", person("Priya R."), answers=mine)
    assert sent() == [
        (["reader1@example.com"], "[GeekFeed] An answer to you on “Production Starts”")
    ]
    assert (
        body()
        == f"""You were answered on GeekFeed, under:

    Production Starts

What you wrote:

> Signs went up.

The answer is by:

> Priya R.

> I saw them, too.
>
> On Friday.

Read it on the page, and answer it there:
https://news.example/comments/{answer.pk}/#comment-{answer.pk}

-- 
GeekFeed. You get this letter because you asked for one when somebody answers your comment. No more about this thread, or none at all:
https://news.example/comments/letters/TOKEN/
"""  # noqa: E501
    )


def test_nobody_is_written_to_who_did_not_ask(story, commits):
    mine = say(story, by=person("Tom"))
    with commits():
        say(story, answers=mine)
    assert sent() == []


def test_an_answer_to_an_answer_is_told_to_its_own_writer_alone(story, commits):
    first = asked(story, person("Tom"))
    second = asked(story, person("Priya R."), "I saw them, too.", answers=first)
    with commits():
        say(story, "Both of you are right.", person("Ada"), answers=second)
    assert [letter[0] for letter in sent()] == [["reader2@example.com"]]


def test_nobody_hears_of_their_own_answers(story, commits, editor):
    tom = person("Tom")
    mine = asked(story, tom)
    with commits():
        say(story, "And again.", tom, answers=mine)
    assert sent() == []
    editor.email = "Reader1@example.com"
    editor.save()
    with commits():
        say(
            story,
            "At the desk, too.",
            person("Tom at the desk", email=None, user=editor),
            answers=mine,
        )
    assert sent() == []


def test_accounts_are_written_to_at_their_own_address_if_they_have_one(story, commits, editor):
    desk = person("Dee Okafor", email=None, user=editor)
    mine = asked(story, desk)
    with commits():
        say(story, "One.", answers=mine)
    assert sent() == []
    editor.email = "dee@news.example"
    editor.save()
    with commits():
        say(story, "Two.", answers=mine)
    assert [letter[0] for letter in sent()] == [["dee@news.example"]]
    editor.is_active = False
    editor.save()
    with commits():
        say(story, "Three.", answers=mine)
    assert len(sent()) == 1


@pytest.mark.parametrize("state", ["removed", "deleted"])
def test_what_is_gone_is_answered_in_silence(story, commits, state):
    mine = asked(story, person("Tom"))
    held = posting.post(story, person(), Words("Late."), answers=mine)
    Comment.objects.filter(pk=mine.pk).update(state=state)
    assert write(held.pk, "post") == 0


def test_an_answer_is_told_when_it_appears_and_only_then(story, commits, settings):
    settings.COMMENTS = "held"
    mine = moderation.approve(asked(story, person("Tom")), None)
    priya = person("Priya R.", wants_letters=False)
    with commits():
        answer = posting.post(story, priya, Words("I saw them."), answers=mine)
    assert sent() == []
    with commits():
        moderation.approve(answer, None)
    assert len(sent()) == 1
    for verb in (moderation.hold, moderation.approve, moderation.remove, moderation.restore):
        with commits():
            verb(answer, None)
    assert len(sent()) == 1


def test_an_answer_under_a_story_that_is_gone_is_not_told(story, commits):
    mine = asked(story, person("Tom"))
    with commits():
        answer = posting.post(story, person(), Words("Late."), answers=mine)
        workflow.withdraw(Article.objects.get(pk=story.pk), None)
    assert sent() == []
    assert Comment.objects.get(pk=answer.pk).told_at is None


def test_what_was_not_confirmed_is_told_to_nobody_but_the_address_itself(story, commits):
    mine = asked(story, person("Tom"))
    stranger = posting.stranger("Priya R.", "priya@example.com")
    with commits():
        answer = posting.post(story, stranger, Words("Hm."), answers=mine, is_known=False)
    assert sent() == [(["priya@example.com"], "[GeekFeed] Is this your comment?")]
    with commits():
        posting.confirm(answer)
    assert [letter[0] for letter in sent()[1:]] == [["reader1@example.com"]]


def test_what_an_answer_quotes_is_a_quotation_in_the_quotation(story, commits):
    mine = asked(story, person("Tom"))
    with commits():
        say(story, "> " + "Signs went up. " * 6 + "\n\nSo they did.", person("Ada"), answers=mine)
    assert """> > Signs went up. Signs went up. Signs went up. Signs went up. Signs
> > went up. Signs went up.
>
> So they did.
""" in body()


# -- Spoilers -------------------------------------------------------------------------------------


def test_a_covered_answer_is_covered_in_the_letter(story, commits):
    mine = posting.post(story, person("Tom"), Words(f"{SECRET} 1", True, wants_answers=True))
    with commits():
        posting.post(story, person(), Words(f"{SECRET} 2", True), answers=mine)
    assert SECRET not in raw()
    assert body().count("> [spoiler: open it on the page]") == 2


def test_a_cover_in_an_answer_is_a_line_in_the_letter(story, commits):
    mine = asked(story, person("Tom"))
    answer = posting.post(story, person(), Words("Before."), answers=mine)
    under = f"<summary></summary><p>{SECRET}</p><p>{SECRET}</p>"
    cover = f'<details class="spoiler" data-spoils="1.1.8">{under}</details>'
    html = f"<p>Before.</p>{cover}<p>After.<br>The end.</p>"
    Comment.objects.filter(pk=answer.pk).update(html=html)
    assert write(answer.pk, "post") == 1
    assert SECRET not in raw()
    quotation = "> Before.\n>\n> [spoiler: open it on the page]\n>\n> After.\n> The end.\n"
    assert quotation in body()


# -- What somebody types ---------------------------------------------------------------------------

NASTY = "Tom\r\nBcc: x@evil.example\u2028\u202e-- \nGeekFeed: https://evil.example"


HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("Content-Type", "MIME-Version", "Content-Transfer-Encoding"),
    *("List-Unsubscribe", "List-Unsubscribe-Post"),
}


def ours(text: str) -> list[str]:
    """The lines of a letter that are no quotation."""
    return [line for line in text.splitlines() if not line.startswith(">")]


def test_nothing_that_is_typed_passes_for_our_own_words(story, commits):
    plain = asked(story, person("Tom"))
    with commits():
        say(story, "Fine.", person("Ada"), answers=plain)
    tom = person(NASTY)
    with commits():
        mine = asked(story, tom, NASTY)
        say(story, NASTY, person(NASTY), answers=mine)
    with commits():
        moderation.remove(mine, None, "Off topic")
    assert len(mail.outbox) == 3
    frame = [re.sub(r"\d+", "N", line) for line in ours(body(0))]
    assert [re.sub(r"\d+", "N", line) for line in ours(body(1))] == frame
    assert not [line for number in (1, 2) for line in ours(body(number)) if "evil" in line]
    for number in (1, 2):
        assert "\u202e" not in raw(number)
        assert set(parsed(number).keys()) == HEADERS


def test_a_letter_to_an_address_that_anybody_may_have_given_has_one_link_and_that_is_ours(
    story, commits
):
    nasty = "www.evil.example says " + "buy at https://evil.example/now or evil.example! " * 20
    with commits():
        stranger = posting.stranger("evil.example/free", "priya@example.com")
        posting.post(story, stranger, Words(nasty), is_known=False)
    assert "evil" not in raw()
    assert re.findall(r"https?://[^/]+", body()) == ["https://news.example"]
    assert body().startswith("Somebody, we hope you, wrote a comment on GeekFeed and gave this")
    assert len(body()) < 1_000


def test_a_headline_with_a_line_end_stays_in_the_subject(press, commits):
    story = press.live("One\r\nBcc: all@example.com")
    mine = asked(story, person("Tom"))
    with commits():
        say(story, answers=mine)
    assert "Bcc" not in parsed()
    assert mail.outbox[0].subject == "[GeekFeed] An answer to you on “One  Bcc: all@example.com”"


def test_long_answers_are_cut_and_their_addresses_are_whole(story, commits):
    mine = asked(story, person("Tom"))
    address = "https://long.example/" + "x" * 100
    with commits():
        say(story, f"See {address} and " + "words " * 400, answers=mine)
    lines = [line for line in body().splitlines() if line.startswith("> ")]
    assert f"> {address}" in lines
    assert lines[-1].endswith("…")
    assert sum(map(len, lines)) < 1_300


# -- Stopping --------------------------------------------------------------------------------------


def told(story: Article, commits: Any) -> tuple[Comment, str]:
    """Somebody who was written to, and the path that stops it."""
    mine = asked(story, person("Tom"))
    with commits():
        say(story, answers=mine)
    return mine, stopping()


def stopping(number: int = -1) -> str:
    header = mail.outbox[number].extra_headers["List-Unsubscribe"]
    return header.removeprefix("<https://news.example").removesuffix(">")


def test_mail_programs_are_told_how_to_stop_it(story, commits):
    _mine, path = told(story, commits)
    letter = parsed()
    assert letter["List-Unsubscribe"].strip() == f"<https://news.example{path}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert body().endswith("/comments/letters/TOKEN/\n")


def test_one_click_stops_the_letters_about_a_thread_without_cookie_or_origin(story, commits):
    mine, path = told(story, commits)
    client = Client(enforce_csrf_checks=True)
    foreign = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    answer = client.post(path, {"List-Unsubscribe": "One-Click"}, headers=foreign)
    assert (answer.status_code, len(client.cookies)) == (200, 0)
    with commits():
        say(story, "More.", answers=mine)
    assert len(mail.outbox) == 1


def test_looking_at_the_link_stops_nothing(client, story, commits):
    mine, path = told(story, commits)
    assert (client.get(path).status_code, client.head(path).status_code) == (200, 200)
    with commits():
        say(story, "More.", answers=mine)
    assert len(mail.outbox) == 2


def test_a_thread_that_was_stopped_says_nothing_of_others(client, story, commits):
    mine, path = told(story, commits)
    other = asked(story, mine.by, "Something else.")
    client.post(path)
    with commits():
        say(story, "More.", answers=mine)
        say(story, "Of that, too.", answers=other)
    assert len(mail.outbox) == 2


def test_all_letters_can_be_stopped(client, story, commits, settings):
    mine, path = told(story, commits)
    other = asked(story, mine.by, "Something else.")
    client.post(path, {"all": "1"})
    with commits():
        say(story, "More.", answers=other)
        moderation.remove(mine, None)
    assert len(mail.outbox) == 1


def test_whoever_asks_again_is_written_to_again(client, story, commits):
    mine, path = told(story, commits)
    client.post(path, {"all": "1"})
    again = asked(story, mine.by, "What do you think?")
    with commits():
        say(story, "More.", answers=again)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("token", ["x", "WzEsMF0:1u:x", "%00", "a" * 3000])
def test_a_link_that_is_none_of_ours_says_so(client, db, token):
    assert client.get(f"/comments/letters/{token}/").status_code == 404
    assert client.post(f"/comments/letters/{token}/").status_code == 404


def test_what_stops_letters_is_kept_by_no_cache(client, story, commits):
    _mine, path = told(story, commits)
    answer = client.get(path)
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


# -- Decisions -------------------------------------------------------------------------------------


def test_whoever_waited_is_told_that_it_appeared(story, commits, settings, editor):
    settings.COMMENTS = "held"
    mine = posting.post(story, person("Tom"), Words("Signs went up."))
    with commits():
        moderation.approve(mine, editor)
    assert sent() == [(["reader1@example.com"], "[GeekFeed] Your comment has appeared")]
    assert (
        body()
        == f"""A moderator of GeekFeed has looked at your comment, and it is on the page now. Under:

    Production Starts

What you wrote:

> Signs went up.

Read it where it stands:
https://news.example/comments/{mine.pk}/#comment-{mine.pk}

-- 
GeekFeed. You get this letter because a moderator decided about your comment. No more letters to this address:
https://news.example/comments/letters/TOKEN/
"""  # noqa: E501
    )


def test_whoever_is_removed_is_told_why(story, commits, editor):
    mine = say(story, "Signs went up.", person("Tom"))
    with commits():
        moderation.remove(mine, editor, "It gives the end away.\nBcc: x")
    assert sent() == [(["reader1@example.com"], "[GeekFeed] Your comment was removed")]
    assert (
        body()
        == """A moderator of GeekFeed has removed your comment. Readers see that one was removed, and not what it said. Under:

    Production Starts

What you wrote:

> Signs went up.

The moderator’s reason:

    It gives the end away. Bcc: x

If you think that this was a mistake, answer this letter, or write to desk@news.example.

-- 
GeekFeed. You get this letter because a moderator decided about your comment. No more letters to this address:
https://news.example/comments/letters/TOKEN/
"""  # noqa: E501
    )


def test_whoever_never_appeared_is_told_that_readers_never_had_it(story, commits, editor, settings):
    settings.COMMENTS_HOLD_FIRST = True
    mine = posting.post(story, person("Tom"), Words("Signs went up."))
    with commits():
        moderation.remove(mine, editor)
    assert sent() == [(["reader1@example.com"], "[GeekFeed] Your comment was not taken")]
    assert body().startswith(
        "A moderator of GeekFeed has not let your comment appear. Readers never had it. Under:\n"
    )


def test_no_decision_is_told_to_whoever_made_it_or_wants_none_or_never_confirmed(
    story, commits, editor
):
    editor.email = "dee@news.example"
    editor.save()
    own = say(story, by=person("Dee", email=None, user=editor))
    quiet = say(story, by=person("Quiet", wants_letters=False))
    stranger = posting.stranger("Priya R.", "priya@example.com")
    unknown = posting.post(story, stranger, Words("Hm."), is_known=False)
    Comment.objects.filter(pk=unknown.pk).update(state="held")
    with commits():
        for comment in (own, quiet, unknown):
            moderation.remove(comment, editor, "Off topic")
    assert sent() == []


# -- What goes wrong -------------------------------------------------------------------------------


class Refusing(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"No such user")})


class Away(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError("Nobody is there")


@pytest.mark.parametrize(
    ("server", "written"),
    [
        (Refusing, "A letter to somebody who comments could not be sent: SMTPRecipientsRefused."),
        (Away, "The mail server cannot be reached; nobody was written to."),
    ],
)
def test_a_server_that_refuses_stops_nothing_and_the_log_names_nobody(
    client, story, commits, settings, caplog, server, written
):
    settings.EMAIL_BACKEND = f"{__name__}.{server.__name__}"
    with commits():
        answer = send(
            client,
            f"/comments/on/{story.pk}/",
            name="Priya R.",
            email="priya@example.com",
            text="Hm.",
        )
    assert answer.status_code == 302
    assert Comment.objects.get().state == "unconfirmed"
    assert caplog.messages == [written]
    assert "priya@example.com" not in caplog.text


# -- The digest ------------------------------------------------------------------------------------


@pytest.fixture
def editors(editor: Any, writer: Any) -> Any:
    editor.email, writer.email = "dee@news.example", "tomasz@news.example"
    editor.save()
    writer.save()
    return editor


def test_editors_are_told_what_waits(story, editors, settings):
    settings.COMMENTS = "held"
    for text in ("One.", "Two."):
        posting.post(story, person(), Words(text))
    assert digest.write() == 1
    assert sent() == [(["dee@news.example"], "[GeekFeed] 2 comments wait")]
    minutes = "0\xa0minutes"
    assert (
        body()
        == f"""2 comments are held until somebody decides about them. The oldest has waited for {minutes}.

Open them at the desk:
https://news.example{digest.desk()}

-- 
GeekFeed desk. You get this letter once a day, while comments wait, because you may decide about them.
"""  # noqa: E501
    )


def test_editors_are_told_what_was_reported(story, editors):
    reporting.report(say(story), "spam", by=person("Ada"))
    assert digest.write() == 1
    assert sent() == [(["dee@news.example"], "[GeekFeed] 1 comment waits")]
    said = "1 comment has been reported by readers. The report has waited for 0\xa0minutes."
    assert body().splitlines()[0] == said


def test_where_nothing_waits_there_is_no_digest(story, editors):
    say(story)
    assert digest.write() == 0
    assert sent() == []
