"""What the numbers in a story's state are called."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.forms.submission import CHOSEN
from articles.models import Article, Claim, Section
from articles.renumbered import MERGED
from articles.state import State, is_key
from geekfeed.lib.desk import is_number
from shows.models import Episode, FormerAddress, Season
from sources.models import Source

KINDS: dict[str, type[Model]] = CHOSEN | {"section": Section}


class Names:
    """Every record that some states choose, looked up at once: one query for each kind of record
    however many rows there are, two for stories.

    A story that `user` may not open is not named: a state holds any number that was typed.
    """

    def __init__(self, states: Iterable[State], user: AbstractBaseUser | None = None) -> None:
        states = list(states)
        wanted: dict[type[Model], set[int]] = defaultdict(set)
        for state in states:
            for name, values in _cells(state):
                if name in KINDS:
                    wanted[KINDS[name]].update(int(value) for value in values if is_number(value))
        self._found = {kind: _found(kind, pks, user) for kind, pks in wanted.items() if pks}
        self._claims = _claims(states)
        self._hidden = _hidden(wanted[Article] - set(self._found.get(Article, {})))

    def record(self, name: str, value: str) -> Model | None:
        """What that field chooses with that number, if it is still there."""
        if name not in KINDS or not is_number(value):
            return None
        return self._found.get(KINDS[name], {}).get(int(value))

    def of(self, name: str, value: str) -> str:
        if name not in KINDS or not is_number(value):
            return value  # half typed
        if record := self.record(name, value):
            if isinstance(record, Episode):
                return f"{record.season} · {record}"
            return str(record) or _("Untitled")
        if KINDS[name] is Article and int(value) in self._hidden:
            return _("(a story that you may not open)")
        return _("(no longer there)")

    def claim(self, key: str) -> str:
        """What an earlier claim says, by its key."""
        return self._claims.get(key) or _("(no longer there)")

    def all_of(self, name: str, values: Sequence[str]) -> list[str]:
        return [self.of(name, value) for value in values if value]


def _claims(states: list[State]) -> dict[str, str]:
    """Key → what the claim says, when, and where, of those that states answer. Only what readers
    may see: a state holds any key that was typed."""
    keys = {
        value
        for state in states
        for name, values in _cells(state)
        if name == "answers"
        for value in values
        if is_key(value)
    }
    if not keys:
        return {}
    rows = Claim.objects.live().filter(key__in=keys).select_related("article")
    return {str(claim.key): _told(claim) for claim in rows.defer("article__body")}


def _told(claim: Claim) -> str:
    """ "Season 2 premieres, 2018 (Netflix Sets a Date)"."""
    says = f"{claim.says}, {claim.date}" if claim.date else claim.says
    return f"{says} ({claim.article.headline})"


def _found(kind: type[Model], numbers: set[int], user: AbstractBaseUser | None) -> dict[int, Any]:
    if kind is Source:
        return Source.objects.numbered(numbers)
    if kind in MERGED.values():
        return FormerAddress.objects.numbered(kind, numbers)
    records = kind._default_manager.all()
    if kind is Season:
        records = records.select_related("show")
    if kind is Episode:
        records = records.select_related("season__show")
    if kind is Article:
        stories = Article.objects
        records = (stories.live() if user is None else stories.visible_to(user)).only("headline")
    return records.in_bulk(numbers)


def _hidden(numbers: set[int]) -> set[int]:
    return set(Article.objects.only("pk").in_bulk(numbers)) if numbers else set()


def _cells(state: State) -> Iterable[tuple[str, Sequence[str]]]:
    yield from state.get("fields", {}).items()
    for rows in state.get("rows", {}).values():
        for row in rows:
            yield from ((name, values) for name, values in row.items() if name != "key")
