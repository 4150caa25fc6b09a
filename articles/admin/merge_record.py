"""Merging two records of the catalog at the desk: choose the one that stays, see what would move,
then confirm.

The page moves what stories name, so it stands here; the records' own pages link to it
(templates/admin/shows/change_form.html).
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import one_record
from articles.rights import Refused
from geekfeed.lib.desk import ChooseOne, RecordField, is_number
from shows.models import Credit, FormerAddress, LocationUse, Show

# Where a record of each kind is chosen: its chooser searches as that field does.
CHOSEN = {
    "person": Credit._meta.get_field("person"),
    "character": Credit._meta.get_field("character"),
    "location": LocationUse._meta.get_field("location"),
    "network": Show._meta.get_field("network"),
}


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    page = wrap(merge_record)
    return [path("merge/<slug:kind>/<int:pk>/", page, name="articles_article_merge_record")]


class IntoForm(forms.Form):
    def __init__(self, *args: Any, gone: Model, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.gone = gone
        self.fields["into"] = RecordField(
            type(gone).objects.all(),
            label=gettext_lazy("Into"),
            widget=ChooseOne(CHOSEN[one_record.kind_of(gone)], admin.site),
            help_text=gettext_lazy(
                "The one that stays. Its name and its address stay as they are."
            ),
            error_messages={
                "required": gettext_lazy("Choose the one that stays."),
                "invalid_choice": gettext_lazy("It is not there any more. Choose another one."),
            },
        )

    def clean_into(self) -> Model:
        into = self.cleaned_data["into"]
        if into == self.gone:
            raise ValidationError(_("That is the same record. Choose the other one."))
        return into


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge_record(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """`?into=` shows what would move; sent by post, it is done."""
    model = one_record.KINDS.get(kind)
    if model is None:
        raise Http404("There are no such records to merge.")
    if not one_record.may_merge(request.user, model):
        raise PermissionDenied
    gone = FormerAddress.objects.numbered(model, [pk]).get(pk) if is_number(pk) else None
    if gone is None:
        raise Http404("There is no such record.")
    if gone.pk != pk:
        messages.info(request, _("It has been merged into “%(record)s”.") % {"record": gone})
        return redirect(f"admin:shows_{kind}_change", gone.pk)
    given = request.POST if request.method == "POST" else request.GET
    form = IntoForm(given if "into" in given else None, gone=gone)
    kept = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and kept and (done := _merge(request, gone, kept)):
        return done
    context = admin.site.each_context(request) | {
        "title": _("Merge “%(record)s”") % {"record": gone},
        "opts": model._meta,
        "kind": kind,
        "gone": gone,
        "kept": kept,
        "form": form,
        "moves": one_record.moves(gone, kept) if kept else None,
    }
    return TemplateResponse(request, "admin/articles/article/merge_record.html", context)


def _merge(request: HttpRequest, gone: Model, kept: Model) -> HttpResponse | None:
    try:
        one_record.merge(gone, kept, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    told = {"gone": gone, "kept": kept}
    messages.success(
        request,
        _("Merged. What named “%(gone)s” names “%(kept)s” now, and its address leads here.") % told,
    )
    return redirect(f"admin:shows_{one_record.kind_of(kept)}_change", kept.pk)
