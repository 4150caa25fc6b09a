"""What the desk works on: the state of a story as it was typed last, valid or not.

It is kept in the story's working copy. A story that readers cannot have, a draft or one in review,
also has as much of it in its own rows as makes sense there (`settle`), so that lists, searches and
permissions look at rows alone. The rows of a story that readers have, or will have by the clock,
change only when its changes are published (articles/workflow.py).
"""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import edition, renumbered
from articles import state as states
from articles.forms import Submission
from articles.models import Article, SetAside, WorkingCopy
from articles.rights import Refused, User, ask_to_edit, is_editor, may_edit
from articles.search import index
from articles.state import VERB_FIELDS, Clash, State
from geekfeed.lib.desk import is_number
from shows.models import Show

Status = Article.Status
ON_THE_DESK = (Status.DRAFT, Status.IN_REVIEW)


@dataclass(frozen=True)
class Kept:
    """What became of a submission: the state that is kept now; the part of it that the sender has,
    too; who typed the version that it was joined with, and in which fields and rows; and what could
    not be joined."""

    article: Article
    state: State
    common: State
    joined: list[str]
    joined_with: AbstractBaseUser | None
    clashes: list[Clash]


def pending(article: Article) -> State:
    """The state that the desk works on."""
    return article.copy.state if article.copy else states.read(article)


def has_unpublished(article: Article) -> bool:
    """Whether readers have, or will have, another version than the desk."""
    return article.status not in ON_THE_DESK and article.copy is not None


def locked(article: Article) -> Article:
    """The story as it is in the database, and nobody else's until the transaction ends.

    Its working copy is read after the lock was given, by a query of its own: what PostgreSQL joins
    to a row that it had to wait for is older than the row. On SQLite transactions are IMMEDIATE,
    so that the whole database is locked.
    """
    return Article.objects.select_for_update().get(pk=article.pk)


@transaction.atomic
@edition.unchanged()  # no reader sees what is typed
def keep(
    article: Article,
    user: AbstractBaseUser,
    mine: State,
    base: State,
    page: UUID | None = None,
    turn: int = 0,
) -> Kept:
    """Keep what somebody typed, valid or not, joined with what others typed meanwhile.

    `base` is the state that they began from. What both changed in different ways stays as it was
    saved first; `mine` is set aside until its writer has compared both. Raises Refused.

    `page` is the browser's page that it comes from. If nobody else has saved since that page did,
    what it said then is its base, whether or not it ever got the answer. `turn` counts what the
    page sends: what was overtaken on its way is not kept once more.
    """
    story = locked(article)
    ask_to_edit(story, user)
    before = story.copy
    typist = before and before.editor
    theirs = pending(story)
    mine = _without_secrets(mine, theirs, user)
    if before and before.heard and page and before.page == page:
        base = before.heard["state"]
        if turn < before.heard["turn"]:
            return Kept(story, theirs, base, [], typist, [])
    merged, clashes = join(base, mine, theirs)
    common = states.in_common(mine, base, clashes)
    joined = [] if states.same_state(base, theirs) else _changed(base, theirs)
    _set_aside(story, user, clashes)
    if not _says_more(merged, theirs, before):
        return Kept(story, theirs, common, joined, typist, clashes)
    copy = _write_copy(story, user, merged, before)
    WorkingCopy.objects.filter(pk=copy.pk).update(page=page, heard={"state": common, "turn": turn})
    # The desk's lists have what was changed last on top. Readers are told by `edited_at`.
    Article.objects.filter(pk=story.pk).update(changed_at=timezone.now())
    if story.status in ON_THE_DESK:
        settle(story, merged, user)
        transaction.on_commit(partial(index.follow, Article, article=story))
        if not may_edit(story, user):
            raise Refused(
                _("Without your name on it the story would not be yours. Ask an editor to do that.")
            )
    elif copy.status == WorkingCopy.Status.OPEN and states.same_state(merged, copy.base):
        copy.delete()  # everything was changed back: there are no changes
        story = Article.objects.get(pk=story.pk)
    return Kept(story, merged, common, joined, typist, clashes)


def join(base: State, mine: State, theirs: State) -> tuple[State, list[Clash]]:
    """As states.merge; that a source has become another one meanwhile is no change of anybody's."""
    merged, clashes = states.merge(base, mine, theirs)
    return states.merge(*renumbered.today(base, mine, theirs)) if clashes else (merged, clashes)


