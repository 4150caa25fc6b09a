"""The verbs of whoever comments: post, confirm, edit, delete, like.

Each runs in one transaction, and `comment_changed` is sent on commit. A refusal is a `Refused`
whose message tells the person what to do; nothing has changed then.
"""

from dataclasses import dataclass
from hashlib import blake2b

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from comments import banned, policy, wording
from comments.acts import announce, record
from comments.counting import count
from comments.lead import lead_of
from comments.locks import hold, in_hand
from comments.mailboxes import email_of
from comments.models import Comment, Commenter, Like
from comments.reporting import settle
from comments.rights import Refused, has_just_said, may_delete, may_edit
from comments.screening import Attempt, let_in, screen

State = Comment.State
THREAD_IS_CLOSED = gettext_lazy("A moderator has closed this thread. Nothing can be added to it.")
IS_DECIDED = gettext_lazy("A moderator has decided about this comment. Answer it instead.")
ANSWERED_IS_GONE = gettext_lazy(
    "The comment that you answered is gone. You can still post yours by itself."
)


@dataclass(frozen=True)
class Words:
    """What somebody typed. `spoils` names what all of it gives away, as covers in a text do;
    `is_spoiler` alone covers it without a name. `wants_answers` is whether its writer asked for
    letters about answers to it."""

    text: str
    is_spoiler: bool = False
    spoils: str = ""
    wants_answers: bool = False


def stranger(name: str, email: str) -> Commenter:
    """Whoever gave this address: until it is confirmed from the letter that goes there, they are
    nobody. What was confirmed keeps its name."""
    email = email_of(email)
    person, is_new = Commenter.objects.get_or_create(email=email, defaults={"name": name})
    if is_new or person.confirmed_at or person.name == name:
        return person
    # A letter that is on its way asks about a comment under the name that was given with it.
    if not person.comments.exists():
        Commenter.objects.filter(pk=person.pk).update(name=name)
        person.name = name
    return person


def make_known(person: Commenter) -> None:
    """The address is theirs: they followed the link in the letter."""
    unconfirmed = Commenter.objects.filter(pk=person.pk, confirmed_at=None)
    unconfirmed.update(confirmed_at=timezone.now())


@transaction.atomic
def post(
    story: Article,
    by: Commenter,
    words: Words,
    *,
    answers: Comment | None = None,
    is_known: bool = True,
    network: str | None = None,
    suspicion: str = "",
) -> Comment:
    """Say something under a story. Whoever says the same twice there has said it once, and gets the
    comment that is there.

    With `is_known` False the comment waits until the letter to its writer's address is answered.
    `suspicion` is why a moderator should look at it (screening/outside.py), "" for no reason.
    """
    story = hold(story)
    rules = policy.now(story)
    if not rules.takes_comments:
        raise Refused(_("Comments on this story are closed. What you wrote has not been posted."))
    thread = _thread(story, answers)
    text = wording.tidied(words.text)
    attempt = Attempt(story, rules, by, text, network, suspicion=suspicion)
    if is_known:
        state, why = screen(attempt)
    else:
        state, why = State.UNCONFIRMED, ""
        let_in(attempt)
    comment = Comment(
        story=story,
        by=by,
        thread=thread,
        answers=answers if thread and answers != thread else None,
        text=text,
        html=wording.html_of(text, lead_of(story)),
        digest=_digest(text, thread, is_known=is_known),
        is_spoiler=words.is_spoiler or bool(words.spoils),
        spoils=words.spoils,
        network=network,
        wants_answers=words.wants_answers,
    )
    comment.become(state, why)
    try:
        with transaction.atomic():
            comment.save()
    except IntegrityError:
        return _said_before(comment)
    count(comment, "")
    record(comment, "post")
    return comment


@transaction.atomic
def confirm(comment: Comment, suspicion: str = "") -> Comment:
    """The address behind a comment is its writer's: they followed the link in the letter."""
    comment = in_hand(comment)
    person = comment.by
    make_known(person)
    if comment.state != State.UNCONFIRMED:
        return comment
    story = comment.story
    if comment.thread_id:
        _open_thread(comment.thread)
    rules = policy.now(story)
    if not rules.takes_comments:
        raise Refused(_("Comments on this story have been closed meanwhile."))
    attempt = Attempt(story, rules, person, comment.text, comment.network, comment.pk, suspicion)
    comment.become(*screen(attempt))
    comment.posted_at = timezone.now()
    comment.digest = _digest(comment.text, comment.thread)
    try:
        with transaction.atomic():
            comment.save(update_fields=[*Comment.BECOMES, "posted_at", "digest"])
    except IntegrityError:  # they have said the same by themselves meanwhile
        comment.delete()
        return _said_before(comment)
    count(comment, State.UNCONFIRMED)
    record(comment, "confirm")
    return comment


