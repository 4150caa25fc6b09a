"""The citations that a draft proposes: from attribution phrases and from links, each once.

A link on a source's name, or right beside it, is the page that the phrase speaks of. Any other link
to somebody else's page is a citation of whoever owns the page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from articles.reading.attribution import Attribution
from articles.reading.catalog import Catalog
from articles.reading.found import FoundCitation, Named
from articles.reading.text import Block, Link
from geekfeed.lib.names import folded
from sources import domains

MOST_LINKS = 500  # of a draft that are looked at
MOST = 300  # citations of a draft
BESIDE = 2  # characters between a name and a link that belongs to it


@dataclass
class ReadCitation:
    """A chain as far as it has been read."""

    origin: Named
    via: list[Named]
    url: str
    because: str
    is_act: bool = False
    """Only what somebody decided was told: no citation unless a claim rests on it."""
    claims: int = 0
    place: tuple[int, int] = (0, 0)

    @property
    def finished(self) -> FoundCitation:
        return FoundCitation(self.origin, tuple(self.via), self.url, self.because)


def pages(blocks: list[Block]) -> list[str]:
    """The addresses of other people's pages that the draft links to."""
    found: dict[str, None] = {}
    for block in blocks:
        for link in block.links:
            if len(found) < MOST_LINKS and _is_elsewhere(link.href):
                found[link.href] = None
    return list(found)


def _is_elsewhere(href: str) -> bool:
    own = domains.candidates(settings.SITE_URL)[:1]
    hosts = domains.candidates(href)
    return bool(hosts) and not (own and own[0] in hosts) and not _is_ours(href)


def _is_ours(href: str) -> bool:
    """A site at an address without a name, such as 127.0.0.1, has no candidates."""
    try:
        return (
            bool(settings.SITE_URL) and urlsplit(href).netloc == urlsplit(settings.SITE_URL).netloc
        )
    except ValueError:
        return True


