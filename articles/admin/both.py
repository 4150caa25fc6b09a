"""Two versions of the same thing: what somebody typed where somebody else had changed it, too."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import pending, workflow
from articles import state as states
from articles.admin import keep
from articles.admin.access import is_writer, story_or_404
from articles.admin.review import frame
from articles.compare import Change, compare
from articles.compare.rows import RowChange
from articles.models import Article, SetAside
from articles.rights import Refused
from articles.state import ROWS, Row, State

MINE, THEIRS = "mine", "theirs"


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [path("<int:pk>/both/", wrap(both), name="articles_article_both")]


@dataclass(frozen=True)
class Item:
    """One field, or one row, of which there are two versions. `name` is what the choice is sent
    under: "headline", or the kind of rows and the row's key. Its old side is theirs."""

    name: str
    change: Change
    row: RowChange | None = None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def both(request: HttpRequest, pk: int) -> HttpResponse:
    """What this account typed and what stands at the desk. What nobody decides stays set aside."""
    story = story_or_404(request, pk)
    waiting = SetAside.objects.filter(article=story, user=request.user).first()
    if waiting is None:
        messages.info(request, _("There is only one version. Nothing waits for you here."))
        return redirect("admin:articles_article_review", pk)
    may_write = is_writer(request) and workflow.may_edit(story, request.user)
    status = 200
    if request.method == "POST" and may_write:
        try:
            return _decide(request, story)
        except Refused as refusal:
            messages.error(request, str(refusal))
            status = 409
            story = story_or_404(request, pk)
    theirs = pending.pending(story)
    copy = story.copy
    context = frame(request, story, _("Two versions"), theirs) | {
        "items": list(_items(theirs, waiting.state, request)),
        "seen": states.fingerprint(theirs),
        "other": keep.name_of(copy.editor) if copy and copy.editor != request.user else "",
        "set_aside_at": waiting.at,
        "may_write": may_write,
    }
    page = "admin/articles/article/both.html"
    return TemplateResponse(request, page, context, status=status)


@transaction.atomic
def _decide(request: HttpRequest, story: Article) -> HttpResponse:
    """Put what was chosen in its place, and keep the rest set aside. Raises Refused."""
    story = pending.locked(story)
    theirs = pending.pending(story)
    if request.POST.get("seen") != states.fingerprint(theirs):
        raise Refused(
            _("Somebody went on writing after you had opened this. Look again, then choose.")
        )
    waiting = SetAside.objects.select_for_update().get(article=story, user=request.user)
    names = [item.name for item in _items(theirs, waiting.state, request)]
    chosen = {name: request.POST.get(name) for name in names}
    mine = [name for name in names if chosen[name] == MINE]
    if mine:
        pending.keep(story, request.user, _with(theirs, _part(waiting.state, mine)), theirs)
    left = [name for name in names if chosen[name] not in (MINE, THEIRS)]
    if not left:
        waiting.delete()
        messages.success(request, _("Joined. There is one version again."))
        return redirect("admin:articles_article_change", story.pk)
    waiting.state = _part(waiting.state, left)
    waiting.save()
    messages.info(
        request,
        ngettext(
            "%(count)d choice is left. Until you make it, your version waits here.",
            "%(count)d choices are left. Until you make them, your versions wait here.",
            len(left),
        )
        % {"count": len(left)},
    )
    return redirect("admin:articles_article_both", story.pk)


def _items(theirs: State, aside: State, request: HttpRequest) -> Iterator[Item]:
    """What is still different, in the form's order."""
    for change in compare(theirs, _with(theirs, aside), request.user):
        if change.kind != "rows":
            yield Item(change.name, change)
        else:
            yield from (Item(f"{change.name}:{row.key}", change, row) for row in change.rows)


def _with(theirs: State, aside: State) -> State:
    """The state at the desk with what was set aside in its place."""
    rows = {
        prefix: _rows_with(theirs["rows"].get(prefix, []), aside.get("rows", {}).get(prefix, []))
        for prefix in ROWS
        if prefix in theirs["rows"] or prefix in aside.get("rows", {})
    }
    return {"fields": theirs["fields"] | aside.get("fields", {}), "rows": rows}


def _rows_with(theirs: list[Row], aside: list[Row]) -> list[Row]:
    mine = {row["key"]: row for row in aside}
    joined = [mine.pop(row["key"], row) for row in theirs]
    return [row for row in [*joined, *mine.values()] if row.get("DELETE") != ["on"]]


def _part(aside: State, names: list[str]) -> State:
    """Only what goes by these names."""
    fields = {name: v for name, v in aside.get("fields", {}).items() if name in names}
    rows = {
        prefix: [row for row in rows if f"{prefix}:{row['key']}" in names]
        for prefix, rows in aside.get("rows", {}).items()
    }
    return {"fields": fields, "rows": {prefix: rows for prefix, rows in rows.items() if rows}}
