"""Notes between writer and editor, beside the story: write, answer, done, reopen.

Whoever may look at a story at the desk may read its notes and write some. They are no part of the
story: they leave no revision, and a story that goes out takes none along.
"""

import re
from dataclasses import dataclass, field
from functools import partial

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import spots
from articles.models import Article, Note
from articles.rights import Refused
from articles.signals import story_changed

LONGEST = Note._meta.get_field("text").max_length
# What a note can point at, and what that is called: fields of the story's form and kinds of rows.
PLACES = {
    "headline": gettext_lazy("Headline"),
    "standfirst": gettext_lazy("Standfirst"),
    "body": gettext_lazy("Body"),
    "section": gettext_lazy("Section"),
    "topics": gettext_lazy("Topics"),
    "lead_image": gettext_lazy("Lead picture"),
    "spoils_season": gettext_lazy("Spoiler"),
    "safe_headline": gettext_lazy("Safe headline"),
    "safe_standfirst": gettext_lazy("Safe standfirst"),
    "safe_image": gettext_lazy("Safe picture"),
    "slug": gettext_lazy("Address"),
    "canonical_url": gettext_lazy("First published at"),
    "next_up": gettext_lazy("Next:"),
    "bylines": gettext_lazy("By"),
    "coverage": gettext_lazy("About"),
    "citations": gettext_lazy("Sources"),
    "claims": gettext_lazy("Claims"),
    "mentions": gettext_lazy("Linked names"),
    "related_links": gettext_lazy("Related stories"),
}
PLACE = re.compile(r"(?P<name>[a-z_]+)(?P<key>:[0-9a-f-]{1,36})?", re.ASCII)


@dataclass
class Thread:
    """A note with its answers, oldest first. There are no answers to answers."""

    note: Note
    answers: list[Note] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.note.done_at is None

    @property
    def place(self) -> str:
        """What it points at, in the form's words; empty: the whole story."""
        return str(PLACES.get(self.note.field.partition(":")[0], ""))

    @property
    def anchor(self) -> str:
        return spots.anchor(self.note.field)


def write_note(article: Article, user: AbstractBaseUser, text: str, field: str = "") -> Note:
    """Say something beside the story, and have it announced. Raises Refused.

    `field` is what it is about: a name of PLACES, or one row of them by its key ("claims:7f0c…").
    Empty: the whole story.
    """
    _may_look(article, user)
    if not points_somewhere(field):
        raise Refused(_("There is no such place in a story. Write the note on the whole of it."))
    with transaction.atomic():
        note = put(article, user, _said(text), field)
        _announce(article, user, note)
    return note


def put(article: Article, user: AbstractBaseUser, text: str, field: str = "") -> Note:
    """Keep a note that a verb leaves, such as why a story was sent back. It asks nothing and
    announces nothing: the verb has asked, and announces itself. A place that there is not is the
    whole story."""
    return Note.objects.create(
        article=article, user=user, text=text, field=field if points_somewhere(field) else ""
    )


def answer(note: Note, user: AbstractBaseUser, text: str) -> Note:
    """Say something about a note. An answer to an answer stands under the same note, and one to a
    note that is done opens it again: somebody has more to say."""
    _may_look(note.article, user)
    said = _said(text)
    with transaction.atomic():
        first = note.answers_id or note.pk
        Note.objects.filter(pk=first).update(done_at=None, done_by=None)
        reply = Note.objects.create(
            article_id=note.article_id, user=user, text=said, answers_id=first
        )
        _announce(note.article, user, reply)
    return reply


def done(note: Note, user: AbstractBaseUser) -> None:
    """It has been seen to. Whoever said so first stays the one who did."""
    _may_look(note.article, user)
    first = Note.objects.filter(pk=note.answers_id or note.pk)
    first.filter(done_at=None).update(done_at=timezone.now(), done_by=user)


def reopen(note: Note, user: AbstractBaseUser) -> None:
    """It has not been seen to after all."""
    _may_look(note.article, user)
    Note.objects.filter(pk=note.answers_id or note.pk).update(done_at=None, done_by=None)


def threads(article: Article) -> list[Thread]:
    """The notes on a story, oldest first, in one query."""
    found: dict[int, Thread] = {}
    replies = []
    for note in article.notes.select_related("user", "done_by").order_by("at", "pk"):
        if note.answers_id is None:
            found[note.pk] = Thread(note)
        else:
            replies.append(note)
    for reply in replies:
        found[reply.answers_id].answers.append(reply)
    return list(found.values())


def with_open_notes(stories: QuerySet[Article]) -> QuerySet[Article]:
    """The stories with `open_notes`: how many notes on each wait to be seen to."""
    waiting = Note.objects.filter(article=OuterRef("pk"), answers=None, done_at=None)
    count = waiting.order_by().values("article").annotate(many=Count("pk")).values("many")
    return stories.annotate(open_notes=Coalesce(Subquery(count), 0))


def points_somewhere(field: str) -> bool:
    """Whether a note can point at it. The whole story is somewhere."""
    found = PLACE.fullmatch(field)
    return not field or bool(found and found["name"] in PLACES)


def _said(text: str) -> str:
    """Plain text with its line breaks, as it is kept."""
    said = normalize_newlines(text.replace("\x00", "")).strip()
    if not said:
        raise Refused(_("Write something first."))
    if len(said) > LONGEST:
        raise Refused(
            _("A note has at most %(most)d characters; this one has %(length)d. Make it two.")
            % {"most": LONGEST, "length": len(said)}
        )
    return said


def _may_look(article: Article, user: AbstractBaseUser) -> None:
    stories = Article.objects.visible_to(user).filter(pk=article.pk)
    if not (user.has_perm("articles.view_article") and stories.exists()):
        raise Refused(_("This story is not open to you."))


def _announce(article: Article, user: AbstractBaseUser, note: Note) -> None:
    """`note` goes along for those who tell people of it; an answer knows what it `answers`."""
    transaction.on_commit(
        partial(
            story_changed.send_robust, Article, article=article, verb="note", user=user, note=note
        )
    )
