"""What changed in a story between the versions that readers were given.

A version is something readers were given when

- the story went out: what `publish` recorded; for one that was scheduled, what its rows said at its
  moment, whether or not the site has marked it as live since;
- changes to it went out (`publish`), or its rows were changed while it was live (`edit`);
- a notice was put under it (`correct`): the same text, as a rule, with a notice.

What was typed, saved, handed over, scheduled or discarded was never theirs, whatever became of it.
A story that was withdrawn and published again begins anew: what was taken away from readers is not
shown to them again, nor what the draft said in between.

Of a version nothing is told but what its page said: neither who changed it nor why, nothing of
other stories, and no picture that was taken out, only its words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.compare import Change, Names, compare
from articles.compare.changes import PictureChange, TextChange
from articles.compare.words import replaced
from articles.models import Article, Correction, Revision
from articles.state import State, same_state

MOST = 20  # versions that are compared; each costs what comparing two texts costs
# A verb takes seconds. What it recorded this long after the story's moment was not what went out.
SECONDS_OF_A_VERB = timedelta(minutes=5)
# A notice put under a story so soon after a change, or before it, is about that change.
BELONGS = timedelta(hours=1)

FIELDS = ("headline", "standfirst", "body", "section", "topics", "lead_image")
ROWS = {
    "coverage": ("show", "season"),
    "citations": ("tag", "via", "url", "note"),
    "claims": (
        *("says", "kind", "standing", "show", "season", "person", "character", "location"),
        *("date_on", "date_precision", "detail", "rests_on"),
    ),
}
# What brings readers another version of a story that they have.
GIVEN = ("publish", "edit", "correct")

PICTURE = re.compile(r"<img\b[^>]*>")
ALT = re.compile(r'\balt="([^"]*)"')
EMBED = re.compile(r"(<figure data-embed=[^>]*>).*?</figure>", re.DOTALL)
LINK = re.compile(r"</?a\b[^>]*>")


class Step(NamedTuple):
    """A revision without its state: what the rule needs to know of it."""

    pk: int
    verb: str
    at: datetime
    by_somebody: bool


@dataclass(frozen=True)
class Entry:
    """What readers were given at that moment: what is different from before, and the notices that
    belong to it. Without `changes`, what differs is beside the story, if anything."""

    at: datetime
    changes: Sequence[Change] = ()
    notices: Sequence[Correction] = ()

    @property
    def dated(self) -> datetime:
        return self.at if self.changes or not self.notices else self.notices[0].at


@dataclass(frozen=True)
class Log:
    """`entries`, newest first; `is_cut`: there are older ones. `was_withdrawn`: it begins anew."""

    entries: Sequence[Entry] = field(default_factory=list)
    is_cut: bool = False
    was_withdrawn: bool = False


def of(article: Article) -> Log:
    """The log of a live story, in a number of queries that does not grow with it."""
    steps = _steps(article)
    given, was_withdrawn = versions(steps, article.live_at)
    shown = given[-(MOST + 1) :]
    states = Revision.objects.in_bulk([step.pk for step in shown])
    told = [(step, states[step.pk].state) for step in shown]
    entries = _joined(_entries(told, _notices(article, steps, states)))
    return Log(entries[::-1], len(given) > len(shown), was_withdrawn)


def versions(steps: Iterable[Step], live_at: datetime) -> tuple[list[Step], bool]:
    """Of all that happened to a story, in its order, the steps whose states readers were given
    since it last went out, at `live_at`; and whether it had been withdrawn before."""
    given: list[Step] = []
    waiting: Step | None = None
    was_withdrawn = False
    for step in steps:
        if step.verb == "withdraw":
            given, waiting, was_withdrawn = [], None, True
        elif given:
            if step.verb in GIVEN:
                given.append(step)
        elif step.verb == "unschedule":
            waiting = None
        elif waiting and waiting.at < live_at <= step.at - SECONDS_OF_A_VERB:
            # Its moment had come, and nobody had marked it yet.
            given = [waiting, *([step] if step.verb in GIVEN else [])]
        elif step.verb in ("publish", "correct"):
            given = [step]
        elif step.by_somebody and (step.verb == "schedule" or (step.verb == "edit" and waiting)):
            # What a person schedules is in the story's rows. When the site itself moves a story
            # that waits, it records what is being typed as well.
            waiting = step
    return given, was_withdrawn


def public(state: State) -> State:
    """What a story's page says of a state, and nothing else that is in it."""
    fields = {name: state["fields"][name] for name in FIELDS if name in state["fields"]}
    if "body" in fields:
        fields["body"] = [_pictures_in_words(html) for html in fields["body"]]
    rows = {
        prefix: [
            {"key": row["key"]} | {cell: row[cell] for cell in cells if cell in row}
            for row in state["rows"][prefix]
        ]
        for prefix, cells in ROWS.items()
        if prefix in state["rows"]
    }
    return {"fields": fields, "rows": rows}


