"""A story's state: what its form says, as one JSON value.

    {"fields": {"headline": ["…"], "section": ["3"], "topics": ["filming, season 2"]},
     "rows":   {"citations": [{"key": "7f…", "tag": ["3"], "via": ["5"], "url": ["…"]}],
                "claims":    [{"key": "c2…", "rests_on": ["7f…"], …}]}}

Values are the strings that a browser sends, so that anything half typed can be kept. A row is named
by its key and stands in its place. Primary keys of rows, their places as numbers and buttons are
left out: they mean nothing tomorrow. A field that a state does not have is unknown, not empty.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.topic import written
from geekfeed.lib.desk import is_number
from geekfeed.lib.html import clean
from geekfeed.lib.vocabulary import TooMuch

Values = list[str]
Row = dict[str, Any]  # "key": a UUID as text; every other name: Values
State = dict[str, Any]  # {"fields": {name: Values}, "rows": {prefix: [Row, …]}}

FIELDS = (
    "headline",
    "standfirst",
    "body",
    "section",
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
# Typed for a verb and no part of the story: kept with it until the verb is carried out.
VERB_FIELDS = ("go_out_at", "why", "about", "correction_kind", "correction_text")
CLAIM = ("says", "kind", "standing", "show", "season", "person", "character", "location")
CLAIM_DATE = ("date_on", "date_precision", "detail")
ANSWER = ("answers", "answer")
MENTION = ("show", "season", "person", "character", "location", "source")
# The kinds of rows: their cells in the order of the form.
ROWS: dict[str, tuple[str, ...]] = {
    "bylines": ("author", "role"),
    "coverage": ("show", "season"),
    "citations": ("tag", "via", "url", "note"),
    "claims": (*CLAIM, *CLAIM_DATE, *ANSWER, "rests_on"),
    "mentions": MENTION,
    "related_links": ("related",),
}
CHOSEN_AT_FIRST = ("kind", "standing", "date_precision")
MOST_ROWS = 50  # of one kind in one story
LONGEST_CELL = 20_000  # characters of anything but the body
MOST_VALUES = 50  # that one cell may have, such as the hops of a chain
ROW_NAME = re.compile(r"^(?P<prefix>[a-z_]+)-(?P<number>\d{1,4})-(?P<cell>\w+)$", re.ASCII)


# -- From the database, from a browser, and back -----------------------------------------------


def read(article: Article) -> State:
    """The state of a story as it stands in the database."""
    return {
        "fields": _cells(article, *FIELDS) | {"topics": [written(article.topics.all())]},
        "rows": {
            "bylines": [_row(row, "author", "role") for row in _rows(article.bylines)],
            "coverage": [_row(row, "show", "season") for row in _rows(article.coverage)],
            "citations": [
                _row(row, "tag", "url", "note")
                | {"via": [str(hop.source_id) for hop in row.hops.all()]}
                for row in _rows(article.citations.prefetch_related("hops"))
            ],
            "claims": [
                _row(row, *CLAIM, *CLAIM_DATE, *ANSWER)
                | {"rests_on": [str(row.citation.key) if row.citation else ""]}
                for row in _rows(article.claims.select_related("citation"))
            ],
            "mentions": [_row(row, *MENTION) for row in _rows(article.mentions)],
            "related_links": [_row(row, "related") for row in _rows(article.related_links)],
        },
    }


def empty() -> State:
    """The state of a story of which nothing is known yet."""
    return {
        "fields": {name: [""] for name in (*FIELDS, "topics")},
        "rows": {prefix: [] for prefix in ROWS},
    }


def pack(post: QueryDict) -> State:
    """The state that a submitted form holds, whatever else was sent with it.

    Raises TooMuch for what is longer than any story can be.
    """
    fields = {
        name: _values(name, post.getlist(name))
        for name in (*FIELDS, "topics", *VERB_FIELDS)
        if name in post
    }
    found: dict[str, dict[int, Row]] = {
        prefix: {} for prefix in ROWS if f"{prefix}-TOTAL_FORMS" in post
    }
    for name in post:
        match = ROW_NAME.match(name)
        if match and match["prefix"] in found:
            numbered = found[match["prefix"]]
            values = _values(match["cell"], post.getlist(name))
            numbered.setdefault(int(match["number"]), {})[match["cell"]] = values
    rows = {
        prefix: _in_place(prefix, [numbered[n] for n in sorted(numbered)])
        for prefix, numbered in found.items()
    }
    return {"fields": fields, "rows": rows}


def checked(sent: Any) -> State:
    """A state that came from outside as JSON, in the shape of one. Raises ValueError."""
    try:
        fields = {
            name: _values(name, values)
            for name, values in sent["fields"].items()
            if name in (*FIELDS, "topics", *VERB_FIELDS)
        }
        rows = {
            prefix: [
                {"key": _key(row["key"])}
                | {cell: _values(cell, row[cell]) for cell in ROWS[prefix] if cell in row}
                for row in rows[:MOST_ROWS]
            ]
            for prefix, rows in sent["rows"].items()
            if prefix in ROWS
        }
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("This is not the state of a story.") from error
    return {"fields": fields, "rows": rows}


def filled(state: State, article: Article) -> State:
    """The state with what it does not know taken from the story: it may be older than a field."""
    known = (
        set(FIELDS) | {"topics"} <= set(state["fields"])
        and set(ROWS) <= set(state["rows"])
        and all(set(ROWS[prefix]) <= set(row) for prefix in ROWS for row in state["rows"][prefix])
    )
    if known:
        return state
    now = read(article) if article.pk else empty()
    rows = {}
    for prefix, cells in ROWS.items():
        standing = {row["key"]: row for row in now["rows"][prefix]}
        nothing = {cell: [""] for cell in cells}
        rows[prefix] = [
            nothing | standing.get(row["key"], {}) | row
            for row in state["rows"].get(prefix, now["rows"][prefix])
        ]
    return {"fields": now["fields"] | state["fields"], "rows": rows}


def unpack(state: State, article: Article) -> QueryDict:
    """The submission that turns the story as it stands now into `state`.

    Rows are known by their keys: those of today get their present number, those that are gone
    from the state are deleted, the others are new. Costs one query for each kind of rows.
    """
    post = QueryDict(mutable=True)
    for name, values in state["fields"].items():
        post.setlist(name, values or [""])
    for prefix in ROWS:
        now = _numbers(article, prefix)
        wanted = {row["key"]: row for row in state["rows"].get(prefix, [])}
        ordered = [*now, *(key for key in wanted if key not in now)]
        places = {key: place for place, key in enumerate(wanted)}
        for number, key in enumerate(ordered):
            start = f"{prefix}-{number}-"
            post[f"{start}key"] = key
            post[f"{start}id"] = str(now.get(key, ""))
            post[f"{start}position"] = str(places.get(key, len(places)))
            if key not in wanted:
                post[f"{start}DELETE"] = "on"
            for cell, values in wanted.get(key, {}).items():
                if cell != "key":
                    post.setlist(f"{start}{cell}", values)
        post[f"{prefix}-TOTAL_FORMS"] = str(len(ordered))
        post[f"{prefix}-INITIAL_FORMS"] = str(len(now))
        post[f"{prefix}-MIN_NUM_FORMS"], post[f"{prefix}-MAX_NUM_FORMS"] = "0", str(MOST_ROWS)
    return post


def _rows(related: Any) -> Any:
    return related.order_by("position", "pk")


def _row(row: Model, *names: str) -> Row:
    return {"key": str(row.key)} | _cells(row, *names)


def _cells(row: Model, *names: str) -> dict[str, Values]:
    """Each column as a form sends it: text as it is, a choice by its number, nothing as ""."""
    values = {name: row.serializable_value(name) for name in names}
    return {name: ["" if value is None else str(value)] for name, value in values.items()}


def _numbers(article: Article, prefix: str) -> dict[str, int]:
    """Key → primary key of the rows that a story has today, in their order."""
    if article.pk is None:
        return {}
    return {str(key): pk for key, pk in _rows(getattr(article, prefix)).values_list("key", "pk")}


def _values(name: str, values: Iterable[Any]) -> Values:
    """What a browser sent, without what no database takes and with one kind of line break."""
    if isinstance(values, str):
        raise TypeError("The values of a field are a list.")
    texts = [
        str(value).replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()
        for value in list(values)[:MOST_VALUES]
    ]
    if name == "body":
        return [clean(text) for text in texts]
    if any(len(text) > LONGEST_CELL for text in texts):
        raise TooMuch(
            _("This is longer than a line of a story can be. Move some of it to the body.")
        )
    return texts


def _in_place(prefix: str, sent: list[Row]) -> list[Row]:
    """The rows of one kind in the order of their places, without those that go or say nothing."""
    kept = []
    for number, row in enumerate(sent):
        cells = {cell: row[cell] for cell in ROWS[prefix] if cell in row}
        if row.get("DELETE") == ["on"] or says_nothing(cells):
            continue
        key = _key_or_new((row.get("key") or [""])[0])
        kept.append((_place(row, number), number, {"key": key} | cells))
    kept.sort(key=lambda entry: entry[:2])
    return [row for _place_, _number, row in kept][:MOST_ROWS]


def says_nothing(row: Row) -> bool:
    """Whether somebody opened a row and left it empty. What a new row has chosen is no word."""
    return not any(any(row[cell]) for cell in row if cell not in ("key", *CHOSEN_AT_FIRST))


def without_blanks(state: State) -> State:
    """The state without its empty rows."""
    rows = {
        prefix: [row for row in rows if not says_nothing(row)]
        for prefix, rows in state["rows"].items()
    }
    return {"fields": state["fields"], "rows": rows}


def _place(row: Row, otherwise: int) -> int:
    text = (row.get("position") or [""])[0]
    is_number = text.isascii() and text.isdecimal() and len(text) < 6
    return int(text) if is_number else 100_000 + otherwise


def new_key() -> str:
    """A name for a row that nobody has named yet."""
    return str(uuid4())


def is_key(text: str) -> bool:
    """Whether it can name a row."""
    try:
        return bool(_key(text))
    except ValueError:
        return False


def _key(text: Any) -> str:
    return str(UUID(str(text)))


def _key_or_new(text: str) -> str:
    try:
        return _key(text)
    except ValueError:
        return new_key()


# -- Comparing and joining -------------------------------------------------------------------


def same(name: str, one: Values | None, other: Values | None) -> bool:
    """Whether two values of a field or cell say the same. HTML is compared without its spacing."""
    if name == "body":
        return _spaced(one) == _spaced(other)
    if name == "topics":
        return _topics(one) == _topics(other)
    return [value for value in one or [] if value] == [value for value in other or [] if value]


def same_row(one: Row | None, other: Row | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(same(cell, one.get(cell), other.get(cell)) for cell in {*one, *other} - {"key"})


def same_state(one: State, other: State) -> bool:
    """Whether two states tell the same story: texts, choices, rows and their order."""
    return fingerprint(one) == fingerprint(other)


def fingerprint(state: State) -> str:
    """A short name of what a state says: equal for equal stories, and for no others."""
    fields = {}
    for name, values in state["fields"].items():
        if name == "body":
            fields[name] = _spaced(values)
        elif name == "topics":
            fields[name] = sorted(_topics(values))
        elif name not in VERB_FIELDS:
            fields[name] = [value for value in values if value]
    rows = {
        prefix: [
            {name: cell for name, cell in row.items() if name == "key" or any(cell)}
            for row in state["rows"].get(prefix, [])
        ]
        for prefix in ROWS
    }
    told = json.dumps([fields, rows], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


class Clash:
    """One field or row that two people changed in different ways since they had it in common.

    `name` is the field's or the rows' prefix; `key` the row's, None for a field. `mine` and
    `theirs` are Values for a field and a Row, or None where it was removed, for a row.
    """

    def __init__(self, name: str, key: str | None, mine: Any, theirs: Any) -> None:
        self.name, self.key, self.mine, self.theirs = name, key, mine, theirs


def merge(base: State, mine: State, theirs: State) -> tuple[State, list[Clash]]:
    """Join two versions of a story that began as `base`, field by field and row by row.

    Where both changed the same thing, theirs stays: it was saved first. What was mine is in the
    clash.
    """
    clashes: list[Clash] = []
    fields: dict[str, Values] = {}
    for name in dict.fromkeys([*theirs["fields"], *mine["fields"]]):
        was, ours, other = (side["fields"].get(name) for side in (base, mine, theirs))
        if ours is None or other is None:
            fields[name] = other if ours is None else ours
        elif name in VERB_FIELDS or same(name, other, was) or same(name, ours, other):
            fields[name] = ours
        elif same(name, ours, was):
            fields[name] = other
        elif name == "topics":
            fields[name] = [_joined_topics(was, ours, other)]
        else:
            fields[name] = other
            clashes.append(Clash(name, None, ours, other))
    rows = {
        prefix: _merge_rows(prefix, base, mine, theirs, clashes)
        for prefix in ROWS
        if prefix in mine["rows"] or prefix in theirs["rows"]
    }
    return {"fields": fields, "rows": rows}, clashes


def in_common(mine: State, base: State, clashes: list[Clash]) -> State:
    """What two people have in common once their versions are joined, as far as one of them knows:
    all that was mine, but as before where we clash, and where my form did not ask: the address of a
    story that readers have had is nobody's to type."""
    fields = {**base["fields"], **mine["fields"]}
    rows = {**base["rows"], **mine["rows"]}
    for clash in clashes:
        if clash.key is None:
            fields[clash.name] = base["fields"].get(clash.name, [""])
            continue
        was = [row for row in base["rows"].get(clash.name, []) if row["key"] == clash.key]
        rows[clash.name] = was + [row for row in rows[clash.name] if row["key"] != clash.key]
    return {"fields": fields, "rows": rows}


