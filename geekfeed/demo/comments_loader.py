"""What the demo's readers say, by the verbs of those who say it and of those who look after it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from articles.models import Article
from authors.models import Author, User
from comments import moderation, people, policy, posting
from comments.models import Comment, Commenter, Conversation
from comments.posting import Words
from shows.models import Show


def load_comments(lines: list[dict[str, Any]], editor: User) -> None:
    """`lines` are in the order in which it was said; the stories are there already. A site that
    has no comments anywhere gets none."""
    if settings.COMMENTS == policy.OFF:
        return
    with open_stories({line["story"] for line in lines}):
        _load(lines, editor)


@contextmanager
def open_stories(slugs: Collection[str]) -> Iterator[None]:
    """Under these stories anything may be said, as when they were new. Then they have the site's
    rules, which may close old ones."""
    for story in Article.objects.filter(slug__in=slugs):
        Conversation.objects.create(story=story, policy=policy.OPEN, never_closes=True)
    yield
    rules = Conversation.objects.filter(story__slug__in=slugs)
    rules.filter(pinned=None).delete()
    rules.update(policy=Conversation.Policy.SITE, never_closes=False)


def _load(lines: list[dict[str, Any]], editor: User) -> None:
    said: dict[str, Comment] = {}
    for line in lines:
        comment = _say(line, said.get(line.get("answers", "")))
        _decide(comment, line, editor)
        comment.refresh_from_db()
        said[line.get("ref", f"{comment.pk}")] = comment
    # What is removed can be answered before it is: so it is done last.
    for line in lines:
        if "removed" in line:
            moderation.remove(said[line["ref"]], editor, line["removed"])


def account_of(author: Author, name: str) -> User:
    """Somebody who writes here and has no password: nobody signs in as them."""
    first, _space, last = author.name.partition(" ")
    user = User.objects.create_user(name, first_name=first, last_name=last, is_staff=True)
    author.user = user
    author.save(update_fields=["user"])
    return user


def _say(line: dict[str, Any], answers: Comment | None) -> Comment:
    story = Article.objects.get(slug=line["story"])
    words = Words(line["text"].strip(), "spoils" in line, _named(line.get("spoils", "")))
    comment = posting.post(story, _person(line), words, answers=answers)
    if "at" in line:
        comment.posted_at = line["at"]
        comment.save(update_fields=["posted_at"])
    return comment


def _decide(comment: Comment, line: dict[str, Any], editor: User) -> None:
    """What the site holds by itself is approved, but for what is to wait for whoever looks in."""
    held = comment.state == Comment.State.HELD
    if "held" in line:
        if not held:
            moderation.hold(comment, editor, line["held"])
        return
    if held:
        moderation.approve(comment, editor)
    if line.get("pinned"):
        moderation.pin(comment, editor)
    for name in line.get("liked_by", []):
        posting.like(comment, _reader(name))


def _person(line: dict[str, Any]) -> Commenter:
    if "by" in line:
        return _reader(line["by"])
    return people.kept(people.of_account(User.objects.get(username=line["account"])))


def _reader(name: str) -> Commenter:
    person = posting.stranger(name, f"{slugify(name)}@readers.example")
    posting.make_known(person)
    return person


def _named(spoils: str) -> str:
    """show.season.episode, with the show by its slug in the demo's files."""
    show, dot, rest = spoils.partition(".")
    return f"{Show.objects.get(slug=show).pk}{dot}{rest}" if show else ""
