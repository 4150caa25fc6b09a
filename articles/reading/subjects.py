"""What is it about? The shows, each with a season if one is meant."""

import re
from collections.abc import Iterator

from articles.reading.passages import DATED, Passage
from articles.reading.script import SEASON, SHOW, SOURCE, Mention, sign
from shows.ledger import Kind

_OF = re.compile(
    r"([\w'-]+)\s(?:of|for|from|about|in|on|with|to)\s"
    rf"(?:(?:the|its|netflix's|marvel's|{sign(SOURCE)}(?:'s?)?)\s){{0,2}}[“\"‘'(]?\Z",
    re.IGNORECASE,
)
_WEAK = re.compile(r"return|arriv|land|hit|drop|out|back|com|here", re.IGNORECASE)
_FOR_A_SEASON = (Kind.RENEWED, Kind.PREMIERE)
# Of these of a show it is told what is told of the show.
_WHOLE = {
    "season", "seasons", "episode", "episodes", "series", "cast", "crew", "stars", "team", "run",
    "production", "filming", "shooting", "photography", "cameras", "work", "rest", "premiere",
    "release", "debut", "return", "launch", "makers", "producers", "one", "all", "both",
}  # fmt: skip


Subject = tuple[int | None, Mention | None]


def subjects(passage: Passage) -> Iterator[Subject]:
    """The shows, each with the mention of a season if one is meant."""
    named = _named(passage, passage.groups.get("subj", ""))
    later = _named(passage, passage.groups.get("later", "") or passage.groups.get("season", ""))
    season = next((mention for mention in later if mention.number), None)
    if season and passage.kind in _FOR_A_SEASON and (named or passage.groups.get("it")):
        yield from _for(season, named, passage)
    elif named and _is_only_part(passage):
        return
    elif mentions := _of_location(passage) if passage.kind == Kind.LOCATION else named or later:
        yield from _each(mentions, passage)
    elif passage.groups.get("it") or not _needs_a_name(passage):
        yield from _implied(passage)


def _for(season: Mention, named: list[Mention], passage: Passage) -> Iterator[Subject]:
    """ "Jessica Jones is renewed for a third season": the season is that of what is renewed."""
    shows = [_show(passage, mention) for mention in named]
    if not named:
        shows = [show for show, _season in _implied(passage)]
    if len(named) == 1 and shows[0] and season.is_guess:
        passage.context.bind(season, shows[0])
        season.is_guess = False
    yield from ((show, season) for show in shows if show or not named)


def _each(mentions: list[Mention], passage: Passage) -> Iterator[Subject]:
    for mention in mentions:
        show = _show(passage, mention)
        if show or passage.kind == Kind.CASTING:
            yield show, mention if mention.number else None


def _needs_a_name(passage: Passage) -> bool:
    """Whether its pattern speaks of nothing at all unless somebody names the show."""
    is_anybody_s = passage.kind in (*DATED, Kind.CASTING, Kind.CREW)
    return "subj" in passage.match.re.groupindex and not is_anybody_s


def _is_only_part(passage: Passage) -> bool:
    """ "The soundtrack of Luke Cage will be released": something else than the show."""
    match = passage.match
    if match.start("subj") > match.start("verb"):
        return False
    before = _OF.search(passage.script.text[max(0, match.start("subj") - 60) : match.start("subj")])
    return before is not None and before[1].lower() not in _WHOLE


def _named(passage: Passage, said: str) -> list[Mention]:
    return list(passage.script.signs(said, SHOW | SEASON))


def _show(passage: Passage, mention: Mention) -> int | None:
    if mention.show and not mention.of("show"):
        return mention.show
    shows = mention.of("show")
    about = [show for show in shows if show.number in passage.context.shows] or shows
    if len(about) != 1:
        return None
    is_certain = len(mention.things) == 1
    if not is_certain and passage.kind == Kind.PREMIERE and _WEAK.match(passage.verb):
        return about[0].number if about[0].number in passage.context.shows else None
    if not is_certain and about[0].number:
        # Nobody but a show begins filming, is renewed or has a cast.
        mention.settle(about[0].number)
    return about[0].number


def _of_location(passage: Passage) -> list[Mention]:
    """What films there: named in the clause, before the verb or right after it."""
    inside = _named(passage, passage.match[0])
    before = _named(passage, passage.before)
    return inside[:1] or before[-1:]


def _implied(passage: Passage) -> Iterator[tuple[int | None, Mention | None]]:
    """ "Filming has begun": on the show that this block named last, or on the main one."""
    scene, place = passage.sentence.scene, passage.place[0]
    named, main = scene.show_before(place), passage.context.main
    show = named.show if named else main
    is_here = named is not None and named.start >= passage.script.start
    if not show:
        if passage.kind == Kind.CASTING:
            yield None, None
        return
    says_so = passage.groups.get("it") or passage.match[0].lower().startswith("the ")
    is_it = passage.groups.get("it", "").lower() == "it"
    if named and not is_here and main not in (None, show) and (is_it or not says_so):
        return
    season = scene.season_before(place, show)
    if season and passage.kind not in DATED and season.start < passage.script.start:
        season = None
    yield show, season
