"""A story's card at an address that names what it says."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.social_card.keeping import Card, card_of, have
from images.serving import come_again, for_good


@require_safe
def card(request: HttpRequest, year: str, month: str, slug: str, digest: str) -> HttpResponse:
    """Under a former name, the way to the present one: the headline is another now."""
    found = current(Article.objects.live().filter(slug=slug, month=f"{year}-{month}-01"))
    if found is None:
        raise Http404("There is no such story.")
    if found.digest != digest:
        return redirect(found.path)
    if not have(found):
        return come_again()
    with default_storage.open(found.file) as file:
        return for_good(HttpResponse(file.read(), content_type="image/png"))


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
