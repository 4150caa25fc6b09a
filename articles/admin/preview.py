"""A story as readers will have it, at the desk: beside the text, wide and narrow, and the links
that show it to somebody without an account."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from articles import preview, preview_links
from articles.admin import access
from articles.models import Article, PreviewLink
from geekfeed.lib.addresses import absolute

SPENT = 20  # links that no longer work are shown as far back as this many


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [
        path("<int:pk>/preview/", wrap(show), name="articles_article_preview"),
        path("<int:pk>/preview-links/", wrap(links), name="articles_article_preview_links"),
        path(
            "<int:pk>/preview-links/<int:link>/revoke/",
            wrap(revoke),
            name="articles_article_revoke_preview_link",
        ),
    ]


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The page that readers will have; with `?both=1`, twice, side by side."""
    story = access.story_or_404(request, pk)
    return _both(request, story) if request.GET.get("both") else _page(request, story)


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF], "script-src": [SELF]})
def _page(request: HttpRequest, story: Article) -> HttpResponse:
    """The desk may show it in a frame. A link in it leads to a window of its own."""
    return preview.answer(preview.render_pending(request, story, opens_elsewhere=True))


@csp_update({"frame-src": [SELF]})
def _both(request: HttpRequest, story: Article) -> HttpResponse:
    context = _context(request, story) | {"title": _("Wide and narrow")}
    return TemplateResponse(request, "admin/articles/article/preview_both.html", context)


class LinkForm(forms.Form):
    whom = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=PreviewLink._meta.get_field("whom").max_length,
        help_text=gettext_lazy("“Melissa, to check her quotation”. Only the desk sees it."),
        error_messages={"required": gettext_lazy("Say whom it is for, so that it can be found.")},
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )
    lasts = forms.ChoiceField(
        label=gettext_lazy("Stops working"),
        choices=[(name, label) for name, (label, _lasts) in preview_links.LASTING.items()],
        initial="week",
        widget=forms.RadioSelect,
    )


def links(request: HttpRequest, pk: int) -> HttpResponse:
    """The story's preview links: make one, see who has one."""
    story = _to_share(request, pk)
    form = LinkForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        lasts = preview_links.LASTING[form.cleaned_data["lasts"]][1]
        link = preview_links.make(story, request.user, form.cleaned_data["whom"], lasts)
        messages.success(
            request,
            _("The link for “%(whom)s” is ready. It works until %(until)s.")
            % {
                "whom": link.whom,
                "until": date_format(timezone.localtime(link.expires_at), _("l j F, H:i")),
            },
        )
        return redirect("admin:articles_article_preview_links", story.pk)
    context = _context(request, story) | {
        "title": _("Preview links"),
        "form": form,
        "working": [(link, _address(link)) for link in preview_links.working(story)],
        "spent": preview_links.spent(story)[:SPENT],
    }
    status = 400 if form.errors else 200
    page = "admin/articles/article/preview_links.html"
    response = preview.sealed(TemplateResponse(request, page, context, status=status))
    # Its own forms need to say where they come from: without, a browser sends "null".
    response["Referrer-Policy"] = "same-origin"
    return response


@require_POST
def revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    story = _to_share(request, pk)
    if not story.preview_links.filter(pk=link).exists():
        raise Http404("The story has no such link.")
    if preview_links.revoke(story, link):
        messages.success(request, _("The link is revoked. Whoever opens it finds nothing there."))
    else:
        messages.info(request, _("It had been revoked already."))
    return redirect("admin:articles_article_preview_links", story.pk)


def _to_share(request: HttpRequest, pk: int) -> Article:
    """A story that this account may show to strangers: one that it may change, or an editor any."""
    story = access.story_or_404(request, pk)
    return story if access.is_editor(request) else access.to_change(request, pk)


def _context(request: HttpRequest, story: Article) -> dict[str, Any]:
    return admin.site.each_context(request) | {
        "story": story,
        "opts": Article._meta,
        "preview_address": reverse("admin:articles_article_preview", args=[story.pk]),
    }


def _address(link: PreviewLink) -> str:
    return absolute(reverse("preview", args=[link.token]))
