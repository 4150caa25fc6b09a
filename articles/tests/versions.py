"""Typing at the desk without a form, for tests about versions of a story."""

import copy
from typing import Any

from articles import pending
from articles import state as states
from articles.models import Article
from articles.state import VERB_FIELDS, State

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def typed(story: Article, user: Any, *, base: State | None = None, **fields: str) -> Article:
    """The story after somebody has typed that into its form; `base` is what they began from."""
    mine = copy.deepcopy(base or pending.pending(fresh(story)))
    for name, value in fields.items():
        mine["fields"][name] = [value]
    return kept(story, user, mine, base)


def kept(story: Article, user: Any, mine: State, base: State | None = None) -> Article:
    pending.keep(story, user, mine, base or pending.pending(fresh(story)))
    return fresh(story)


def fresh(story: Article) -> Article:
    return Article.objects.select_related("working_copy").get(pk=story.pk)


def hostile_state() -> State:
    """Script in every field and in every cell of every kind of row."""
    return {
        "fields": {name: [SCRIPT] for name in (*states.FIELDS, "topics", *VERB_FIELDS)},
        "rows": {
            prefix: [{"key": SCRIPT} | {cell: [SCRIPT] for cell in cells}]
            for prefix, cells in states.ROWS.items()
        },
    }


def is_harmless(html: str) -> bool:
    """Nothing of the script is a tag or ends an attribute: it is only ever text."""
    return not any(sign in html for sign in ("<script>alert", "<img src=x", "onerror=alert(2)>"))
