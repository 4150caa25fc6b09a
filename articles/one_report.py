"""Circular sourcing: where several sources of a story, or of several stories behind one claim, are
one report. The ledger counts it once; whoever tags the sources is told why.

Pure functions on a story's plain values (articles/piece.py). What stands in the alarms is what the
ledger does (`shows.origins.rests_on`), so that the two never say different things.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Citation, Claim, Via
from articles.piece import Piece
from shows.ledger import Standing, fact_key
from shows.origins import circles, ends, reached, rests_on

MOST = 300  # claims of other stories that are looked at
Names = dict[Hashable, str]


@dataclass(frozen=True)
class Alarm:
    """One thing that counts once. `field` is the row that it is about: "citations:7f0c…"."""

    sentence: str
    field: str


@dataclass(frozen=True)
class Word:
    """What the ledger looks at: whose word it is, and through whom it came."""

    chain_ids: tuple[Hashable, ...]
    article_id: Hashable


# -- Among the sources of one story --------------------------------------------------------------


def within(piece: Piece) -> list[Alarm]:
    """Citations that are one report with another one of the same story."""
    cited = [(number, one) for number, one in enumerate(piece.citations, start=1)]
    words = [Word(_chain(one), piece.article.pk) for _number, one in cited]
    names = _names(piece.citations)
    had_from = rests_on(words)
    round_trips = [circle for circle in circles(had_from) if len(circle) > 1]
    in_circle = {word: circle for circle in round_trips for word in circle}
    by_origin: dict[Hashable, list[tuple[int, Citation]]] = defaultdict(list)
    for number, one in cited:
        by_origin[one.tag_id].append((number, one))
    found = []
    for origin, rows in by_origin.items():
        if len(rows) > 1:
            found.append(_same_origin(rows, names[origin]))
        others = had_from[origin] - in_circle.get(origin, frozenset())
        found += [_passes_on(rows[0][1], names, other) for other in sorted(others, key=str)]
    return found + [_goes_round(circle, by_origin, names) for circle in round_trips]


def _same_origin(rows: Sequence[tuple[int, Citation]], origin: str) -> Alarm:
    told = {
        "numbers": _and([str(number) for number, _one in rows]),
        "origin": origin,
    }
    said = _("Sources %(numbers)s go back to %(origin)s. Together they count as one report.")
    return Alarm(said % told, _row(rows[-1][1]))


def _passes_on(one: Citation, names: Names, other: Hashable) -> Alarm:
    said = _("%(source)s passes on what %(origin)s saw. One report, counted once.")
    return Alarm(said % {"source": names[one.tag_id], "origin": names[other]}, _row(one))


def _goes_round(circle: Iterable[Hashable], by_origin: Any, names: Names) -> Alarm:
    rows = sorted((by_origin[word][0] for word in circle), key=lambda row: row[0])
    said = _(
        "%(sources)s have it from each other. Find out who saw it; until then it is one report."
    )
    told = {"sources": _and([names[one.tag_id] for _number, one in rows])}
    return Alarm(said % told, _row(rows[0][1]))


# -- Among the stories behind one claim ----------------------------------------------------------


def told_elsewhere(piece: Piece) -> list[Claim]:
    """What live stories say about the facts that this one has from others, newest first, with
    their sources. Two queries, none where it has nothing from others."""
    cited = [claim for claim, citation in piece.claims if citation]
    if not cited:
        return []
    answered = {claim.answers_id for claim in cited} - {None}
    about = Q(fact__in={fact_key(claim) for claim in cited}) | Q(key__in=answered)
    hops = Prefetch("citation__hops", Via.objects.select_related("source"))
    claims = Claim.objects.live().filter(about).exclude(article=piece.article.pk)
    told = claims.select_related("citation__tag", "article").defer("article__body")
    return list(told.prefetch_related(hops).newest_first()[:MOST])


def across(piece: Piece, told: Sequence[Claim]) -> list[Alarm]:
    """Claims that go back to one word here and in a story that readers have. `told`: what those
    stories say about the same facts.

    What is denied and what names another date is no support, and counts for nothing together.
    """
    names = _names(piece.citations) | _names(claim.citation for claim in told if claim.citation)
    found = []
    for claim, citation in piece.claims:
        if citation is None or claim.standing == Standing.DENIED:
            continue
        fact = fact_key(claim)
        about = [one for one in told if fact == one.fact or claim.answers_id == one.key]
        shared = _shared(citation, _same_say(claim, about), _roots(piece, fact, about))
        if shared:
            found.append(_together(claim, shared, names))
    return found


def _same_say(claim: Claim, others: Iterable[Claim]) -> list[Claim]:
    return [
        one
        for one in others
        if one.citation and one.standing != Standing.DENIED and one.date == claim.date
    ]


def _roots(piece: Piece, fact: str, told: Iterable[Claim]) -> dict[Hashable, set[Hashable]]:
    """Each word behind the fact, here and elsewhere, with those that it goes back to in the end."""
    words = [Word(one.chain_ids, one.article_id) for one in told]
    words += [
        Word(_chain(citation), piece.article.pk)
        for claim, citation in piece.claims
        if citation and fact_key(claim) == fact
    ]
    had_from = rests_on(words)
    last = {word for end in ends(had_from) for word in end}
    return {word: last & ({word} | reached(word, had_from)) for word in had_from}


def _shared(
    citation: Citation, others: Iterable[Claim], roots: dict[Hashable, set[Hashable]]
) -> list[tuple[Claim, Hashable]]:
    """The newest claim of each story that goes back to the same word, with that word."""
    own = roots[citation.tag_id]
    found: dict[Hashable, tuple[Claim, Hashable]] = {}
    for one in others:
        if common := own & roots[one.citation.tag_id]:
            root = citation.tag_id if citation.tag_id in common else min(common, key=str)
            found.setdefault(one.article_id, (one, root))
    return list(found.values())


def _together(claim: Claim, shared: list[tuple[Claim, Hashable]], names: Names) -> Alarm:
    (newest, root), *others = shared
    told = {
        "claim": claim.says,
        "origin": names[root],
        "story": newest.article.headline,
        "day": date_format(timezone.localtime(newest.article.live_at), "DATE_FORMAT"),
        "count": len(others),
    }
    if not others:
        said = _(
            "“%(claim)s” goes back to %(origin)s here and in “%(story)s” (live since %(day)s). "
            "Together they count as one report."
        )
    else:
        said = ngettext(
            "“%(claim)s” goes back to %(origin)s here, in “%(story)s” (live since %(day)s) and in "
            "%(count)d other story. Together they count as one report.",
            "“%(claim)s” goes back to %(origin)s here, in “%(story)s” (live since %(day)s) and in "
            "%(count)d other stories. Together they count as one report.",
            len(others),
        )
    return Alarm(said % told, f"claims:{claim.key}")


# -- What both look at ---------------------------------------------------------------------------


def _chain(citation: Citation) -> tuple[int, ...]:
    return (citation.tag_id, *(source.pk for source in citation.vias))


def _names(citations: Iterable[Citation]) -> Names:
    """Of the origins: only they can be what something goes back to."""
    return {citation.tag_id: citation.tag.name for citation in citations}


def _row(citation: Citation) -> str:
    return f"citations:{citation.key}"


def _and(names: Sequence[str]) -> str:
    return get_text_list(names, _("and"))