@transaction.atomic
def edit(
    comment: Comment,
    by: Commenter,
    words: Words,
    *,
    network: str | None = None,
    suspicion: str = "",
) -> Comment:
    """Say it better, within some minutes. What was held stays held, and what would not have been
    shown is held now."""
    comment = in_hand(comment)
    if not has_just_said(comment, by):
        raise Refused(_("A comment can be changed for five minutes. Answer it instead."))
    if not may_edit(comment, by):
        raise Refused(IS_DECIDED)
    story, before = comment.story, comment.state
    rules = policy.now(story)
    comment.text = wording.tidied(words.text)
    comment.html = wording.html_of(comment.text, lead_of(story))
    comment.digest = _digest(comment.text, comment.thread)
    comment.is_spoiler = words.is_spoiler or bool(words.spoils)
    comment.spoils = words.spoils
    comment.wants_answers = words.wants_answers
    comment.edited_at = timezone.now()
    attempt = Attempt(
        story, rules, by, comment.text, network or comment.network, comment.pk, suspicion
    )
    state, why = screen(attempt)
    if before == State.SHOWN:
        comment.become(state, why)
    try:
        with transaction.atomic():
            comment.save()
    except IntegrityError as error:
        raise Refused(_("You have said this on this story before.")) from error
    count(comment, before)
    record(comment, "edit")
    return comment


@transaction.atomic
def delete(comment: Comment, by: Commenter) -> None:
    """Take back what one has said. Answers to it stay, under a line that says so."""
    comment = in_hand(comment)
    if not may_delete(comment, by):
        raise Refused(_("This comment is not yours, or it is gone already."))
    before, comment.state = comment.state, State.DELETED
    comment.text = comment.html = ""
    comment.save(update_fields=["state", "text", "html"])
    settle(comment, None)
    count(comment, before)
    record(comment, "delete")


@transaction.atomic
def like(comment: Comment, by: Commenter, network: str | None = None) -> bool:
    """Find a comment good, or no longer. Returns whether it is liked now."""
    comment = in_hand(comment)
    if comment.state != State.SHOWN:
        raise Refused(_("This comment is gone."))
    if comment.by_id == by.pk:
        raise Refused(_("This is your own comment."))
    banned.ask(by, network)
    given, _rows = Like.objects.filter(comment=comment, by=by).delete()
    if not given:
        Like.objects.create(comment=comment, by=by)
    Comment.objects.filter(pk=comment.pk).update(likes=F("likes") + (-1 if given else 1))
    announce(comment, "like")
    return not given


def _thread(story: Article, answers: Comment | None) -> Comment | None:
    """The thread in which an answer stands. Whoever answers has read the comment some time ago:
    what has become of it and of its thread since is asked anew, now that the story is held."""
    if answers is None:
        return None
    found = Comment.objects.select_related("thread").filter(pk=answers.pk, story=story).first()
    if found is None or not found.is_shown:
        raise Refused(ANSWERED_IS_GONE)
    return _open_thread(found.thread or found)


def _open_thread(thread: Comment) -> Comment:
    if thread.is_locked:
        raise Refused(THREAD_IS_CLOSED)
    return thread


def _said_before(comment: Comment) -> Comment:
    """The one that stands in its place."""
    same = Comment.objects.filter(story=comment.story, by=comment.by, digest=comment.digest)
    return same.get(state__in=["unconfirmed", "held", "shown"])


def _digest(text: str, thread: Comment | None, *, is_known: bool = True) -> str:
    """What a stranger says in somebody's name is compared with what strangers said in that name:
    else they would learn whose words stand on the page."""
    said = f"{thread.pk if thread else ''}:{wording.fingerprint(text)}"
    if not is_known:
        said = f"unconfirmed {said}"
    return blake2b(said.encode(), digest_size=16).hexdigest()
