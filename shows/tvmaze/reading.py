"""Reading a show of TVmaze's API: `/shows/:id?embed[]=episodes&embed[]=cast&embed[]=crew
&embed[]=seasons`. Pure: text in, plain values out, with a remark on whatever was odd."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from shows.models import Character, Credit, Episode, Network, Person, Season, Show
from shows.models.season import LAST_EPISODE, LAST_SEASON
from shows.tvmaze.releases import release_of
from shows.tvmaze.told import (
    ToldCredit,
    ToldEpisode,
    ToldName,
    ToldNetwork,
    ToldSeason,
    ToldShow,
)
from shows.tvmaze.values import Values, brief

Status = Show.Status
# "Running" says that more is to come, not that cameras turn.
STATUSES = {
    "Running": Status.RETURNING,
    "To Be Determined": Status.ON_HIATUS,
    "Ended": Status.ENDED,
    "In Development": Status.IN_DEVELOPMENT,
}
MOST_ORDERED = 500  # as Season.episode_order says
LONGEST_RUN = 24 * 60  # minutes
LISTS = ("seasons", "episodes", "cast", "crew")


class NotAShow(Exception):
    """Its words are for a person."""


def parse(text: bytes | str) -> Any:
    """The JSON. Raises NotAShow."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NotAShow(
            _("This is not JSON: line %(line)d, column %(column)d, %(why)s.")
            % {"line": error.lineno, "column": error.colno, "why": error.msg}
        ) from error
    except (ValueError, RecursionError) as error:
        raise NotAShow(_("This is not JSON that can be read.")) from error


def read(told: Any, asked: str = "") -> ToldShow:
    """What the JSON tells; `asked` is the number that it answers. Raises NotAShow where it is
    something else than a show."""
    remarks: list[str] = []
    values = Values(told, _("The show"), remarks)
    name, key = values.text("name", _longest(Show, "name")), values.key()
    if not name or not key:
        raise NotAShow(
            _(
                "This is JSON, but no show of TVmaze: one has a number and a name. Save the "
                "answer of https://api.tvmaze.com/shows/1?embed[]=episodes&embed[]=cast"
                "&embed[]=crew&embed[]=seasons, with the show's number for 1."
            )
        )
    values.called = name
    embedded = values.part("_embedded")
    untold = [name for name in LISTS if not isinstance(embedded.told.get(name), list)]
    if missing := [name for name in untold if embedded.told.get(name) is None]:
        values.remark(
            _("the answer has no list of %(names)s: it was asked without %(parts)s")
            % {"names": ", ".join(missing), "parts": "&".join(f"embed[]={one}" for one in missing)}
        )
    left_out: set[str] = set()
    episodes = _episodes(embedded, left_out)
    return ToldShow(
        key=key,
        name=name,
        address=_last_part(values.told.get("url")),
        status=_status(values),
        summary=values.plain("summary", Show._meta.get_field("summary").max_length),
        homepage=values.web_address("officialSite", _longest(Show, "homepage")),
        premiered=values.day("premiered"),
        network=_network(values, "network") or _network(values, "webChannel", "webchannel-"),
        externals=_externals(values.part("externals")),
        seasons=tuple(_seasons(embedded, episodes)),
        episodes=tuple(episodes),
        credits=tuple(_credits(embedded)),
        remarks=tuple(dict.fromkeys(remarks)),
        asked=asked if asked != key else "",
        untold=frozenset(untold),
        left_out=frozenset(left_out),
    )


def _longest(model: type, field: str) -> int:
    return model._meta.get_field(field).max_length


def _last_part(url: Any) -> str:
    """TVmaze's own short name: "https://www.tvmaze.com/shows/1370/marvels-jessica-jones"."""
    match = re.search(r"/([a-z0-9-]{1,100})/?\Z", url, re.ASCII) if isinstance(url, str) else None
    return match[1] if match else ""


def _status(values: Values) -> str:
    told = values.told.get("status")
    if isinstance(told, str) and told in STATUSES:
        return str(STATUSES[told].value)
    if told not in (None, ""):
        values.remark(_("the status “%(told)s” is not known here") % {"told": brief(told)})
    return ""


def _network(values: Values, name: str, prefix: str = "") -> ToldNetwork | None:
    network = values.part(name, _("The network"))
    key, called = network.key(), network.text("name", _longest(Network, "name"))
    if not key or not called:
        if network.is_there:
            values.remark(_("its network has no number or no name and is left out"))
        return None
    code = network.part("country").told.get("code")
    is_code = isinstance(code, str) and re.fullmatch(r"[A-Z]{2}", code, re.ASCII)
    return ToldNetwork(
        f"{prefix}{key}",
        called,
        country=code if is_code else "",
        homepage=network.web_address("officialSite", _longest(Network, "homepage")),
    )


def _externals(values: Values) -> dict[str, str]:
    imdb, thetvdb = values.told.get("imdb"), values.number("thetvdb", 10**9)
    found = {"thetvdb": str(thetvdb)} if thetvdb else {}
    if isinstance(imdb, str) and re.fullmatch(r"tt\d{5,12}", imdb, re.ASCII):
        found["imdb"] = imdb
    elif imdb not in (None, ""):
        values.remark(_("“%(told)s” is no number of IMDb") % {"told": brief(imdb)})
    return found


