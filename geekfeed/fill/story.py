"""One filled story: everything that it consists of, in hand and not yet in the database."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from articles import state as states
from articles.models import (
    Article,
    Byline,
    Citation,
    Claim,
    Correction,
    Coverage,
    Note,
    Revision,
    Topic,
    TopicLink,
    Via,
    WorkingCopy,
)
from articles.models.article import month_of
from articles.models.topic import written
from authors.models import User
from geekfeed.fill import text
from geekfeed.fill.catalog import Catalog, Covered
from shows.ledger import Kind, Standing
from shows.models import Location, Season

Status = Article.Status
LONGEST_SLUG = 180
STANDINGS = ([*Standing.values], [20, 50, 27, 3])
MONTHS = calendar.month_name[1:]


@dataclass(frozen=True)
class Fate:
    """What became of a story, and when. `turns` are the verbs with their moments and reasons."""

    status: str
    begun_at: datetime
    changed_at: datetime
    live_at: datetime | None = None
    turns: tuple[tuple[str, datetime, str], ...] = ()
    planned_for: datetime | None = None
    edited_at: datetime | None = None
    is_being_changed: bool = False

    @property
    def month(self) -> date | None:
        """Also of a story that was withdrawn: its address stays its own."""
        first = next((at for verb, at, _why in self.turns if verb in ("publish", "schedule")), None)
        moment = self.live_at or (first if self.status == Status.WITHDRAWN else None)
        return month_of(moment) if moment else None


@dataclass
class Filled:
    article: Article
    fate: Fate
    bylines: list[Byline] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    hops: dict[UUID, list[Via]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    topics: list[TopicLink] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    copy: WorkingCopy | None = None

    def state(self) -> states.State:
        """As states.read() will read it from the database."""
        return {
            "fields": states._cells(self.article, *states.FIELDS)
            | {"topics": [written([link.tag for link in self.topics])]},
            "rows": {
                "bylines": [states._row(row, "author", "role") for row in self.bylines],
                "coverage": [states._row(row, "show", "season") for row in self.coverage],
                "citations": [
                    states._row(row, "tag", "url", "note")
                    | {"via": [str(hop.source_id) for hop in self.hops[row.key]]}
                    for row in self.citations
                ],
                "claims": [
                    states._row(row, *states.CLAIM, *states.CLAIM_DATE, *states.ANSWER)
                    | {"rests_on": [str(row.citation.key) if row.citation else ""]}
                    for row in self.claims
                ],
                "mentions": [],
                "related_links": [],
            },
        }


class Teller:
    """Makes stories of what a catalog has."""

    def __init__(self, catalog: Catalog, chance: Random, keys: Random) -> None:
        """`keys` makes the rows' names: other ones each time, as each is its own on the site."""
        self.catalog, self.chance, self.keys = catalog, chance, keys

    def tell(self, number: int, when: float, fate: Fate) -> Filled:
        """Story number …, `when` in the newsroom's years, 0 to 1."""
        chance, catalog = self.chance, self.catalog
        covered = self._news(when)
        kind = chance.choice(Kind.values)
        person, character = catalog.people.pick(chance), catalog.characters.pick(chance)
        place = catalog.locations.pick(chance)
        season = chance.choice(covered.seasons) if covered.seasons else None
        sources = [] if kind == Kind.OTHER else catalog.sources.some(chance, 3)
        facts = self._facts(covered, season, fate.begun_at, place) | {
            "person": person.name,
            "character": character.name,
            "source": sources[0].name if sources else "Nobody",
            "via": catalog.sources.pick(chance).name,
        }
        is_whole = fate.status not in (Status.DRAFT,) or chance.random() < 0.7
        headline = text.of_kind(chance, kind, "headlines", facts)[:160]
        article = Article(
            headline=headline,
            slug=f"{slugify(headline)[:LONGEST_SLUG]}-{number:07d}",
            standfirst=text.phrase(chance, "standfirsts", facts) if is_whole else "",
            body=text.body(chance, kind, facts),
            section=catalog.sections.pick(chance),
            status=fate.status,
            live_at=fate.live_at,
            month=fate.month,
            planned_for=fate.planned_for,
            edited_at=fate.edited_at,
            created_at=fate.begun_at,
            changed_at=fate.changed_at,
            version=len(fate.turns),
        )
        if catalog.pictures and is_whole:
            article.lead_image = chance.choice(catalog.pictures)
        story = Filled(article, fate)
        self._link(story, covered, season, sources, when, is_whole)
        if kind != Kind.OTHER or chance.random() < 0.3:
            self._claim(story, kind, facts, covered, season, person, character, place)
        self._remember(story, facts)
        return story

    def _news(self, when: float) -> Covered:
        """A show that is news at that time."""
        for _attempt in range(8):
            covered = self.catalog.shows.pick(self.chance)
            if covered.begins <= when <= covered.ends:
                return covered
        return self.catalog.shows.rows[0]

    def _facts(
        self, covered: Covered, season: Season | None, moment: datetime, place: Location
    ) -> text.Facts:
        chance = self.chance
        number = season.number if season else 1
        return {
            "show": covered.show.name,
            "n": number,
            "next": number + 1,
            "count": chance.randint(2, 24),
            "place": place.name.partition(",")[0],
            "city": place.city or "the city",
            "day": f"{moment.day} {MONTHS[moment.month - 1]}",
            "month": chance.choice(MONTHS),
            "year": moment.year + chance.randint(0, 1),
        }

    def _key(self) -> UUID:
        return UUID(int=self.keys.getrandbits(128), version=4)

    def _row(self, story: Filled, position: int) -> dict[str, Any]:
        return {"key": self._key(), "position": position, "live_at": story.fate.live_at}

    def _link(
        self,
        story: Filled,
        covered: Covered,
        season: Season | None,
        sources: list[Any],
        when: float,
        is_whole: bool,
    ) -> None:
        chance, catalog, article = self.chance, self.catalog, story.article
        authors = catalog.authors.some(chance, 2 if chance.random() < 0.15 else 1)
        article.created_by = catalog.accounts.get(authors[0].user_id)
        if is_whole or chance.random() < 0.5:
            story.bylines = [
                Byline(article=article, author=author, **self._row(story, place))
                for place, author in enumerate(authors)
            ]
        shows = {covered: season} | ({self._news(when): None} if chance.random() < 0.2 else {})
        story.coverage = [
            Coverage(article=article, show=one.show, season=which, **self._row(story, place))
            for place, (one, which) in enumerate(shows.items())
        ]
        for place, source in enumerate(sources):
            citation = Citation(
                content_object=article,
                tag=source,
                url=f"{source.homepage}{story.fate.begun_at:%Y/%m}/{article.slug[:80]}"
                if source.homepage
                else "",
                **self._row(story, place),
            )
            passed_on = catalog.sources.some(chance, 2) if chance.random() < 0.4 else []
            story.hops[citation.key] = [
                Via(citation=citation, source=hop, position=step, live_at=story.fate.live_at)
                for step, hop in enumerate(hop for hop in passed_on if hop != source)
            ]
            story.citations.append(citation)
        topics: list[Topic] = catalog.topics.some(chance, 4)
        story.topics = [
            TopicLink(content_object=article, tag=topic, live_at=story.fate.live_at)
            for topic in topics
        ]

    def _claim(
        self,
        story: Filled,
        kind: str,
        facts: text.Facts,
        covered: Covered,
        season: Season | None,
        *others: Any,
    ) -> None:
        chance = self.chance
        person, character, place = others
        named = {
            Kind.CASTING: {"person": person, "character": character},
            Kind.CREW: {"person": person},
            Kind.LOCATION: {"location": place},
            Kind.FILMING_BEGAN: {"location": place},
        }.get(Kind(kind), {})
        for position in range(1 if chance.random() < 0.7 else 2):
            is_dated = chance.random() < 0.5
            story.claims.append(
                Claim(
                    article=story.article,
                    says=text.of_kind(chance, kind, "says", facts)[:160],
                    kind=kind,
                    standing=chance.choices(*STANDINGS)[0],
                    show=covered.show,
                    season=season,
                    date_on=story.fate.begun_at.date() if is_dated else None,
                    date_precision="day" if is_dated else "",
                    detail=text.phrase(chance, "details", facts)[:240],
                    citation=story.citations[0] if story.citations else None,
                    told_at=story.fate.live_at,
                    **named,
                    **self._row(story, position),
                )
            )

    def _remember(self, story: Filled, facts: text.Facts) -> None:
        """What the desk keeps: the story's turns, what was noted beside it, what is being typed."""
        chance, article, fate = self.chance, story.article, story.fate
        editor = chance.choice(self.catalog.editors)
        writer: User = article.created_by or editor
        story.revisions = [
            Revision(
                article=article,
                version=version,
                verb=verb,
                why=why,
                who=writer if verb in ("submit", "take_back") else editor,
                at=at,
            )
            for version, (verb, at, why) in enumerate(fate.turns, start=1)
        ]
        if fate.turns and fate.turns[-1][0] == "send_back":
            _verb, at, why = fate.turns[-1]
            story.notes = [Note(article=article, field="body", text=why, user=editor, at=at)]
        if fate.edited_at:
            story.corrections = [
                Correction(
                    article=article,
                    text=text.phrase(chance, "corrections", facts),
                    at=fate.edited_at,
                    created_by=editor,
                )
            ]
        if fate.status in (Status.DRAFT, Status.IN_REVIEW) or fate.is_being_changed:
            story.copy = WorkingCopy(
                article=article,
                editor=writer,
                status=chance.choice(["open", "open", "in_review"])
                if fate.is_being_changed
                else "open",
                begun_at=fate.begun_at,
                saved_at=fate.changed_at + timedelta(minutes=chance.randint(0, 50)),
                headline=article.headline,
                section=article.section,
            )
