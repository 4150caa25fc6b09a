"""Merging sources at the desk.

The page is about sources and moves what stories name, so it stands here; a source's own page links
to it (templates/admin/sources/source/change_form.html).
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import merging
from articles.admin import merge_page
from articles.models import Citation
from sources.models import Source

MERGER = merge_page.Merger(
    model=Source,
    chosen_as=Citation._meta.get_field("tag"),
    template="admin/articles/article/merge_source.html",
    may_merge=merging.may_merge,
    numbered=Source.objects.numbered,
    moves=merging.moves,
    merge=merging.merge,
    required=_("Choose the source that stays."),
    missing=_("There is no such source any more. Choose another one."),
    itself=_("That is the same source. Choose the other one."),
)


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    page = wrap(merge_source)
    return [path("merge-source/<int:pk>/", page, name="articles_article_merge_source")]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge_source(request: HttpRequest, pk: int) -> HttpResponse:
    return merge_page.page(request, MERGER, pk)
