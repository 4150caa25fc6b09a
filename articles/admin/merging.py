"""Merging sources at the desk: choose what a source goes into, see what would move, then confirm.

The page is about sources and moves what stories name, so it stands here; a source's own page links
to it (templates/admin/sources/source/change_form.html).
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import merging
from articles.models import Citation
from articles.rights import Refused
from geekfeed.lib.desk import ChooseOne, RecordField, is_number
from sources.models import Source


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    page = wrap(merge_source)
    return [path("merge-source/<int:pk>/", page, name="articles_article_merge_source")]


class IntoForm(forms.Form):
    into = RecordField(
        Source.objects.all(),
        label=gettext_lazy("Into"),
        widget=ChooseOne(Citation._meta.get_field("tag"), admin.site),
        help_text=gettext_lazy("The one that stays. Its name and its address stay as they are."),
        error_messages={
            "required": gettext_lazy("Choose the source that stays."),
            "invalid_choice": gettext_lazy("There is no such source any more. Choose another one."),
        },
    )

    def __init__(self, *args: Any, gone: Source, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.gone = gone

    def clean_into(self) -> Source:
        into = self.cleaned_data["into"]
        if into == self.gone:
            raise ValidationError(_("That is the same source. Choose the other one."))
        return into


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge_source(request: HttpRequest, pk: int) -> HttpResponse:
    """`?into=` shows what would move; sent by post, it is done."""
    if not merging.may_merge(request.user):
        raise PermissionDenied
    gone = Source.objects.numbered([pk]).get(pk) if is_number(pk) else None
    if gone is None:
        raise Http404("There is no such source.")
    if gone.pk != pk:
        messages.info(request, _("It has been merged into “%(source)s”.") % {"source": gone})
        return redirect("admin:sources_source_change", gone.pk)
    given = request.POST if request.method == "POST" else request.GET
    form = IntoForm(given if "into" in given else None, gone=gone)
    kept = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and kept and (done := _merge(request, gone, kept)):
        return done
    context = admin.site.each_context(request) | {
        "title": _("Merge “%(source)s”") % {"source": gone},
        "opts": Source._meta,
        "gone": gone,
        "kept": kept,
        "form": form,
        "moves": merging.moves(gone, kept) if kept else None,
    }
    return TemplateResponse(request, "admin/articles/article/merge_source.html", context)


def _merge(request: HttpRequest, gone: Source, kept: Source) -> HttpResponse | None:
    try:
        merging.merge(gone, kept, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    told = {"gone": gone, "kept": kept}
    messages.success(
        request,
        _("Merged. What named “%(gone)s” names “%(kept)s” now, and its address leads here.") % told,
    )
    return redirect("admin:sources_source_change", kept.pk)
