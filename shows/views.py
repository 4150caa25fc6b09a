"""The catalog's pages. Stories and claims are reached through related managers only."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from geekfeed.lib.paging import Page, paginate
from shows import ledger, lettering, production, provenance
from shows.ledger import Fact, Standing
from shows.models import Character, CriticScore, Location, LocationUse, Person, Season, Show
from shows.production import Premiere

LATEST = 6
CLAIMS_READ = 600  # the newest ones; what only older ones say is not judged any more
FACTS_SHOWN = 60
SHOWRUNNER = "Showrunner"  # the job, as the desk writes it
BY_NAME = ("name", "pk")


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    page = paginate(Show.objects.for_list(), request, order=BY_NAME, size=24)
    return render(request, "shows/show_list.html", {"page": page})


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    show = get_object_or_404(Show.objects.for_page(), slug=slug)
    seasons = list(show.seasons.with_episodes().order_by("-number"))
    credits = list(show.credits.of_no_episode().for_page())
    facts = _judged(show.claims)
    said = production.premieres(facts)
    premieres = {season.pk: production.premiere_of(season, said) for season in seasons}
    premiere = _first(premieres.values()) or said.get(("show", show.pk))
    first = next((s for s in reversed(seasons) if premieres[s.pk] == premiere), None)
    adopted = _adopted(show.adoptions)
    words = {season.pk: provenance.word_for_premiere(season, adopted) for season in seasons}
    crew = _grouped([credit for credit in credits if credit.job])
    latest = show.coverage.live().newest_first().for_cards()[:LATEST]
    context = {
        "show": show,
        "lettering": lettering.measure(show.name),
        "current_show_slug": show.slug,
        "seasons": [
            {"season": season, "premiere": premieres[season.pk], "word": words[season.pk]}
            for season in seasons
        ],
        "score": _latest_score(seasons),
        "premiere": premiere,
        "premiere_word": first and words[first.pk],
        "status_word": provenance.word_for_status(show, adopted),
        "since": premiere.date if premiere and premiere.is_settled else None,
        # An announced day may pass without a premiere; an episode on record is one.
        "has_premiered": bool(premiere and premiere.date.has_passed(timezone.localdate()))
        and any(season.episodes.all() for season in seasons),
        **_timeline(facts),
        "cast": _grouped([credit for credit in credits if credit.character]),
        "crew": crew,
        "showrunners": [line for line in crew if line["credit"].job == SHOWRUNNER],
        "locations": _by_location(LocationUse.objects.filter(season__show=show).for_page(), facts),
        "latest": Page(list(latest), is_first=True, next_token=None),
        "story_count": show.coverage.live().count(),
    }
    return render(request, "shows/show.html", context)


@require_safe
def show_stories(request: HttpRequest, slug: str) -> HttpResponse:
    show = get_object_or_404(Show, slug=slug)
    stories = show.coverage.live().for_cards()
    page = paginate(stories, request, order=("-live_at", "-article_id"))
    context = {"show": show, "current_show_slug": show.slug, "page": page}
    return render(request, "shows/show_stories.html", context)


@require_safe
def season(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    season = get_object_or_404(
        Season.objects.for_page().with_episodes(), show__slug=slug, number=number
    )
    credits = list(season.credits.of_no_episode().for_page())
    facts = _judged(season.claims)
    siblings = list(season.show.seasons.order_by("number"))
    context = {
        "season": season,
        "show": season.show,
        "lettering": lettering.measure(season.name),
        "current_show_slug": slug,
        "before": next((s for s in reversed(siblings) if s.number < number), None),
        "after": next((s for s in siblings if s.number > number), None),
        "scores": _newest_by_service(season),
        "premiere": production.premiere_of(season, production.premieres(facts)),
        "premiere_word": provenance.word_for_premiere(season, _adopted(season.adoptions)),
        **_timeline(facts),
        "cast": _grouped([credit for credit in credits if credit.character]),
        "crew": _grouped([credit for credit in credits if credit.job]),
        "locations": _by_location(season.location_uses.for_page(), facts),
        "page": paginate(
            season.coverage.live().for_cards(), request, order=("-live_at", "-article_id")
        ),
    }
    return render(request, "shows/season.html", context)


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.select_related("portrait"), slug=slug)
    context = {"person": person, "credits": _by_show(person.credits.for_page())}
    return render(request, "shows/person.html", context | _claims(request, person))


@require_safe
def character(request: HttpRequest, slug: str) -> HttpResponse:
    character = get_object_or_404(Character.objects.select_related("portrait"), slug=slug)
    context = {"character": character, "credits": _by_show(character.credits.for_page())}
    return render(request, "shows/character.html", context | _claims(request, character))


@require_safe
def location(request: HttpRequest, slug: str) -> HttpResponse:
    location = get_object_or_404(Location, slug=slug)
    context = {"location": location, "uses": list(location.uses.for_page())}
    return render(request, "shows/location.html", context | _claims(request, location))


def _claims(request: HttpRequest, record: Model) -> dict[str, Any]:
    """What stories say about a record, newest first, with the stories that say it."""
    claims = record.claims.live().with_subjects().with_story()
    return {"page": paginate(claims, request, order=("-live_at", "-pk"))}


def _judged(claims: Any) -> list[Fact]:
    """What stands about a show or a season, by the newest claims about it."""
    return ledger.stand(claims.live().with_subjects().with_story().newest_first()[:CLAIMS_READ])


def _adopted(adoptions: Any) -> list[Any]:
    """What the catalog has from claims that readers may see, newest first."""
    return list(adoptions.live().undisputed().with_claim())


def _timeline(facts: list[Fact]) -> dict[str, Any]:
    """The facts that were told last, how many there are beside them, and whether that is all."""
    shown = ledger.latest(facts, FACTS_SHOWN)
    read = sum(len(fact.claims) + len(fact.against) for fact in facts)
    return {
        "facts": shown,
        "older": len(facts) - len(shown),
        "at_least": read >= CLAIMS_READ,
    }


def _first(premieres: Iterable[Premiere | None]) -> Premiere | None:
    return min(filter(None, premieres), key=lambda premiere: premiere.date, default=None)


def _latest_score(seasons: list[Season]) -> CriticScore | None:
    """The newest critic score of the newest season that has one."""
    for season in seasons:
        if scores := sorted(season.scores.all(), key=lambda score: score.noted_on):
            return scores[-1]
    return None


def _newest_by_service(season: Season) -> list[CriticScore]:
    """Each service's latest count for the season."""
    by_date = sorted(season.scores.all(), key=lambda score: score.noted_on)
    return list({score.service: score for score in by_date}.values())


