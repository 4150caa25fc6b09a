"""The list of claims at the desk: what readers are told about the catalog, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest

from articles.admin import claim_filters
from articles.admin.leafing import Order, Question
from articles.admin.lines import glance
from articles.admin.listing import Leafed
from articles.models import Adoption, Claim, Outcome
from shows.outcomes import Verdict

NEWEST = Order("told_at")
ORDERS = {"": NEWEST, "oldest": NEWEST.turned}


@dataclass(frozen=True)
class Line:
    """A claim as the list says it. `verdict`: what became of it; `is_adopted`: the catalog has
    something from it."""

    claim: Claim
    verdict: Verdict | None
    is_adopted: bool

    @property
    def told(self) -> str:
        return glance(self.claim.told_at)


class ClaimList(Leafed):
    result_list: list[Claim]

    def question(self, request: HttpRequest) -> Question:
        name = request.GET.get("order", "")
        if name not in ORDERS:
            raise IncorrectLookupParameters(name)
        order = ORDERS[name]
        saying = claim_filters.saying(self.query)
        asked = [claim_filters.live(), *self.conditions(), *([saying] if saying else [])]
        return Question(self.root_queryset, True, self.columns(order), asked, order)

    def read(self, numbers: Sequence[int]) -> list[Claim]:
        claims = Claim.objects.with_subjects().with_story().in_bulk(numbers)
        return [claims[number] for number in numbers if number in claims]

    @cached_property
    def lines(self) -> list[Line]:
        """Two queries, however many there are."""
        verdicts = verdicts_of(self.result_list)
        keys = [claim.key for claim in self.result_list]
        adopted = set(
            Adoption.objects.standing().filter(claim_id__in=keys).values_list("claim_id", flat=True)
        )
        return [
            Line(claim, verdicts.get(claim.pk), claim.key in adopted) for claim in self.result_list
        ]

    @property
    def by_moment(self) -> str:
        """The address of the list in the other order."""
        return self.get_query_string({"order": "oldest" if self.order == NEWEST else None})


def verdicts_of(claims: Sequence[Any]) -> dict[int, Verdict]:
    """What became of claims, as far as readers may know: by their numbers."""
    rows = Outcome.objects.live().filter(claim__in=[claim.pk for claim in claims])
    return {number: Verdict(verdict) for number, verdict in rows.values_list("claim", "verdict")}
