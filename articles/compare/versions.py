"""Which versions of a story there are to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles import renumbered
from articles import state as states
from articles.models import Article, Revision
from articles.pending import ON_THE_DESK, pending
from articles.state import Clash, State
from geekfeed.lib.desk import is_number

NOW = "now"
LIVE = "live"


@dataclass(frozen=True)
class Version:
    """`name` is what addresses call it: "now", "live", or a revision's number."""

    name: str
    state: State
    revision: Revision | None = None


@dataclass(frozen=True)
class Standing:
    """`had` is what readers have, will have by the clock, or had last; None if they never had it.
    `desk` is what the desk works on, as it would be published.

    A live story may have moved since its changes were begun: then the two are joined in `desk`,
    unless they clash.
    """

    had: State | None
    desk: State
    has_moved: bool = False
    clashes: Sequence[Clash] = ()


def standing(article: Article) -> Standing:
    """The two versions of a story that everybody speaks of."""
    if article.status in ON_THE_DESK:
        return Standing(_had_last(article), pending(article))
    now = states.read(article)
    copy = article.copy
    if copy is None:
        return Standing(now, now)
    if not copy.base or states.same_state(now, copy.base):
        return Standing(now, copy.state)
    base, mine, theirs = renumbered.today(copy.base, copy.state, now)
    if states.same_state(theirs, base):
        return Standing(now, mine)  # a source was merged into another one; nobody typed anything
    joined, clashes = states.merge(base, mine, theirs)
    return Standing(now, mine if clashes else joined, True, clashes)


def find(article: Article, name: str) -> Version | None:
    """The version of that name, if the story has it."""
    if name in (NOW, LIVE):
        both = standing(article)
        state = both.desk if name == NOW else both.had
        return None if state is None else Version(name, state)
    if not is_number(name):
        return None
    revision = article.revisions.select_related("who").filter(version=int(name)).first()
    return revision and Version(str(revision.version), revision.state, revision)


def _had_last(article: Article) -> State | None:
    if article.month is None:
        return None
    last = article.revisions.filter(verb__in=["publish", "correct", "withdraw"]).first()
    return last.state if last else None
