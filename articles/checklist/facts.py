"""What the rules ask about a story, each thing found out once and only if somebody asks."""

from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from articles import one_report
from articles.checklist.addresses import story_slug
from articles.checklist.doubles import doubles
from articles.checklist.reading import Reading, read
from articles.models import Article, Claim
from articles.piece import Piece
from geekfeed.lib.vocabulary import TooMuch
from images import named
from shows.models import Character, Show

# However much somebody pastes into a text, no more of it than this is looked up.
MOST_LOOKED_UP = 200


class Facts:
    def __init__(self, piece: Piece, now: datetime) -> None:
        self.piece, self.now = piece, now
        self.too_much = ""
        try:
            self.text = read(piece.body)
        except TooMuch as error:
            self.text, self.too_much = Reading(), str(error)

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def expired_pictures(self) -> list[str]:
        """The titles of the pictures in the text whose last day is over."""
        addresses = " ".join(picture.src for picture in self.text.pictures[:MOST_LOOKED_UP])
        folders = named.folders_in(addresses)
        if not folders:
            return []
        images = {image.pk: image for image in named.by_folder(folders).values()}
        ends = [(pk, image.title, image.rights_expire_on) for pk, image in images.items()]
        return [title for _, title, last in sorted(ends) if last and last < self.today]

    @cached_property
    def others(self) -> dict[str, Article]:
        """Address → story, of those that the text links to."""
        slugs = {story_slug(link.href) for link in self.text.links} - {""}
        if not slugs:
            return {}
        stories = Article.objects.filter(slug__in=sorted(slugs)[:MOST_LOOKED_UP])
        return {story.slug: story for story in stories.only("slug", "status", "live_at")}

    @cached_property
    def told_elsewhere(self) -> list[Claim]:
        """What live stories say about the same facts."""
        return one_report.told_elsewhere(self.piece)

    @cached_property
    def doubles(self) -> list[tuple[str, str]]:
        """Topics as typed, each with the one in use that it nearly is."""
        return doubles(self.piece.topics, self.piece.article) if self.piece.topics else []

    @cached_property
    def characters(self) -> list[str]:
        """The names of those who appear in the shows that the story is about. A character who is
        called as a show is, by any of their names, is left out: it is in half of its headlines."""
        shows = [row.show_id for row in self.piece.coverage]
        if not shows:
            return []
        titles = set()
        for show in Show.objects.only("name", "full_name", "aliases"):
            titles.update(name.casefold() for name in (*show.names, show.full_name) if name)
        cast = Character.objects.filter(credits__show__in=shows).distinct()
        return [
            name
            for character in cast.only("name", "aliases")
            if titles.isdisjoint(map(str.casefold, character.names))
            for name in character.names
        ]
