"""Find anything: what Ctrl K looks through. Stories, shows, people, sources, the desk's pages."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.querysets import ArticleQuerySet
from shows.models import Character, Person, Show
from sources.models import Source

LONGEST = 100  # characters of what is typed
MOST_WORDS = 6
STORIES = 7
NAMES = 4  # of each kind


class Page(NamedTuple):
    """`permission` may name several, with spaces between them: whoever opens it has them all."""

    label: Any
    name: str  # of its address
    permission: str = ""
    query: str = ""


# In the order in which they are offered before anything is typed. The rooms above add their own.
PAGES = [
    Page(gettext_lazy("Write a story"), "articles_article_add", "articles.add_article"),
    Page(gettext_lazy("The desk"), "index"),
    Page(gettext_lazy("Stories"), "articles_article_changelist", "articles.view_article"),
    Page(
        gettext_lazy("My stories"),
        "articles_article_changelist",
        "articles.view_article",
        "?state=mine",
    ),
    Page(
        gettext_lazy("Stories in review"),
        "articles_article_changelist",
        "articles.view_article",
        "?state=in_review",
    ),
    Page(
        gettext_lazy("Scheduled stories"),
        "articles_article_changelist",
        "articles.view_article",
        "?state=scheduled",
    ),
    Page(gettext_lazy("Claims"), "articles_claim_changelist", "articles.view_claim"),
    Page(
        gettext_lazy("Claims in the catalog"), "articles_claim_adopted", "articles.publish_article"
    ),
    Page(gettext_lazy("Calendar"), "articles_article_calendar", "articles.view_article"),
    Page(gettext_lazy("Log"), "articles_article_log", "articles.view_article"),
    Page(
        gettext_lazy("Front page"), "articles_frontpageslot_changelist", "articles.publish_article"
    ),
    Page(gettext_lazy("Pictures"), "images_image_changelist", "images.view_image"),
    Page(gettext_lazy("Take in a picture"), "images_image_add", "images.add_image"),
    Page(gettext_lazy("Shows"), "shows_show_changelist", "shows.view_show"),
    Page(gettext_lazy("People"), "shows_person_changelist", "shows.view_person"),
    Page(gettext_lazy("Sources"), "sources_source_changelist", "sources.view_source"),
    Page(gettext_lazy("Add a source to the list"), "sources_source_add", "sources.add_source"),
    Page(gettext_lazy("Authors"), "authors_author_changelist", "authors.view_author"),
    Page(gettext_lazy("Sections"), "articles_section_changelist", "articles.view_section"),
    Page(gettext_lazy("Topics"), "articles_topic_changelist", "articles.view_topic"),
]
KINDS: list[tuple[Any, type[Model]]] = [
    (gettext_lazy("Shows"), Show),
    (gettext_lazy("People"), Person),
    (gettext_lazy("Characters"), Character),
    (gettext_lazy("Sources"), Source),
]


def urls(wrap: Any) -> list[URLPattern]:
    return [path("find/", wrap(require_safe(find_view)), name="articles_article_find")]


def find_view(request: HttpRequest) -> JsonResponse:
    """What fits every word of `?q=`, by kind. Without words: the newest stories, and the pages."""
    typed = request.GET.get("q", "").replace("\x00", " ")[:LONGEST]
    words = typed.split()[:MOST_WORDS]
    kinds = [
        (_("Stories"), _stories(words, request.user)),
        *((str(kind), _names(words, model, request.user)) for kind, model in KINDS if words),
        (_("Pages"), _pages(words, request.user)),
    ]
    found = [(kind, list(lines)) for kind, lines in kinds]
    return JsonResponse(
        {"groups": [{"name": kind, "found": lines} for kind, lines in found if lines]}
    )


def _stories(words: list[str], user: AbstractBaseUser) -> Iterator[dict[str, str]]:
    if not user.has_perm("articles.view_article"):
        return
    stories: ArticleQuerySet = _with_words(Article.objects.visible_to(user), "headline", words)
    found = stories.select_related("section").defer("body").order_by("-changed_at", "-pk")
    for story in found[:STORIES]:
        label = Article.Status(story.state).label
        when = date_format(localtime(story.live_at), "DATE_FORMAT") if story.live_at else ""
        about = [str(part) for part in (label, story.section, when) if part]
        yield {
            "name": story.headline or _("Without a headline"),
            "about": ", ".join(about),
            "url": reverse("admin:articles_article_change", args=[story.pk]),
        }


def _names(
    words: list[str], model: type[Model], user: AbstractBaseUser
) -> Iterator[dict[str, str]]:
    opts = model._meta
    if not user.has_perm(f"{opts.app_label}.view_{opts.model_name}"):
        return
    found = _with_words(model._default_manager.order_by("name", "pk"), "name", words)
    for pk, name in found.values_list("pk", "name")[:NAMES]:
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
        yield {"name": name, "about": "", "url": address}


def _with_words(rows: QuerySet, column: str, words: Iterable[str]) -> QuerySet:
    for word in words:
        rows = rows.filter(**{f"{column}__icontains": word})
    return rows


def _pages(words: list[str], user: AbstractBaseUser) -> Iterator[dict[str, str]]:
    for page in PAGES:
        if not user.has_perms(page.permission.split()):
            continue
        label = str(page.label)
        if not all(word.casefold() in label.casefold() for word in words):
            continue
        try:
            yield {"name": label, "about": "", "url": reverse(f"admin:{page.name}") + page.query}
        except NoReverseMatch:
            continue  # the site runs without that room
