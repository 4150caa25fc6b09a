"""What a claim's own page is made of: what was claimed, what became of it, and how its fact stands.

Only what readers may see is ever asked for: an answer, or a claim that settles another one, that is
not out yet or was taken back, is not there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles import outcomes
from articles.models import Claim, Outcome
from articles.structured import chain_in_words
from shows import ledger
from shows.ledger import Standing
from shows.origins import independent

SETTLED_SHOWN = 3  # claims that one claim settled


@dataclass
class Told:
    """A claim in the history of its fact."""

    claim: Claim
    is_this: bool = False
    answers: Claim | None = None
    became: Outcome | None = None
    settled: list[Outcome] = field(default_factory=list)

    @property
    def settled_first(self) -> list[Outcome]:
        return self.settled[:SETTLED_SHOWN]

    @property
    def settled_more(self) -> int:
        return len(self.settled[SETTLED_SHOWN:])


def context(claim: Claim) -> dict[str, Any]:
    """Everything that articles/claim.html says of a claim that readers may see."""
    claims = {one.pk: one for one in outcomes.told_about(claim)}
    claim = claims.setdefault(claim.pk, claim)
    fact = next(
        fact for fact in ledger.stand(claims.values()) if claim in (*fact.claims, *fact.against)
    )
    history = _history(claim, [*fact.claims, *fact.against])
    became = next(told.became for told in history if told.is_this)
    return {
        "claim": claim,
        "article": claim.article,
        "became": became,
        "became_of": [became],
        "facts": [fact],
        "history": history,
        "reports": independent(_same_word(claim, history)),
        "stories": len({one.article_id for one in _same_word(claim, history)}),
        "subject": claim.season or claim.show or claim.person or claim.character or claim.location,
        "description": _description(claim, became),
        "current_show_slug": claim.show.slug if claim.show else "",
    }


def _history(this: Claim, claims: Iterable[Claim]) -> list[Told]:
    """In the order in which they were told."""
    by_pk = {claim.pk: claim for claim in claims}
    by_key = {claim.key: claim for claim in by_pk.values()}
    told = {claim.pk: Told(claim, is_this=claim == this) for claim in by_pk.values()}
    for line in told.values():
        line.answers = by_key.get(line.claim.answers_id)
    for outcome in Outcome.objects.live().filter(claim__in=list(by_pk), by__in=list(by_pk)):
        outcome.claim, outcome.by = by_pk[outcome.claim_id], by_pk[outcome.by_id]
        told[outcome.claim_id].became = outcome
        if told[outcome.by_id].answers != outcome.claim:
            told[outcome.by_id].settled.append(outcome)
    for line in told.values():
        line.settled.sort(key=lambda outcome: ledger.newest(outcome.claim))
    return sorted(told.values(), key=lambda line: ledger.newest(line.claim))


def _same_word(claim: Claim, history: list[Told]) -> list[Claim]:
    """The claims of the history that say the same."""
    is_denial = claim.standing == Standing.DENIED
    return [
        told.claim
        for told in history
        if told.claim.date == claim.date
        and ledger.subject(told.claim) == ledger.subject(claim)
        and (told.claim.standing == Standing.DENIED) == is_denial
    ]


def _description(claim: Claim, became: Outcome | None) -> str:
    """The page in one or two sentences, for search results."""
    words = {
        "standing": claim.sure.label,
        "day": date_format(localtime(claim.told_at), "DATE_FORMAT"),
        "source": chain_in_words(claim.chain) or _("our own reporting"),
    }
    told = _("%(standing)s on %(day)s, by %(source)s.") % words
    return f"{told} {became.kind.label}." if became else told