def _merge_rows(
    prefix: str, base: State, mine: State, theirs: State, clashes: list[Clash]
) -> list[Row]:
    if prefix not in mine["rows"]:
        return theirs["rows"][prefix]
    was, ours, other = (
        {row["key"]: row for row in side["rows"].get(prefix, [])} for side in (base, mine, theirs)
    )
    merged = {}
    for key in dict.fromkeys([*other, *ours]):
        b, m, t = was.get(key), ours.get(key), other.get(key)
        if same_row(t, b) or same_row(m, t):
            merged[key] = m
        elif same_row(m, b):
            merged[key] = t
        else:
            merged[key] = t
            clashes.append(Clash(prefix, key, m, t))
    common = [key for key in was if key in ours and key in other]
    i_moved = [key for key in ours if key in common] != common
    first, then = (ours, other) if i_moved else (other, ours)
    order = _interleaved(list(first), list(then))
    return [merged[key] for key in order if merged[key] is not None]


def _interleaved(first: list[str], then: list[str]) -> list[str]:
    """The first list with what only the second one has, each after what stands before it there."""
    order, before = list(first), None
    for key in then:
        if key not in first:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return order


def without_verbs(state: State) -> State:
    """The state without what was typed for a verb: it is no part of the story."""
    fields = {name: v for name, v in state["fields"].items() if name not in VERB_FIELDS}
    return {"fields": fields, "rows": state["rows"]}


