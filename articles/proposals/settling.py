"""Claims that the story has, and open earlier ones of other stories that they settle."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Claim
from articles.proposals.known import Known
from articles.proposals.proposal import Addition, Choice, Proposal, Way
from articles.state import State
from articles.typed import claim_of, first
from shows import ledger
from shows.ledger import Answer, Kind, Standing

# What is told of these is above all when.
WITH_A_TIME = (Kind.PREMIERE, Kind.FILMING_BEGAN, Kind.FILMING_WRAPPED, Kind.LOCATION)
WHY = {
    Answer.CONFIRMS: gettext_lazy("“%(says)s” confirms it"),
    Answer.DENIES: gettext_lazy("“%(says)s” denies it"),
    Answer.SUPERSEDES: gettext_lazy("“%(says)s” takes its place"),
}


def typed_claims(state: State) -> list[tuple[str, Claim, str]]:
    """Key, claim and the key of the claim that it answers, of each row."""
    rows = state["rows"].get("claims", [])
    return [(row["key"], claim_of(row), first(row, "answers")) for row in rows]


class Settling:
    def __init__(self, state: State, known: Known) -> None:
        self._typed = typed_claims(state)
        self._known = known
        self._answered = {answers for _key, _claim, answers in self._typed}

    def has(self, claim: Claim) -> bool:
        """Whether a row says it already. Another date, or a denial of what is claimed, is new."""
        return any(_say_the_same(claim, typed) for _key, typed, _answers in self._typed)

    def of_rows(self) -> Iterator[Proposal]:
        for key, claim, answers in self._typed:
            if not answers:
                yield from self._settled_by(claim, Addition("claims", {}, key))

    def of_proposals(self, claims: Iterable[tuple[Proposal, Claim]]) -> Iterator[Proposal]:
        for proposal, claim in claims:
            yield from self._settled_by(claim, Addition("claims", {}), proposal)

    def _settled_by(
        self, claim: Claim, adds: Addition, proposal: Proposal | None = None
    ) -> Iterator[Proposal]:
        earlier, answer = self._earlier(claim)
        if earlier is None:
            return
        self._answered.add(str(earlier.key))
        cells = {
            "answers": (Choice(str(earlier.key), called(earlier)),),
            "answer": str(answer.value),
        }
        label = _("Settles: “%(claim)s” (%(story)s)") % {
            "claim": called(earlier),
            "story": earlier.article.headline,
        }
        needs = proposal.id if proposal else ""
        yield Proposal(
            "settle",
            (str(earlier.key), answer.value, adds.key, needs),
            label,
            WHY[answer] % {"says": called(claim)},
            (Way(gettext_lazy("Settle"), Addition("claims", cells, adds.key), called(earlier)),),
            needs=needs,
            asks=proposal.asks if proposal else "",
            is_certain=_is_plain(claim, earlier, answer)
            and (proposal is None or proposal.is_certain),
        )

    def _earlier(self, claim: Claim) -> tuple[Claim | None, Answer]:
        """The claim that it settles, and how: of several the one that it speaks of most plainly."""
        fact = ledger.fact_key(claim)
        open_ = [
            one
            for one in self._known.earlier
            if one.fact == fact and str(one.key) not in self._answered
        ]
        if claim.standing == Standing.DENIED:
            denied = [one for one in open_ if _denies(claim, one)]
            return (denied[0] if denied else None), Answer.DENIES
        if claim.standing == Standing.CONFIRMED and open_:
            same = [one for one in open_ if _agree(claim, one)]
            return (same[0], Answer.CONFIRMS) if same else (open_[0], Answer.SUPERSEDES)
        return None, Answer.CONFIRMS


def called(claim: Claim) -> str:
    """ "Season 2 premieres, 8 March 2018"."""
    return f"{claim.says}, {claim.date}" if claim.date else claim.says


def _denies(denial: Claim, claim: Claim) -> bool:
    """ "Not in 2017" says nothing against 2018."""
    return denial.date is None or (claim.date is not None and denial.date.covers(claim.date))


def _is_plain(claim: Claim, earlier: Claim, answer: Answer) -> bool:
    """Whether it says the same as the earlier claim, or denies just that. What is no question of
    time is denied whenever it was said to be."""
    if answer == Answer.SUPERSEDES:
        return False
    is_timeless = answer == Answer.DENIES and claim.date is None and claim.kind not in WITH_A_TIME
    return is_timeless or claim.date == earlier.date


def _agree(one: Claim, other: Claim) -> bool:
    if one.date is None or other.date is None:
        return True
    return one.date.agrees(other.date)


def _say_the_same(found: Claim, typed: Claim) -> bool:
    if (found.standing == Standing.DENIED) != (typed.standing == Standing.DENIED):
        return False
    is_one_fact = ledger.fact_of(found) == ledger.fact_of(typed)
    return is_one_fact and (found.date is None or found.date == typed.date)
