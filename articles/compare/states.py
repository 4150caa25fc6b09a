"""Two states of a story compared, or one read, in the order and the words of the form."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from articles import renumbered
from articles.compare.body import Bodies, compare_bodies
from articles.compare.changes import (
    BodyChange,
    Change,
    Chip,
    PictureChange,
    RowsChange,
    TextChange,
    TopicsChange,
)
from articles.compare.names import Names
from articles.compare.rows import Side, compare_rows, whole_rows
from articles.compare.sequences import Budget
from articles.compare.words import kept, marked, replaced
from articles.models import Article
from articles.models.topic import read as topics_in
from articles.state import ROWS, State, Values, same
from geekfeed.lib.html import clean
from geekfeed.lib.vocabulary import TooMuch

# In the order of the form. What is typed for a verb is no part of a story.
FIELDS = (
    "headline",
    "standfirst",
    "body",
    "section",
    "topics",
    "lead_image",
    "spoils_season",
    "spoils_episode",
    "spoils_until",
    "safe_headline",
    "safe_standfirst",
    "safe_image",
    "slug",
    "canonical_url",
    "next_up",
)
PICTURES = ("lead_image", "safe_image")
ROWS_LABELS = {
    "bylines": gettext_lazy("By"),
    "coverage": gettext_lazy("Shows"),
    "citations": gettext_lazy("Sources"),
    "claims": gettext_lazy("Claims"),
    "mentions": gettext_lazy("Linked names"),
    "related_links": gettext_lazy("Related stories"),
}


def compare(
    old: State, new: State, user: AbstractBaseUser | None = None, names: Names | None = None
) -> list[Change]:
    """What is different in `new`. A field or cell that one of the two does not have is unknown
    there, and no difference. Costs the same number of queries whatever the number of rows, and none
    with the `names` of both states at hand.

    Stories that `user` may not open are not named; without a user, those that readers may not.
    """
    if names is None:
        old, new = renumbered.today(old, new)
        names = Names([old, new], user)
    sides = Side(old, names), Side(new, names)
    budget = Budget()
    found = [_compared(name, *sides, budget) for name in FIELDS if _are_known(name, old, new)]
    found += [_rows_compared(prefix, *sides) for prefix in ROWS]
    return [change for change in found if change.differs]


def whole(state: State, user: AbstractBaseUser | None = None) -> list[Change]:
    """Everything that a state says, to be read."""
    side = Side(state, Names([state], user))
    found = [_told(name, side) for name in FIELDS if name in state.get("fields", {})]
    found += [
        RowsChange(prefix, str(ROWS_LABELS[prefix]), whole_rows(prefix, side)) for prefix in ROWS
    ]
    return [change for change in found if not change.is_empty]


def label_of(name: str) -> str:
    """What the form calls a field or a kind of rows."""
    if name in ROWS_LABELS:
        return str(ROWS_LABELS[name])
    return capfirst(str(Article._meta.get_field(name).verbose_name)).rstrip(":")


def _are_known(name: str, *states: State) -> bool:
    return all(name in state.get("fields", {}) for state in states)


def _values(name: str, side: Side) -> Values:
    return side.state["fields"][name]


def _text(name: str, side: Side) -> str:
    return "\n".join(_values(name, side))


def _compared(name: str, old: Side, new: Side, budget: Budget) -> Any:
    label = label_of(name)
    is_same = same(name, _values(name, old), _values(name, new))
    if name == "body":
        if is_same:
            return BodyChange(name, label, Bodies())
        return BodyChange(name, label, compare_bodies(_text(name, old), _text(name, new), budget))
    if name == "topics":
        return TopicsChange(name, label, list(_chips(_text(name, old), _text(name, new))))
    if is_same:
        return TextChange(name, label, kept(_text(name, new)))
    if name in ("headline", "standfirst", "safe_headline", "safe_standfirst"):
        return TextChange(name, label, marked(_text(name, old), _text(name, new), budget))
    text = replaced(_said(name, old), _said(name, new))
    if name in PICTURES:
        return PictureChange(name, label, text, _picture(name, old), _picture(name, new))
    return TextChange(name, label, text)


def _told(name: str, side: Side) -> Any:
    label = label_of(name)
    if name == "body":
        try:
            html = mark_safe(clean(_text(name, side)))  # noqa: S308
        except TooMuch as error:
            return BodyChange(name, label, Bodies(trouble=str(error)))
        return BodyChange(name, label, Bodies(), html)
    if name == "topics":
        text = _text(name, side)
        return TopicsChange(name, label, list(_chips(text, text)))
    said = kept(_said(name, side))
    if name in PICTURES:
        return PictureChange(name, label, said, new=_picture(name, side))
    return TextChange(name, label, said)


def _rows_compared(prefix: str, old: Side, new: Side) -> RowsChange:
    rows, has_moved = compare_rows(prefix, old, new)
    return RowsChange(prefix, str(ROWS_LABELS[prefix]), rows, has_moved)


def _said(name: str, side: Side) -> str:
    """A choice by its name, a text as it is."""
    return ", ".join(side.names.all_of(name, _values(name, side)))


def _picture(name: str, side: Side) -> Any:
    found: Callable[..., Any] = side.names.record
    values = [value for value in _values(name, side) if value]
    return found(name, values[0]) if values else None


def _chips(old: str, new: str) -> Iterator[Chip]:
    """Those that stayed first, whatever their capitals and their order."""
    before = {name.casefold(): name for name in topics_in(old)}
    after = {name.casefold(): name for name in topics_in(new)}
    yield from (Chip("=", name) for key, name in after.items() if key in before)
    yield from (Chip("+", name) for key, name in after.items() if key not in before)
    yield from (Chip("−", name) for key, name in before.items() if key not in after)
