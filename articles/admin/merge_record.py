"""Merging two records of the catalog at the desk.

The page moves what stories name, so it stands here; the records' own pages link to it
(templates/admin/shows/change_form.html).
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import one_record
from articles.admin import merge_page
from shows.models import Credit, FormerAddress, LocationUse, Show

# Where a record of each kind is chosen: its chooser searches as that field does.
CHOSEN = {
    "person": Credit._meta.get_field("person"),
    "character": Credit._meta.get_field("character"),
    "location": LocationUse._meta.get_field("location"),
    "network": Show._meta.get_field("network"),
}
MERGERS = {
    kind: merge_page.Merger(
        model=model,
        chosen_as=CHOSEN[kind],
        template="admin/articles/article/merge_record.html",
        may_merge=partial(one_record.may_merge, model=model),
        numbered=partial(FormerAddress.objects.numbered, model),
        moves=one_record.moves,
        merge=one_record.merge,
        required=_("Choose the one that stays."),
        missing=_("It is not there any more. Choose another one."),
        itself=_("That is the same record. Choose the other one."),
    )
    for kind, model in one_record.KINDS.items()
}


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    page = wrap(merge_record)
    return [path("merge/<slug:kind>/<int:pk>/", page, name="articles_article_merge_record")]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge_record(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    if kind not in MERGERS:
        raise Http404("There are no such records to merge.")
    return merge_page.page(request, MERGERS[kind], pk)
