"""A show's page, and the list of its stories."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from geekfeed.lib.paging import Page, paginate
from shows import board, lettering, production, provenance
from shows.grouping import by_location, grouped
from shows.models import CriticScore, LocationUse, Season, Show
from shows.production import Premiere
from shows.standing import adopted_facts, judged, timeline

LATEST = 6
SHOWRUNNER = "Showrunner"  # the job, as the desk writes it


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    show = get_object_or_404(Show.objects.for_page(), slug=slug)
    seasons = list(show.seasons.with_episodes().order_by("-number"))
    credits = list(show.credits.of_no_episode().for_page())
    facts = judged(show.claims)
    said = production.premieres(facts)
    premieres = {season.pk: production.premiere_of(season, said) for season in seasons}
    premiere = _first(premieres.values()) or said.get(("show", show.pk))
    first = next((s for s in reversed(seasons) if premieres[s.pk] == premiere), None)
    adopted = adopted_facts(show.adoptions)
    words = {season.pk: provenance.word_for_premiere(season, adopted) for season in seasons}
    crew = grouped([credit for credit in credits if credit.job])
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
        **timeline(facts),
        **board.of_show(show, seasons, show.milestones.live(), timezone.localdate()),
        "cast": grouped([credit for credit in credits if credit.character]),
        "crew": crew,
        "showrunners": [line for line in crew if line["credit"].job == SHOWRUNNER],
        "locations": by_location(LocationUse.objects.filter(season__show=show).for_page(), facts),
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


def _first(premieres: Iterable[Premiere | None]) -> Premiere | None:
    return min(filter(None, premieres), key=lambda premiere: premiere.date, default=None)


def _latest_score(seasons: list[Season]) -> CriticScore | None:
    """The newest critic score of the newest season that has one."""
    for season in seasons:
        if scores := sorted(season.scores.all(), key=lambda score: score.noted_on):
            return scores[-1]
    return None
