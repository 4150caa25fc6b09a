"""A page on which two records become one: choose the one that stays, see what would move, then
confirm."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ForeignKey, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.rights import Refused, User
from geekfeed.lib.desk import ChooseOne, RecordField, is_number


@dataclass(frozen=True)
class Merger:
    """How records of one model are merged. `chosen_as` is a foreign key to them: the chooser of the
    one that stays searches as that of its field does. `numbered` finds a record by the number that
    it has, or had before it was merged. The last three are sentences: nothing chosen, what was
    chosen is gone, and the record itself was chosen.
    """

    model: type[Model]
    chosen_as: ForeignKey
    template: str
    may_merge: Callable[[User], bool]
    numbered: Callable[[list[int]], Mapping[int, Any]]
    moves: Callable[[Any, Any], Any]
    merge: Callable[[Any, Any, User], None]
    required: Any
    missing: Any
    itself: Any

    @property
    def change_page(self) -> str:
        opts = self.model._meta
        return f"admin:{opts.app_label}_{opts.model_name}_change"


class IntoForm(forms.Form):
    def __init__(self, *args: Any, gone: Model, merger: Merger, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.gone, self.merger = gone, merger
        self.fields["into"] = RecordField(
            merger.model._default_manager.all(),
            label=gettext_lazy("Into"),
            widget=ChooseOne(merger.chosen_as, admin.site),
            help_text=gettext_lazy(
                "The one that stays. Its name and its address stay as they are."
            ),
            error_messages={"required": merger.required, "invalid_choice": merger.missing},
        )

    def clean_into(self) -> Model:
        into = self.cleaned_data["into"]
        if into == self.gone:
            raise ValidationError(self.merger.itself)
        return into


def page(request: HttpRequest, merger: Merger, pk: int) -> HttpResponse:
    """`?into=` shows what would move; sent by post, it is done."""
    if not merger.may_merge(request.user):
        raise PermissionDenied
    gone = merger.numbered([pk]).get(pk) if is_number(pk) else None
    if gone is None:
        raise Http404("There is no such record.")
    if gone.pk != pk:
        messages.info(request, _("It has been merged into “%(record)s”.") % {"record": gone})
        return redirect(merger.change_page, gone.pk)
    given = request.POST if request.method == "POST" else request.GET
    form = IntoForm(given if "into" in given else None, gone=gone, merger=merger)
    kept = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and kept and (done := _merge(request, merger, gone, kept)):
        return done
    opts = merger.model._meta
    context = admin.site.each_context(request) | {
        "title": _("Merge “%(record)s”") % {"record": gone},
        "opts": opts,
        "kind": opts.model_name,
        "gone": gone,
        "kept": kept,
        "form": form,
        "moves": merger.moves(gone, kept) if kept else None,
    }
    return TemplateResponse(request, merger.template, context)


def _merge(request: HttpRequest, merger: Merger, gone: Model, kept: Model) -> HttpResponse | None:
    try:
        merger.merge(gone, kept, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    told = {"gone": gone, "kept": kept}
    messages.success(
        request,
        _("Merged. What named “%(gone)s” names “%(kept)s” now, and its address leads here.") % told,
    )
    return redirect(merger.change_page, kept.pk)