def _pictures_in_words(html: str) -> str:
    """A text with what its pictures show in their places, and what is embedded without its link:
    what was taken out is not shown again. Stored HTML is clean, attributes in double quotes."""
    html = PICTURE.sub(lambda found: f"<em>{_alt_of(found[0])}</em>", html)
    return EMBED.sub(lambda found: LINK.sub("", found[0].replace(found[1], "<figure>", 1)), html)


def _alt_of(tag: str) -> str:
    alt = ALT.search(tag)
    return alt[1] if alt and alt[1] else escape(_("a picture"))


def _steps(article: Article) -> list[Step]:
    rows = article.revisions.order_by("version").values_list("pk", "verb", "at", "who")
    return [Step(pk, verb, at, who is not None) for pk, verb, at, who in rows.iterator()]


def _notices(
    article: Article, steps: list[Step], states: dict[int, Revision]
) -> dict[int, Correction]:
    """Revision → the notice that it put there. Each `correct` put one: they are in the same order.
    Where one came in by another way, they are known by how they begin."""
    notices = sorted(article.corrections.all(), key=lambda notice: notice.pk)
    put = [step.pk for step in steps if step.verb == "correct"]
    if len(put) == len(notices):
        return dict(zip(put, notices, strict=True))
    by_words = {notice.text[:300]: notice for notice in notices}
    begun = {pk: states[pk].why for pk in put if pk in states}
    return {pk: by_words[why] for pk, why in begun.items() if why in by_words}


def _entries(told: list[tuple[Step, State]], notices: dict[int, Correction]) -> list[Entry]:
    names = Names([public(state) for _step, state in told])
    found = []
    before: State | None = None
    for step, state in told:
        changes = _changes(before, state, names) if before else []
        notice = [notices[step.pk]] if step.pk in notices else []
        is_other = before is not None and not same_state(before, state)
        if is_other or notice:
            found.append(Entry(step.at, changes, notice))
        before = state
    return found


def _changes(old: State, new: State, names: Names) -> list[Change]:
    changes = [_in_words(change) for change in compare(public(old), public(new), names=names)]
    return [change for change in changes if change.kind != "text" or not change.is_empty]


def _in_words(change: Any) -> Change:
    """A picture by what it shows: its title is the desk's."""
    if not isinstance(change, PictureChange):
        return change
    told = [_shown(picture) for picture in (change.old, change.new)]
    return TextChange(change.name, change.label, replaced(*told))


def _shown(picture: Any) -> str:
    return (picture.alt or _("a picture")) if picture else ""


def _joined(entries: list[Entry]) -> list[Entry]:
    """A notice and the change that it is about are one entry."""
    made: list[Entry] = []
    for entry in entries:
        before = made[-1] if made else None
        if before and abs(entry.dated - before.dated) <= BELONGS and _is_notice(entry, before):
            notices = [*before.notices, *entry.notices]
            kept = before if before.changes else entry
            made[-1] = replace(kept, notices=notices)
        else:
            made.append(entry)
    return made


def _is_notice(one: Entry, other: Entry) -> bool:
    """Whether one of the two is nothing but a notice, and the other one has what it is about."""
    return any(
        entry.notices and not entry.changes and (beside.changes or beside.notices)
        for entry, beside in ((one, other), (other, one))
    )
