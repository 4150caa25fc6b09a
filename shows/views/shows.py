"""A show's page, and the list of its stories."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from geekfeed.lib import jsonld
from geekfeed.lib.paging import Page, paginate
from geekfeed.lib.shared_page import shared_page
from shows import (
    board,
    episodes,
    lettering,
    production,
    provenance,
    seen_choices,
    story_choices,
    structured,
)
from shows.addresses import leads_on
from shows.external_links import links, official, tvmaze_credit
from shows.grouping import by_location, by_role, crew
from shows.models import CriticScore, Episode, LocationUse, Show
from shows.production import Premiere
from shows.seen import Seen
from shows.standing import adopted_facts, judged, timeline
from shows.watch_next import watch_next

LATEST = 6
IN_FULL = 4  # the newest seasons; of the others a line each
EPISODES = 40  # of a season, before its own page has the rest
CREDITS = 400  # those billed first
USES = 400
SHOWRUNNER = "Showrunner"  # the job, as the desk writes it


@require_safe
@shared_page()
@leads_on(Show)
def show(request: HttpRequest, slug: str) -> HttpResponse:
    show = get_object_or_404(Show.objects.for_page(), slug=slug)
    seasons = list(show.seasons.with_counts().order_by("-number"))
    scores = _scores(show)
    credits = list(show.credits.of_no_episode().for_page()[: CREDITS + 1])
    facts = judged(show.claims)
    told = timeline(facts)
    said = production.premieres(facts)
    premieres = {season.pk: production.premiere_of(season, said) for season in seasons}
    premiere = _first(premieres.values()) or said.get(("show", show.pk))
    first = next((s for s in reversed(seasons) if premieres[s.pk] == premiere), None)
    adopted = adopted_facts(show.adoptions)
    words = {season.pk: provenance.word_for_premiere(season, adopted) for season in seasons}
    lines = [
        {
            "season": season,
            "premiere": premieres[season.pk],
            "word": words[season.pk],
            "scores": scores.get(season.pk, []),
        }
        for season in seasons
    ]
    _list_episodes(lines[:IN_FULL])
    made_by = crew(credits[:CREDITS])
    uses = LocationUse.objects.filter(season__show=show).for_page()[:USES]
    latest = show.coverage.live().newest_first().for_cards()[:LATEST]
    external_ids = list(show.external_ids.all())
    seen = Seen.of(request)
    context = {
        "show": show,
        "lettering": lettering.measure(show.name),
        "current_show_slug": show.slug,
        "seasons": lines,
        "in_full": lines[:IN_FULL],
        "in_brief": lines[IN_FULL:],
        "scored": [line for line in lines if line["scores"]],
        "premiere": premiere,
        "premiere_word": first and words[first.pk],
        "status_word": provenance.word_for_status(show, adopted),
        "since": premiere.date if premiere and premiere.is_settled else None,
        # An announced day may pass without a premiere; an episode on record is one.
        "has_premiered": bool(premiere and premiere.date.has_passed(timezone.localdate()))
        and any(season.episode_count for season in seasons),
        "facts": told.facts,
        "older": told.older,
        "at_least": told.at_least,
        **board.of_show(show, seasons, show.milestones.live(), timezone.localdate()),
        "cast": by_role(credits[:CREDITS]),
        "crew": made_by,
        "more_credits": len(credits) > CREDITS,
        "showrunners": [line for line in made_by if line["credit"].job == SHOWRUNNER],
        "locations": by_location(uses, told.placing),
        "latest": Page(list(latest), is_first=True, next_token=None),
        "story_count": show.coverage.live().count(),
        "steps": watch_next(show),
        "seen": seen_choices.question(
            show,
            seen_choices.of_show(seasons),
            seen,
            timezone.localdate(),
            show.get_absolute_url(),
        ),
        "external_ids": external_ids,
        "official": official(show),
        "elsewhere": links(external_ids),
        "tvmaze": tvmaze_credit(external_ids),
    }
    context["structured"] = jsonld.script(structured.tv_series(context))
    seen.uncover(context["latest"])
    return render(request, "shows/show.html", context)


@require_safe
@shared_page("after", "season", "section")
@leads_on(Show)
def show_stories(request: HttpRequest, slug: str) -> HttpResponse:
    """All stories, or those of `?season=` and `?section=`."""
    show = get_object_or_404(Show, slug=slug)
    choice = story_choices.chosen(show, request)
    stories = story_choices.stories(show, choice).for_cards()
    page = paginate(stories, request, order=("-live_at", "-article_id"))
    Seen.of(request).uncover(page)
    seasons, kinds, kind = story_choices.offered(show, choice)
    if choice.section and not kind and not page.rows:
        raise Http404("This show has no stories of that kind.")
    context = {
        "show": show,
        "current_show_slug": show.slug,
        "page": page,
        "chosen": choice,
        "kind": kind or choice.section,
        "seasons": seasons,
        "kinds": kinds,  # `sections` are those of the menu
    }
    return render(request, "shows/show_stories.html", context)


def _list_episodes(lines: list[dict[str, Any]]) -> None:
    """Give these seasons their episodes (`numbered`) and `specials`, as many as the page draws. A
    day that all of them share with the premiere is said there alone (`same_day`)."""
    first = Episode.objects.order_by(*episodes.AS_NUMBERED)[:EPISODES]
    prefetch_related_objects(
        [line["season"] for line in lines], Prefetch("episodes", first, to_attr="listed")
    )
    for line in lines:
        season = line["season"]
        for episode in season.listed:
            episode.season = season
            episode.address = episodes.address(episode)
        numbered = [episode for episode in season.listed if episode.number]
        premiere = line["premiere"].date.isoformat() if line["premiere"] else ""
        line["numbered"] = numbered
        line["specials"] = [episode for episode in season.listed if not episode.number]
        line["same_day"] = all(str(episode.aired_on) in ("None", premiere) for episode in numbered)
        line["has_more"] = season.episode_count + season.special_count > len(season.listed)


def _scores(show: Show) -> dict[int, list[CriticScore]]:
    """Each service's latest count for each season, the one that read most critics first."""
    found: dict[int, list[CriticScore]] = {}
    for score in CriticScore.objects.filter(season__show=show).newest().most_read_first():
        found.setdefault(score.season_id, []).append(score)
    return found


def _first(premieres: Iterable[Premiere | None]) -> Premiere | None:
    return min(filter(None, premieres), key=lambda premiere: premiere.date, default=None)