def settle(story: Article, state: State, user: User) -> None:
    """Write as much of the state into the rows of a story on the desk as is valid.

    What is not stays as it was there. `story` is as in the database afterwards.
    """
    submission = Submission(story, state, user)
    for _attempt in range(3):
        if submission.is_valid():
            submission.save()
            break
        # Checking has written into the story in hand.
        fresh = Article.objects.get(pk=story.pk)
        submission = Submission(fresh, submission.valid_part(states.read(fresh)), user)
    story.refresh_from_db()


@transaction.atomic
def forget_verbs(article: Article) -> None:
    """What was typed for a verb has served: it is not offered again."""
    copy = locked(article).copy
    if copy and set(copy.state["fields"]) & set(VERB_FIELDS):
        state = states.without_verbs(copy.state)
        WorkingCopy.objects.filter(pk=copy.pk).update(state=state)


def drop_copy(article: Article) -> None:
    """The working copy goes; what it said is in the rows now, or is given up."""
    WorkingCopy.objects.filter(article=article).delete()
    article._state.fields_cache.pop("working_copy", None)


def _without_secrets(mine: State, theirs: State, user: AbstractBaseUser) -> State:
    """Nobody chooses a story by its number that they may not open, to read its headline there."""
    if is_editor(user):
        return mine
    new = states.stories_chosen(mine) - states.stories_chosen(theirs)
    if not new:
        return mine
    visible = Article.objects.visible_to(user).filter(pk__in=new).values_list("pk", flat=True)
    return states.without_stories(mine, new - {str(pk) for pk in visible})


def _changed(base: State, theirs: State) -> list[str]:
    """The fields and kinds of rows that another version changed."""
    fields = [
        name
        for name, values in theirs["fields"].items()
        if name not in VERB_FIELDS and not states.same(name, values, base["fields"].get(name))
    ]
    rows = [
        prefix
        for prefix, rows in theirs["rows"].items()
        if not states.same_state(
            {"fields": {}, "rows": {prefix: rows}},
            {"fields": {}, "rows": {prefix: base["rows"].get(prefix, [])}},
        )
    ]
    return fields + rows


def _says_more(merged: State, theirs: State, before: WorkingCopy | None) -> bool:
    """Whether there is anything to keep that is not kept. What was typed for a verb counts too."""
    if not states.same_state(merged, theirs):
        return True
    typed = {name: merged["fields"].get(name) for name in VERB_FIELDS}
    had = {name: theirs["fields"].get(name) for name in VERB_FIELDS}
    return before is not None and typed != had


def _write_copy(
    story: Article, user: AbstractBaseUser, state: State, before: WorkingCopy | None
) -> WorkingCopy:
    fields = state["fields"]
    section = (fields.get("section") or [""])[0]
    told = {
        "state": state,
        "editor": user,
        "headline": " ".join((fields.get("headline") or [""])[0].split())[:160],
    }
    if before is None:
        base = states.read(story) if story.status not in ON_THE_DESK else {}
        copy = WorkingCopy(article=story, base=base, **told)
    else:
        copy = before
        for name, value in told.items():
            setattr(copy, name, value)
    known = is_number(section) and story.section_id != int(section)
    if not section or not is_number(section):
        copy.section_id = None
    elif known:
        copy.section = (
            story._meta.get_field("section").related_model.objects.filter(pk=section).first()
        )
    else:
        copy.section_id = story.section_id
    copy.save()
    shows = {
        int(show)
        for row in state["rows"].get("coverage", [])
        for show in row.get("show", [])
        if is_number(show)
    }
    copy.shows.set(Show.objects.filter(pk__in=shows))
    story._state.fields_cache["working_copy"] = copy
    return copy


def _set_aside(story: Article, user: AbstractBaseUser, clashes: list[Clash]) -> None:
    """What clashes now waits for its writer; what waited before still does, or is superseded."""
    if not clashes:
        return
    waiting = SetAside.objects.filter(article=story, user=user).first()
    state = waiting.state if waiting else {"fields": {}, "rows": {}}
    for clash in clashes:
        if clash.key is None:
            state["fields"][clash.name] = clash.mine
            continue
        rows = state["rows"].setdefault(clash.name, [])
        rows[:] = [row for row in rows if row["key"] != clash.key]
        rows.append(clash.mine or {"key": clash.key, "DELETE": ["on"]})
    SetAside.objects.update_or_create(
        article=story, user=user, defaults={"state": state, "at": timezone.now()}
    )