def stories_chosen(state: State) -> set[str]:
    """The numbers of the other stories that a state names."""
    chosen = {*state["fields"].get("next_up", [])}
    for row in state["rows"].get("related_links", []):
        chosen.update(row.get("related", []))
    return {number for number in chosen if is_number(number)}


def without_stories(state: State, numbers: set[str]) -> State:
    """The same state without the other stories with these numbers."""
    fields, rows = dict(state["fields"]), dict(state["rows"])
    if numbers & set(fields.get("next_up", [])):
        fields["next_up"] = [""]
    if "related_links" in rows:
        rows["related_links"] = [
            row for row in rows["related_links"] if not numbers & set(row.get("related", []))
        ]
    return {"fields": fields, "rows": rows}


def _spaced(values: Values | None) -> list[str]:
    return " ".join(values or []).split()


def _topics(values: Values | None) -> dict[str, str]:
    """Folded name → name as typed."""
    names = (" ".join(name.split()) for value in values or [] for name in value.split(","))
    return {name.casefold(): name for name in names if name}


def _joined_topics(was: Values | None, ours: Values, other: Values) -> str:
    b, m, t = _topics(was), _topics(ours), _topics(other)
    kept = {name: t.get(name) or m[name] for name in {**t, **m} if name in m and name in t}
    added = {name: text for side in (m, t) for name, text in side.items() if name not in b}
    return ", ".join(sorted((kept | added).values()))
