"""Correcting every story that tells the same wrong claim: first they are listed, then somebody
ticks those that are to have the notice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.admin.access import is_editor
from articles.correcting import MOST, Notice, correct_everywhere, saying_the_same
from articles.models import Article, Claim, Correction
from articles.rights import Refused
from geekfeed.lib.desk import is_number

LONGEST = Correction._meta.get_field("text").max_length


class NoticeForm(forms.Form):
    """What all of them are told."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of notice"), choices=Correction.Kind.choices)
    text = forms.CharField(
        label=gettext_lazy("Notice"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What was wrong, and what is right. Readers see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class StoryForm(forms.Form):
    """One of the stories: whether it is meant, the version that was seen, and a text of its own."""

    sure = forms.BooleanField(required=False)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Another text for this story"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


@dataclass(frozen=True)
class Line:
    """A story that tells the claim. `form`: None where it cannot be corrected, as it is not out."""

    claim: Claim
    form: StoryForm | None

    @property
    def story(self) -> Article:
        return self.claim.article


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("<uuid:key>/correct/", wrap(correct), name="articles_claim_correct")]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """The claim's own story is ticked; every other one waits for somebody to have looked at it."""
    if not is_editor(request):
        raise PermissionDenied
    claims = Claim.objects.with_subjects().select_related("article").defer("article__body")
    claim = claims.live_or_scheduled().filter(key=key).first()
    if claim is None:
        raise Http404("No story that readers have makes such a claim.")
    form = NoticeForm(request.POST if request.method == "POST" else None)
    complaint = ""
    if request.method == "POST":
        try:
            stories = correct_everywhere(claim, request.user, *_told(form, request))
        except Refused as refusal:
            complaint = str(refusal)
        else:
            said = ngettext(
                "The notice stands under %(count)d story.",
                "The notice stands under %(count)d stories.",
                len(stories),
            )
            messages.success(request, said % {"count": len(stories)})
            return redirect("admin:articles_claim_page", key)
    return TemplateResponse(
        request,
        "admin/articles/claim/correct.html",
        admin.site.each_context(request)
        | {
            "title": _("Correct it everywhere"),
            "opts": Claim._meta,
            "claim": claim,
            "form": form,
            "complaint": complaint,
            "lines": _lines(claim, request),
            "most": MOST,
        },
        status=409 if complaint else 200,
    )


def _told(form: NoticeForm, request: HttpRequest) -> tuple[str, list[Notice]]:
    """Kind and notices of a submission. Raises Refused."""
    if not form.is_valid():
        raise Refused(" ".join(str(e) for errors in form.errors.values() for e in errors))
    notices = []
    ticked = (name.removesuffix("-sure") for name in request.POST if name.endswith("-sure"))
    for prefix in list(ticked)[:MOST]:
        number = prefix.removeprefix("story-")
        one = StoryForm(request.POST, prefix=prefix)
        if not is_number(number) or not one.is_valid() or one.cleaned_data["seen"] is None:
            raise Refused(_("Something is missing for one of the stories. Look at them again."))
        text = one.cleaned_data["text"].strip() or form.cleaned_data["text"]
        notices.append(Notice(int(number), one.cleaned_data["seen"], text))
    return form.cleaned_data["kind"], notices


def _lines(claim: Claim, request: HttpRequest) -> list[Line]:
    """The stories with what was typed for them. The version that they are shown in is the one of
    now; a story that has changed since it was ticked is not ticked any more."""
    lines = []
    for one in saying_the_same(claim)[:MOST]:
        story = one.article
        prefix = f"story-{story.pk}"
        sent = request.POST if request.method == "POST" else None
        typed = {"seen": story.version, "sure": story.pk == claim.article_id}
        if sent is not None:
            is_same = sent.get(f"{prefix}-seen") == str(story.version)
            typed["sure"] = f"{prefix}-sure" in sent and is_same
            typed["text"] = sent.get(f"{prefix}-text", "")[:LONGEST]
        lines.append(Line(one, StoryForm(initial=typed, prefix=prefix) if story.is_live else None))
    return lines
