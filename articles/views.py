"""The stories' pages and the lists of stories that belong to no other room."""

from datetime import date

from django.db.models import Case, Count, Q, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles import front_page
from articles.models import Article, RelatedStory, Section, Topic
from geekfeed.lib.paging import paginate
from shows import ledger

NEWEST = ("-live_at", "-pk")
MORE = 6


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Lead stories, then the latest; further pages have the latest alone."""
    leads = front_page.leads()
    latest = Article.objects.live().exclude(pk__in=[lead.pk for lead in leads]).for_cards()
    page = paginate(latest, request, order=NEWEST, size=12)
    context = {"page": page, "is_front": page.is_first}
    if page.is_first:
        context |= {
            "leads": leads,
            "lead_claim": front_page.claim_of(leads[0]) if leads else None,
            "spines": front_page.spines(),
        } | front_page.ledger_columns()
    return render(request, "articles/front.html", context)


@require_safe
def article(request: HttpRequest, year: str, month: str, slug: str) -> HttpResponse:
    article = Article.objects.live().for_page().filter(slug=slug).first()
    if article is None:
        return _gone(request, date(int(year), int(month), 1), slug)
    if (int(year), int(month)) != (article.month.year, article.month.month):
        return redirect(article, permanent=True)
    bylines = list(article.bylines.all())
    coverage = list(article.coverage.all())
    claims = list(article.claims.all())
    context = {
        "article": article,
        "bylines": bylines,
        "coverage": coverage,
        "lead_show": coverage[0].show if coverage else None,
        "current_show_slug": coverage[0].show.slug if coverage else "",
        "current_section_slug": article.section.slug,
        "citations": list(article.citations.all()),
        "claims": claims,
        "facts": ledger.stand(claims),
        "topics": [link.tag for link in article.topic_links.all()],
        "corrections": list(article.corrections.all()),
        "next_up": article.next_up if article.next_up and article.next_up.is_live else None,
        "more": _more(article),
    }
    return render(request, "articles/article.html", context)


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug)
    stories = Article.objects.live().filter(section=section).for_cards()
    context = {
        "section": section,
        "current_section_slug": section.slug,
        "page": paginate(stories, request, order=NEWEST),
    }
    return render(request, "articles/section.html", context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic that no live story carries is not public yet: its name could give a draft away."""
    topic = get_object_or_404(Topic, slug=slug)
    if not topic.links.live().exists():
        raise Http404("No live story has this topic.")
    stories = topic.links.live().for_cards()
    page = paginate(stories, request, order=("-live_at", "-content_object_id"))
    return render(request, "articles/topic.html", {"topic": topic, "page": page})


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Every month with stories, and how many."""
    months = Article.objects.live().order_by("-month").values("month").annotate(stories=Count("pk"))
    return render(request, "articles/archive.html", {"months": months})


@require_safe
def archive_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """The stories first published in a month; a month without any is no page."""
    first = date(int(year), int(month), 1)
    stories = Article.objects.live().in_month(first).for_cards()
    page = paginate(stories, request, order=NEWEST)
    if not page.rows:
        raise Http404("Nothing was published in this month.")
    return render(request, "articles/archive_month.html", {"month": first, "page": page})


def _gone(request: HttpRequest, month: date, slug: str) -> HttpResponse:
    """Readers who follow a link to a withdrawn story are told so; any other address is unknown."""
    withdrawn = Article.objects.filter(
        slug=slug, month=month, status=Article.Status.WITHDRAWN
    ).first()
    if withdrawn is None:
        raise Http404("There is no such story.")
    notices = withdrawn.corrections.filter(kind="retraction").order_by("-at")
    return render(request, "410.html", {"notice": notices.first()}, status=410)


def _more(article: Article) -> list[Article]:
    """Stories picked by hand, then the section's latest, in one query of two index walks."""
    picked = RelatedStory.objects.filter(article=article).order_by("position", "pk")
    latest = Article.objects.live().filter(section=article.section).exclude(pk=article.pk)
    chosen = Article.objects.filter(
        Q(pk__in=picked.values("related")[:MORE])
        | Q(pk__in=latest.newest_first().values("pk")[: MORE + 1])
    )
    by_hand = Case(When(pk__in=picked.values("related"), then=Value(0)), default=Value(1))
    found = chosen.live().for_cards().annotate(by_hand=by_hand).order_by("by_hand", *NEWEST)
    shown = {article.pk, article.next_up_id}
    return [story for story in found[: MORE + 2] if story.pk not in shown][:MORE]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/search.html", {})
