"""Cards at addresses that name what they say."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.social_card.keeping import Card, card_of, card_of_show, card_of_site, have
from images.serving import come_again, for_a_day
from shows.models import Show


@require_safe
def card(request: HttpRequest, year: str, month: str, slug: str, digest: str) -> HttpResponse:
    found = current(Article.objects.live().filter(slug=slug, month=f"{year}-{month}-01"))
    if found is None:
        raise Http404("There is no such story.")
    return _given_out(found, digest)


@require_safe
def show_card(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    return _given_out(card_of_show(get_object_or_404(Show, slug=slug)), digest)


@require_safe
def site_card(request: HttpRequest, digest: str) -> HttpResponse:
    return _given_out(card_of_site(), digest)


def current(stories: ArticleQuerySet) -> Card | None:
    """The card of the one story in a queryset."""
    article = (
        stories.select_related("section")
        .prefetch_related("bylines__author", "coverage__show")
        .defer("body")
        .first()
    )
    if article is None:
        return None
    coverage = list(article.coverage.all())
    return card_of(article, list(article.bylines.all()), coverage[0].show if coverage else None)


def _given_out(card: Card, digest: str) -> HttpResponse:
    """Under a former name, the way to the present one: it says something else now."""
    if card.digest != digest:
        return redirect(card.path)
    if not have(card):
        return come_again()
    with default_storage.open(card.file) as file:
        return for_a_day(HttpResponse(file.read(), content_type="image/png"))
