"""The fixed cast of the tests: who works here, what is covered, and a press that makes stories."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from PIL import Image as Pixels

from articles import workflow
from articles.models import Article, Byline, Citation, Claim, Coverage, Mention, Section, Via
from authors.models import Author, User
from images import encoding
from images.models import Image
from shows.models import Character, Credit, Episode, Location, LocationUse, Person, Season, Show
from sources.models import Source

FIRST_DAY = datetime(2017, 4, 10, 18, 5, tzinfo=UTC)  # 14:05 in New York


def account(name: str, *groups: str) -> User:
    user = User.objects.create_user(name, password=name, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    return user


@pytest.fixture
def writer(db: None) -> User:
    return account("writer", "Writers")


@pytest.fixture
def other_writer(db: None) -> User:
    return account("other", "Writers")


@pytest.fixture
def editor(db: None) -> User:
    return account("editor", "Editors")


@pytest.fixture
def tv(db: None) -> Section:
    return Section.objects.create(name="TV", slug="tv", position=1)


@pytest.fixture
def jessica_jones(db: None) -> Show:
    return Show.objects.create(
        name="Jessica Jones", slug="jessica-jones", accent="#701bb4", shelf_position=1
    )


@pytest.fixture
def season_2(jessica_jones: Show) -> Season:
    return Season.objects.create(show=jessica_jones, number=2)


@pytest.fixture
def olv(db: None) -> Source:
    return Source.objects.create(
        name="On Location Vacations",
        slug="on-location-vacations",
        homepage="https://onlocationvacations.com/",
    )


@pytest.fixture
def mcuexchange(db: None) -> Source:
    return Source.objects.create(name="MCUExchange", slug="mcuexchange")


@pytest.fixture
def lunn(db: None) -> Author:
    return Author.objects.create(name="Marguerite Lunn", slug="marguerite-lunn")


def picture(title: str = "A picture", size: tuple[int, int] = (320, 180)) -> Image:
    """A small real picture; its renditions are made when somebody asks for them."""
    image = Image(title=title, alt=f"{title}, drawn", credit="Illustration: GeekFeed")
    pixels = Pixels.new("RGB", size, "#701bb4")
    image.file.save("x.webp", ContentFile(encoding.original(pixels, 80), name="x.webp"))
    return image


class Press:
    """Makes stories and takes them through the newsroom's own verbs."""

    def __init__(self, section: Section, author: Author) -> None:
        self.section, self.author, self.made = section, author, 0

    def draft(
        self,
        headline: str = "",
        *,
        about: Iterable[Show | Season] = (),
        sources: Iterable[list[Source]] = (),
        claims: Iterable[dict[str, Any]] = (),
        topics: Iterable[str] = (),
        names: Iterable[Model] = (),
        **facts: Any,
    ) -> Article:
        """`names` are the records to which names in the text lead."""
        self.made += 1
        number = self.made
        headline = headline or f"Story {number}"
        story = Article.objects.create(
            headline=headline,
            slug=facts.pop("slug", f"story-{number}"),
            section=facts.pop("section", self.section),
            body=facts.pop("body", f"<p>The body of {headline}.</p>"),
            **facts,
        )
        Byline.objects.create(article=story, author=self.author)
        for position, subject in enumerate(about):
            season = subject if isinstance(subject, Season) else None
            show = season.show if season else subject
            Coverage.objects.create(article=story, show=show, season=season, position=position)
        for position, (origin, *via) in enumerate(sources):
            citation = Citation.objects.create(
                content_object=story,
                tag=origin,
                position=position,
                url=f"https://x.example/{number}",
            )
            for hop, source in enumerate(via):
                Via.objects.create(citation=citation, source=source, position=hop)
        first_citation = story.citations.first()
        for position, claim in enumerate(claims):
            Claim.objects.create(
                **{"article": story, "position": position, "citation": first_citation} | claim
            )
        for position, record in enumerate(names):
            leads_to = {record._meta.model_name: record}
            Mention.objects.create(article=story, position=position, **leads_to)
        story.topics.add(*topics)
        return story

    def live(self, headline: str = "", at: datetime | None = None, **facts: Any) -> Article:
        story = self.draft(headline, **facts)
        workflow.publish(story, None, at=at or FIRST_DAY + timedelta(minutes=self.made))
        return story

    def in_review(self, headline: str = "", **facts: Any) -> Article:
        story = self.draft(headline, **facts)
        workflow.submit(story, None)
        return story

    def scheduled(self, headline: str = "", **facts: Any) -> Article:
        story = self.draft(headline, **facts)
        workflow.schedule(story, None, timezone.now() + timedelta(days=1))
        return story

    def withdrawn(self, headline: str = "", **facts: Any) -> Article:
        story = self.live(headline, **facts)
        workflow.withdraw(story, None)
        return story


@pytest.fixture
def press(tv: Section, lunn: Author) -> Press:
    return Press(tv, lunn)


@pytest.fixture
def catalog(season_2: Season) -> dict[str, Any]:
    """One of everything that the catalog has, joined up."""
    show = season_2.show
    person = Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")
    character = Character.objects.create(name="Jessica Jones", slug="jessica")
    location = Location.objects.create(name="Broadway & W 101st St", slug="west-101st-street")
    Episode.objects.create(season=season_2, number=1, title="AKA Start at the Beginning")
    Credit.objects.create(person=person, show=show, character=character)
    LocationUse.objects.create(location=location, season=season_2, stands_in_for="Alias")
    return {
        "show": show,
        "season": season_2,
        "person": person,
        "character": character,
        "location": location,
    }


@pytest.fixture
def filming(catalog: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """A claim that names every record of the catalog."""

    def made(**facts: Any) -> dict[str, Any]:
        return {"says": "Season 2 began filming", "kind": "filming_began"} | catalog | facts

    return made