def _grouped(credits: list[Any]) -> list[dict[str, Any]]:
    """One line for a person and a part, with the seasons that it is for, and the number of
    episodes where single ones are named. What is for more than an episode comes first."""
    lines: dict[Any, dict[str, Any]] = {}
    for credit in sorted(credits, key=lambda credit: credit.episode_id is not None):
        line = lines.setdefault(
            (credit.person_id, credit.character_id, credit.job),
            {"credit": credit, "seasons": [], "episodes": 0},
        )
        if credit.season and credit.season.number not in line["seasons"]:
            line["seasons"].append(credit.season.number)
        line["episodes"] += credit.episode_id is not None
    return list(lines.values())


def _by_show(credits: Any) -> list[dict[str, Any]]:
    """Credits of a person or of a character, show by show."""
    shows: dict[int, dict[str, Any]] = {}
    for credit in credits:
        group = shows.setdefault(credit.show_id, {"show": credit.show, "credits": []})
        group["credits"].append(credit)
    return [
        {"show": group["show"], "lines": _grouped(group["credits"])}
        for group in sorted(shows.values(), key=lambda group: group["show"].name)
    ]


def _by_location(uses: Any, facts: list[Fact]) -> list[dict[str, Any]]:
    """Each place once, with the seasons filmed there and what it stood in for. A season that only
    a claim puts there is `claimed`, with its standing."""
    places: dict[int, dict[str, Any]] = {}
    for use in uses:
        place = _place(places, use.location)
        if use.season.number not in place["seasons"]:
            place["seasons"].append(use.season.number)
        if use.stands_in_for and use.stands_in_for not in place["stands_in_for"]:
            place["stands_in_for"].append(use.stands_in_for)
    for number, location, standing in _claimed_places(facts):
        place = _place(places, location)
        if number not in place["seasons"]:
            place["seasons"].append(number)
            place["claimed"].append({"season": number, "standing": standing})
    for place in places.values():
        place["seasons"].sort()
    return sorted(places.values(), key=lambda place: place["location"].name)


def _place(places: dict[int, dict[str, Any]], location: Location) -> dict[str, Any]:
    empty = {"location": location, "seasons": [], "stands_in_for": [], "claimed": []}
    return places.setdefault(location.pk, empty)


def _claimed_places(facts: list[Fact]) -> list[tuple[int, Location, Standing]]:
    """Where stories say that a season films, the surest first."""
    claims = [
        claim
        for fact in facts
        if fact.standing != Standing.DENIED
        for claim in fact.claims
        if claim.location and claim.season
    ]
    claims.sort(key=lambda claim: ledger.RANK[claim.sure], reverse=True)
    return [(claim.season.number, claim.location, claim.sure) for claim in claims]