def page(url: str) -> str:
    """The address as two links to the same page have in common."""
    rest = re.sub(r"\A(?:https?:)?//(?:www\.)?", "", url.partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


@dataclass
class Citations:
    """Gathers them in the order in which the text makes them."""

    catalog: Catalog
    owners: Mapping[str, Named]
    pages: frozenset[str]
    made: list[ReadCitation] = field(default_factory=list)
    by_page: dict[str, ReadCitation] = field(default_factory=dict)
    blocks: int = 0

    def read(
        self, block: Block, attributions: list[Attribution]
    ) -> tuple[list[ReadCitation], list[tuple[int, ReadCitation]]]:
        """The citations of the attributions, one for each, and with their places those of the
        links that stand for themselves."""
        self.blocks += 1
        links = [link for link in block.links if link.href in self.pages]
        taken: set[int] = set()
        cited = [self._of(one, block, links, taken) for one in attributions]
        alone = [
            (link.start, self._of_link(link, block))
            for at, link in enumerate(links)
            if at not in taken
        ]
        return cited, alone

    def finished(self) -> Iterator[tuple[ReadCitation, FoundCitation]]:
        for citation in sorted(self.made, key=lambda made: made.place):
            if citation.claims or not citation.is_act:
                yield citation, citation.finished

    def _of(
        self, one: Attribution, block: Block, links: list[Link], taken: set[int]
    ) -> ReadCitation:
        url, owner = "", None
        hop_url = ""
        for at, link in _beside(one, links):
            if at in taken:
                continue
            who = self._owner(link.href)
            if any(_touches(link, place) for _hop, place in one.hops):
                hop_url = hop_url or link.href
            elif not url:
                url, owner = link.href, who
            else:
                continue
            taken.add(at)
        origin, via = one.source, [hop for hop, _place in one.hops]
        url = url or hop_url
        if owner is not None and url != hop_url:
            if self._is_same(origin, owner):
                origin = _joined(origin, owner)
            elif not any(self._is_same(hop, owner) for hop in via) and not via:
                if owner.number is not None or origin.number in self.catalog.at_home:
                    via = [owner]
                elif origin.number is None:
                    origin = Named("source", None, origin.name, owner.domain)
        elif hop_url and via:
            via = [
                _joined(hop, self._owner(hop_url)) if at == 0 and hop.number is None else hop
                for at, hop in enumerate(via)
            ]
        because = block.snippet(*one.place)
        place = (self.blocks, one.place[0])
        return self._add(ReadCitation(origin, via, url, because, one.is_act, place=place))

    def _of_link(self, link: Link, block: Block) -> ReadCitation:
        owner = self._owner(link.href)
        known = self.by_page.get(page(link.href))
        if known:
            return known
        for citation in self.made:
            if not citation.url and any(
                self._is_same(who, owner) for who in (citation.origin, *citation.via)
            ):
                if self._is_same(citation.origin, owner):
                    citation.origin = _joined(citation.origin, owner)
                return self._at(citation, link.href)
        because, place = block.snippet(link.start, link.end), (self.blocks, link.start)
        return self._add(ReadCitation(owner, [], link.href, because, place=place))

    def _owner(self, url: str) -> Named:
        if owner := self.owners.get(url):
            return owner
        domain = domains.bare(url)
        return Named("source", None, domain, domain)

    def _add(self, new: ReadCitation) -> ReadCitation:
        for old in self.made:
            if not self._is_same(old.origin, new.origin):
                continue
            if old.url and new.url and page(old.url) != page(new.url):
                continue
            old.origin = _joined(old.origin, new.origin)
            old.via = old.via or new.via
            old.is_act = old.is_act and new.is_act
            return self._at(old, new.url) if new.url and not old.url else old
        if new.url and (known := self.by_page.get(page(new.url))):
            # A page that was linked before the sentence that says who said so there.
            if not known.via and new.via and self._is_same(known.origin, new.via[0]):
                known.origin, known.via, known.because = new.origin, new.via, new.because
            return known
        if len(self.made) >= MOST:
            return new  # and nothing will rest on it
        self.made.append(new)
        return self._at(new, new.url) if new.url else new

    def _at(self, citation: ReadCitation, url: str) -> ReadCitation:
        citation.url = url
        self.by_page.setdefault(page(url), citation)
        return citation

    def _is_same(self, one: Named | None, other: Named | None) -> bool:
        if one is None or other is None:
            return False
        if one.number is not None and other.number is not None:
            return one.number == other.number
        if one.domain and one.domain == other.domain:
            return True
        return _squashed(one) == _squashed(other)


def _joined(one: Named, other: Named) -> Named:
    """What is known of one source by two names."""
    if one.number is not None or other.number is not None:
        return one if one.number is not None else other
    name = other.name if one.name == one.domain and other.name != other.domain else one.name
    domain = one.domain or other.domain
    return Named("source", None, name, domain, not domain and one.is_guess and other.is_guess)


def _squashed(source: Named) -> str:
    """ "On Location Vacations" is at onlocationvacations.com, and /Film at slashfilm.com."""
    name = source.name
    if name == source.domain or re.fullmatch(r"[\w-]+(?:\.\w+)+", name):
        name = name.partition("/")[2] or name.split(".")[0]
    name = "".join(sign for sign in folded(name.replace("/", "slash")) if sign.isalnum())
    return name.removeprefix("the")


def _touches(link: Link, place: tuple[int, int]) -> bool:
    return link.start < place[1] and place[0] < link.end


def _beside(one: Attribution, links: list[Link]) -> list[tuple[int, Link]]:
    """The links on the phrase or beside it, those on the source's own name first."""
    start, end = one.place[0] - BESIDE, one.place[1] + BESIDE
    near = [(at, link) for at, link in enumerate(links) if _touches(link, (start, end))]
    return sorted(near, key=lambda pair: not _touches(pair[1], one.named_at))
