"""The stories' pages and the lists of stories that belong to no other room."""

from datetime import date
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles import (
    beneath,
    change_log,
    claim_page,
    edition,
    front_page,
    rumours,
    story_page,
    structured,
)
from articles.models import Article, Claim, Correction, Section, Topic
from articles.querysets import NEWEST_FIRST, TOLD_LAST
from geekfeed.lib import jsonld
from geekfeed.lib.paging import paginate
from geekfeed.lib.shared_page import rests_on, shared_page
from shows.seen import Seen

KINDS = {
    Correction.Kind.CORRECTION: _("Corrections"),
    Correction.Kind.CLARIFICATION: _("Clarifications"),
    Correction.Kind.UPDATE: _("Updates"),
    Correction.Kind.RETRACTION: _("Retractions"),
}


@require_safe
@shared_page("after")
def front(request: HttpRequest) -> HttpResponse:
    """Lead stories, then the latest; further pages have the latest alone."""
    seen = Seen.of(request)
    rests_on(request, edition.COMMENTS)
    if "after" in request.GET:
        page = front_page.LATEST.page(request, [lead.pk for lead in front_page.leads()])
        seen.uncover(page)
        context = {"page": page, "is_front": False}
    else:
        told = jsonld.script(structured.site())
        context = front_page.of_this_edition(seen) | {"is_front": True, "structured": told}
    return render(request, "articles/front.html", context)


@require_safe
@shared_page()
def article(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    article = story_page.STORY.first(slug)
    if article is None:
        return gone(request, date(int(year), int(month), 1), slug)
    if (int(year), int(month)) != (article.month.year, article.month.month):
        return redirect(article, permanent=True)
    page = story_page.context(article)
    page["beneath"] = beneath.of(request, article)
    page["structured"] = [
        jsonld.script(structured.news_article(page)),
        jsonld.script(structured.breadcrumbs(article)),
    ]
    # What the page says of itself to others is safe; the stories that it leads on to know the
    # reader.
    seen = Seen.of(request)
    seen.uncover([*filter(None, [page["next_up"]]), *page["related"], *page["more"]])
    page["is_spoiler"] = article.is_spoiler_for(seen, timezone.localdate())
    return render(request, "articles/article.html", page)


@require_safe
@shared_page()
def article_changes(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    """What changed in a story since it went out. Comparing its versions takes a while, so what they
    say is kept until something changes: the records that they name may be renamed."""
    article = Article.objects.live().for_cards().filter(slug=slug).first()
    if article is None:
        return gone(request, date(int(year), int(month), 1), slug)
    if (int(year), int(month)) != (article.month.year, article.month.month):
        return redirect(article.get_changes_url(), permanent=True)
    told = edition.kept(f"changes:{article.pk}:{article.version}", lambda: _log_of(article))
    context = {
        "article": article,
        "current_show_slug": article.show_slug or "",
        "current_section_slug": article.section.slug,
        "told": told,
    }
    return render(request, "articles/article_changes.html", context)


@require_safe
@shared_page()
def claim(request: HttpRequest, key: UUID) -> HttpResponse:
    """Of a story that readers may see; its chain is read with those of its history."""
    claims = Claim.objects.live().with_subjects().with_story().prefetch_related(None)
    claim = claims.filter(key=key).first()
    if claim is None:
        return _claim_gone(request, key)
    return render(request, "articles/claim.html", claim_page.context(claim))


@require_safe
@shared_page("after", "show")
def open_rumours(request: HttpRequest) -> HttpResponse:
    """What has been rumoured and neither borne out nor denied, on the whole site or of a show."""
    shows = rumours.shows()
    show = rumours.chosen(request.GET.get("show", ""), shows)
    claims = rumours.of(show).with_subjects().with_story()
    context = {"shows": shows, "show": show, "page": paginate(claims, request, order=TOLD_LAST)}
    return render(request, "articles/rumours.html", context)


@require_safe
@shared_page("after")
def section(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug)
    stories = Article.objects.live().filter(section=section).for_cards()
    page = paginate(stories, request, order=NEWEST_FIRST)
    Seen.of(request).uncover(page)
    context = {"section": section, "current_section_slug": section.slug, "page": page}
    return render(request, "articles/section.html", context)


@require_safe
@shared_page("after")
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic that no live story carries is not public yet: its name could give a draft away."""
    topic = get_object_or_404(Topic, slug=slug)
    if not topic.links.live().exists():
        raise Http404("No live story has this topic.")
    stories = topic.links.live().for_cards()
    page = paginate(stories, request, order=("-live_at", "-content_object_id"))
    Seen.of(request).uncover(page)
    return render(request, "articles/topic.html", {"topic": topic, "page": page})


@require_safe
@shared_page()
def archive(request: HttpRequest) -> HttpResponse:
    """Every month with stories, and how many."""
    months = Article.objects.live().order_by("-month").values("month").annotate(stories=Count("*"))
    return render(request, "articles/archive.html", {"months": months})


@require_safe
@shared_page("after")
def archive_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """The stories first published in a month; a month without any is no page."""
    first = date(int(year), int(month), 1)
    stories = Article.objects.live().in_month(first).for_cards()
    page = paginate(stories, request, order=NEWEST_FIRST)
    if not page.rows:
        raise Http404("Nothing was published in this month.")
    Seen.of(request).uncover(page)
    return render(request, "articles/archive_month.html", {"month": first, "page": page})


@require_safe
@shared_page("after", "kind")
def corrections(request: HttpRequest) -> HttpResponse:
    """Every notice under a story that is live, the newest first; `?kind=` shows those of one kind.
    The notice of a withdrawn story stands at that story's own address."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Correction.Kind.values:
        raise Http404("There are no such notices.")
    notices = Correction.objects.live().with_story()
    if kind:
        notices = notices.filter(kind=kind)
    context = {
        "kind": kind,
        "kinds": [(value, KINDS[value]) for value in Correction.Kind.values],
        "query": f"kind={kind}" if kind else "",
        "page": paginate(notices, request, order=("-at", "-pk"), size=30),
    }
    return render(request, "articles/corrections.html", context)


def _log_of(article: Article) -> str:
    log = {"log": change_log.of(article), "article": article}
    return render_to_string("articles/components/change_log.html", log)


def _claim_gone(request: HttpRequest, key: UUID) -> HttpResponse:
    """A claim that readers had goes with its story: the answer is the story's own. What is not out
    yet is unknown."""
    had = Claim.objects.exclude(fact="").select_related("article").defer("article__body")
    claim = had.filter(key=key, article__status=Article.Status.WITHDRAWN).first()
    if claim is None:
        raise Http404("There is no such claim.")
    return gone(request, claim.article.month, claim.article.slug)


def gone(request: HttpRequest, month: date, slug: str) -> HttpResponse:
    """Readers who follow a link to a withdrawn story are told so; any other address is unknown."""
    withdrawn = Article.objects.filter(
        slug=slug, month=month, status=Article.Status.WITHDRAWN
    ).first()
    if withdrawn is None:
        raise Http404("There is no such story.")
    notices = withdrawn.corrections.filter(kind="retraction").order_by("-at")
    notice = notices.values_list("text", flat=True).first()
    page = render(request, "410.html", {"notice": notice}, status=410)
    # It may be restored. Browsers keep a 410 for good unless they are told otherwise.
    page["Cache-Control"] = "no-cache"
    return page
