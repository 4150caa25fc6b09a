"""A season's page."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from geekfeed.lib import jsonld
from geekfeed.lib.paging import Page
from geekfeed.lib.shared_page import shared_page
from shows import episodes, lettering, production, provenance, seen_choices, structured
from shows.addresses import leads_on
from shows.external_links import links, tvmaze_credit
from shows.grouping import by_location, by_role, crew
from shows.models import Credit, ExternalId, Season, Show
from shows.seen import Seen
from shows.standing import adopted_facts, judged_season, recorded, timeline

LATEST = 6
CREDITS = 400  # those billed first
USES = 400


@require_safe
@shared_page("from")
@leads_on(Show)
def season(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    season = get_object_or_404(Season.objects.for_page(), show__slug=slug, number=number)
    show = season.show
    listing = episodes.listing(season, request)
    # Whoever is credited for the whole show is in this season, too.
    credited = Credit.objects.filter(Q(season=season) | Q(season=None), show=show)
    credits = list(credited.of_no_episode().for_page()[: CREDITS + 1])
    facts = judged_season(season)
    uses = list(season.location_uses.for_page()[:USES])
    episodes.add_places(listing, uses)
    told = timeline(facts)
    before, after = _neighbours(season)
    latest = season.coverage.live().newest_first().for_cards()[:LATEST]
    external_ids = list(ExternalId.objects.filter(Q(season=season) | Q(show=show)))
    seen = Seen.of(request)
    own_ids = [one for one in external_ids if one.season_id]
    context = {
        "season": season,
        "show": show,
        "lettering": lettering.measure(season.name),
        "current_show_slug": slug,
        "before": before,
        "after": after,
        "listing": listing,
        "scores": list(season.scores.newest().most_read_first()),
        "premiere": production.premiere_of(season, production.premieres(facts)),
        "premiere_word": provenance.word_for_premiere(season, adopted_facts(season.adoptions)),
        "premieres_elsewhere": list(season.country_premieres.order_by("country")),
        "facts": told.facts,
        "older": told.older,
        "at_least": told.at_least,
        "recorded": recorded(season.premiere, told.facts),
        "cast": by_role(credits[:CREDITS]),
        "crew": crew(credits[:CREDITS]),
        "more_credits": len(credits) > CREDITS,
        "locations": by_location(uses, told.placing),
        "latest": Page(list(latest), is_first=True, next_token=None),
        "story_count": season.coverage.live().count(),
        "seen": seen_choices.question(
            show,
            [seen_choices.Span(season, listing.first, listing.last)],
            seen,
            timezone.localdate(),
            season.get_absolute_url(),
        ),
        "external_ids": own_ids,
        "elsewhere": links(own_ids),
        "tvmaze": tvmaze_credit(own_ids) or tvmaze_credit(external_ids),
    }
    context["structured"] = jsonld.script(structured.tv_season(context))
    seen.uncover(context["latest"])
    return render(request, "shows/season.html", context)


def _neighbours(season: Season) -> tuple[Season | None, Season | None]:
    """The seasons before and after it, in one query."""
    others = season.show.seasons
    before = others.filter(number__lt=season.number).order_by("-number").values("pk")[:1]
    after = others.filter(number__gt=season.number).order_by("number").values("pk")[:1]
    found = list(others.filter(Q(pk__in=before) | Q(pk__in=after)).order_by("number"))
    return (
        next((one for one in found if one.number < season.number), None),
        next((one for one in found if one.number > season.number), None),
    )
