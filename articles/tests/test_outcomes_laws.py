"""Whatever the verbs do, and in whatever order: what they keep of claims is what working everything
out anew keeps."""

import copy
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from articles import outcomes, workflow
from articles import state as states
from articles.models import Article, Claim, Outcome, TrackRecord
from articles.tests.versions import fresh
from articles.tests.versions import kept as typed_in
from geekfeed.tests.cast import FIRST_DAY
from shows.ledger import Answer, Standing
from shows.models import Season
from sources.models import Source

pytestmark = pytest.mark.django_db
STEPS = 20
ANSWERS = {
    Standing.RUMOURED: [Answer.SUPERSEDES],
    Standing.REPORTED: [Answer.SUPERSEDES],
    Standing.CONFIRMED: [Answer.CONFIRMS, Answer.SUPERSEDES],
    Standing.DENIED: [Answer.DENIES],
}


def kept():
    return (
        sorted(Outcome.objects.values_list("claim", "verdict", "by", "at", "until"), key=str),
        sorted(Claim.objects.values_list("pk", "fact", "repeats")),
        sorted(TrackRecord.objects.values_list(), key=str),
    )


class Newsroom:
    """Makes stories about two seasons on the word of three sources, and lets chance do the rest."""

    def __init__(self, seed, press, seasons, sources, editor):
        self.chance, self.press, self.editor = Random(seed), press, editor
        self.seasons, self.sources = seasons, sources

    def step(self):
        verbs = [self.write, self.write, self.change, self.add, self.withdraw, self.come_back]
        self.chance.choice(verbs)()

    def _claim(self, story=None):
        chance = self.chance
        season = chance.choice([*self.seasons, None])
        standing = chance.choice(Standing.values)
        kind, says = chance.choice([("premiere", "It is out"), ("casting", "A"), ("casting", "B")])
        year = chance.choice([None, "2017", "2018"])
        others = Claim.objects.live().exclude(article=story).order_by("pk")
        earlier = chance.choice([*others, None]) if chance.random() < 0.4 else None
        return {
            "says": says,
            "kind": kind,
            "standing": standing,
            "show": self.seasons[0].show,
            "season": season,
            "date_on": f"{year}-01-01" if year else None,
            "date_precision": "year" if year else "",
            "answers": earlier,
            "answer": chance.choice(ANSWERS[standing]) if earlier else "",
        }

    def _some(self, *statuses):
        found = list(Article.objects.filter(status__in=statuses).order_by("pk"))
        return self.chance.choice(found) if found else None

    def write(self):
        source = self.chance.choice(self.sources)
        claims = [self._claim() for _number in range(self.chance.choice([1, 1, 2]))]
        story = self.press.draft(sources=[[source]], claims=claims)
        self._send_out(story)

    def _send_out(self, story):
        ago = self.chance.choice([0, 3, 6, None])
        if ago is None:
            workflow.schedule(story, self.editor, timezone.now() + timedelta(days=1))
        else:
            at = FIRST_DAY + timedelta(days=ago) if ago else None
            workflow.publish(story, self.editor, at=at)

    def change(self):
        if story := self._some("live"):
            told = self._claim(story)
            mine = copy.deepcopy(states.read(story))
            self.chance.choice(mine["rows"]["claims"]).update(_cells(told))
            story = typed_in(story, self.editor, mine)
            if story.copy:  # it does say something else
                workflow.publish(story, self.editor)

    def add(self):
        if story := self._some("live"):
            Claim.objects.create(article=story, position=9, **self._claim(story))
            workflow.edit(fresh(story), self.editor)

    def withdraw(self):
        if story := self._some("live", "scheduled"):
            verb = workflow.withdraw if story.status == "live" else workflow.unschedule
            verb(fresh(story), self.editor)

    def come_back(self):
        if story := self._some("withdrawn", "draft"):
            if story.status == "withdrawn":
                workflow.restore(story, self.editor)
            self._send_out(fresh(story))


def _cells(claim):
    """As the story's form sends them."""
    cells = {name: [getattr(value, "pk", value) or ""] for name, value in claim.items()}
    cells["answers"] = [claim["answers"].key if claim["answers"] else ""]
    return {name: [str(value)] for name, (value,) in cells.items()}


@pytest.mark.parametrize("seed", range(1, 5))
def test_what_the_verbs_keep_is_what_working_all_out_anew_keeps(seed, press, season_2, editor):
    seasons = [season_2, Season.objects.create(show=season_2.show, number=3)]
    sources = [Source.objects.create(name=name, slug=name) for name in ("a", "b", "c")]
    newsroom = Newsroom(seed, press, seasons, sources, editor)
    settled = 0
    for step in range(STEPS):
        newsroom.step()
        now = kept()
        settled += len(now[0])
        outcomes.settle_all()
        assert kept() == now, f"after step {step}"
    assert settled


@pytest.mark.parametrize("seed", range(5, 7))
def test_withdrawing_leaves_exactly_what_was_there_before(seed, press, season_2, editor):
    sources = [Source.objects.create(name=name, slug=name) for name in ("a", "b", "c")]
    newsroom = Newsroom(seed, press, [season_2, season_2], sources, editor)
    for _step in range(STEPS // 2):
        newsroom.write()
    outcomes.settle_all()
    for _step in range(4):
        before = kept()
        claims = [newsroom._claim()]
        story = press.draft(sources=[[newsroom.chance.choice(sources)]], claims=claims)
        workflow.publish(story, editor)
        workflow.withdraw(story, editor)
        story.claims.all().delete()
        assert kept() == before
