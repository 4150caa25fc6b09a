"""A season's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from geekfeed.lib.paging import paginate
from shows import lettering, production, provenance
from shows.grouping import by_location, grouped
from shows.models import CriticScore, Season
from shows.standing import adopted_facts, judged_season, timeline


@require_safe
def season(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    season = get_object_or_404(
        Season.objects.for_page().with_episodes(), show__slug=slug, number=number
    )
    credits = list(season.credits.of_no_episode().for_page())
    facts = judged_season(season)
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
        "premiere_word": provenance.word_for_premiere(season, adopted_facts(season.adoptions)),
        **timeline(facts),
        "cast": grouped([credit for credit in credits if credit.character]),
        "crew": grouped([credit for credit in credits if credit.job]),
        "locations": by_location(season.location_uses.for_page(), facts),
        "page": paginate(
            season.coverage.live().for_cards(), request, order=("-live_at", "-article_id")
        ),
    }
    return render(request, "shows/season.html", context)


def _newest_by_service(season: Season) -> list[CriticScore]:
    """Each service's latest count for the season."""
    by_date = sorted(season.scores.all(), key=lambda score: score.noted_on)
    return list({score.service: score for score in by_date}.values())