# -- Seasons and episodes ----------------------------------------------------------------------


def _episodes(embedded: Values, left_out: set[str]) -> list[ToldEpisode]:
    """`left_out` gets the keys of those that are too odd."""
    found: list[ToldEpisode] = []
    keys: set[str] = set()
    numbers: dict[tuple[int, int], str] = {}
    specials: set[tuple[int, str, date | None]] = set()
    for values in embedded.parts("episodes", _("An episode")):
        key = values.key()
        title = values.text("name", _longest(Episode, "title"))
        values.called = _("Episode “%(title)s”") % {"title": brief(title or key)}
        if not key or key in keys:
            values.remark(_("it has no number at TVmaze, or one that was there, and is left out"))
            continue
        keys.add(key)
        season = values.number("season", LAST_SEASON)
        number, aired_on = _number(values), values.day("airdate")
        left_out.add(key)
        if season is None:
            values.remark(_("it belongs to no season that can be shown, and is left out"))
            continue
        if number and (season, number) in numbers:
            values.remark(
                _("“%(other)s” has the number %(number)d of season %(season)d, too: left out")
                % {"other": numbers[season, number], "number": number, "season": season}
            )
            continue
        if number is None and (not title or (season, title, aired_on) in specials):
            # Nobody could tell which one is meant: neither a reader nor the catalog as a file.
            values.remark(
                _("a special without a title, or with that of another one of the day, is left out")
            )
            continue
        if number:
            numbers[season, number] = title
        else:
            specials.add((season, title, aired_on))
        left_out.discard(key)
        found.append(
            ToldEpisode(
                key,
                season,
                number,
                title,
                aired_on=aired_on,
                runtime=values.number("runtime", LONGEST_RUN),
                summary=values.plain("summary", Episode._meta.get_field("summary").max_length),
            )
        )
    return found


def _number(values: Values) -> int | None:
    """The number of an episode in its season; specials have none."""
    kind = values.told.get("type")
    if kind not in (None, "regular", "significant_special", "insignificant_special"):
        values.remark(_("the kind “%(told)s” is not known here") % {"told": brief(kind)})
    return values.number("number", LAST_EPISODE)


def _seasons(embedded: Values, episodes: list[ToldEpisode]) -> Iterable[ToldSeason]:
    """In their order: those that are listed, and those that only episodes speak of."""
    of_season: dict[int, list[ToldEpisode]] = {}
    for episode in episodes:
        of_season.setdefault(episode.season, []).append(episode)
    found: dict[int, ToldSeason] = {}
    keys: set[str] = set()
    for values in embedded.parts("seasons", _("A season")):
        number, key = values.number("number", LAST_SEASON), values.key()
        if number is None:
            values.remark(_("the catalog counts seasons from 1: it is left out"))
            continue
        values.called = _("Season %(number)d") % {"number": number}
        if number in found or key in keys:
            values.remark(_("it is listed twice: the second one is left out"))
            continue
        keys |= {key} - {""}
        found[number] = _season(values, key, number, of_season.get(number, []))
    for number in of_season.keys() - found.keys():
        values = Values({}, _("Season %(number)d") % {"number": number}, [])
        found[number] = _season(values, "", number, of_season[number])
    return [found[number] for number in sorted(found)]


def _season(values: Values, key: str, number: int, episodes: list[ToldEpisode]) -> ToldSeason:
    return ToldSeason(
        key,
        number,
        premiere=values.day("premiereDate") or _first_day(episodes),
        episode_order=values.number("episodeOrder", MOST_ORDERED),
        release=release_of([episode.aired_on for episode in episodes if episode.number]),
        summary=values.plain("summary", Season._meta.get_field("summary").max_length),
    )


def _first_day(episodes: list[ToldEpisode]) -> date | None:
    return min((one.aired_on for one in episodes if one.number and one.aired_on), default=None)


# -- Credits -----------------------------------------------------------------------------------


def _credits(embedded: Values) -> list[ToldCredit]:
    """Cast and crew in their order, each once."""
    found: dict[str, ToldCredit] = {}
    people: dict[str, ToldName] = {}
    characters: dict[str, ToldName] = {}
    for values in embedded.parts("cast", _("A role")):
        person = _named(values.part("person"), Person, people)
        character = _named(values.part("character"), Character, characters)
        if person and character:
            credit = ToldCredit(person, character)
            found.setdefault(credit.key, credit)
        else:
            values.remark(_("without an actor or a character it is left out"))
    for values in embedded.parts("crew", _("A job")):
        person = _named(values.part("person"), Person, people)
        job = values.text("type", _longest(Credit, "job"))
        if person and job:
            credit = ToldCredit(person, job=job)
            found.setdefault(credit.key, credit)
        else:
            values.remark(_("without a person or a word for it, it is left out"))
    return list(found.values())


def _named(values: Values, model: type, known: dict[str, ToldName]) -> ToldName | None:
    """The same number is the same person, whatever name it is given the second time."""
    key, name = values.key(), values.text("name", _longest(model, "name"))
    if not key or not name:
        return None
    return known.setdefault(key, ToldName(key, name))
