"""Claims without a database, as far as the ledger looks at one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from geekfeed.lib.dates import PreciseDate
from shows.ledger import stand

NOON = datetime(2017, 4, 10, 12, tzinfo=UTC)
SPRING, SUMMER = PreciseDate.parse("2017-03-17"), PreciseDate.parse("2017-08-18")
numbers = count(1)


@dataclass(frozen=True)
class Said:
    """A claim, as far as the ledger looks at one."""

    standing: str = "reported"
    kind: str = "premiere"
    says: str = "Season 2 premieres"
    date: PreciseDate | None = None
    day: float = 0
    back_on: float = 0  # the day on which it is to come back, if that is later
    article_id: int = 1
    position: int = 0
    origin_id: int | None = None
    via: tuple[int, ...] = ()
    answers: "Said | None" = None
    answer: str = ""
    show_id: int | None = 1
    season_id: int | None = 2
    person_id: int | None = None
    character_id: int | None = None
    location_id: int | None = None
    pk: int = 1
    name: int = 0

    @property
    def key(self):
        return self.name or self.pk

    @property
    def answers_id(self):
        return self.answers.key if self.answers else None

    @property
    def chain_ids(self):
        return (self.origin_id, *self.via) if self.origin_id else ()

    @property
    def told_at(self):
        return NOON + timedelta(days=self.day)

    @property
    def counts_from(self):
        return NOON + timedelta(days=max(self.day, self.back_on))


def said(standing="reported", **facts):
    number = next(numbers)
    return Said(standing, **({"pk": number, "article_id": number} | facts))


def the_fact(*claims):
    facts = stand(claims)
    assert len(facts) == 1
    return facts[0]


def told(facts):
    """Everything that a page says about facts."""
    return [
        (
            fact.claim.pk,
            fact.standing,
            fact.date,
            fact.since,
            fact.stories,
            fact.origins,
            {claim.pk for claim in fact.claims},
            {claim.pk for claim in fact.against},
        )
        for fact in facts
    ]
