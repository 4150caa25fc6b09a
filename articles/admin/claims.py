"""Claims at the desk: the list of them, each with what became of it, and what the catalog has from
them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles import adopting
from articles.admin import claim_correct, claim_filters
from articles.admin.access import is_editor
from articles.admin.claim_list import ClaimList, verdicts_of
from articles.correcting import saying_the_same
from articles.models import Adoption, Claim
from articles.rights import Refused
from geekfeed.lib.desk import LookOnly, is_number
from geekfeed.lib.paging import paginate
from shows.ledger import Standing

PAGE = 50
SHOWN = 30  # claims about the same fact


@admin.register(Claim)
class ClaimAdmin(LookOnly):
    """A claim is written in its story; here it is looked at."""

    list_filter = claim_filters.FILTERS
    list_per_page = PAGE
    list_max_show_all = 0
    search_fields = ["says"]
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:
        return Claim.objects.live().newest_first()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ClaimList]:
        return ClaimList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        told = {"title": _("Claims"), "is_editor": is_editor(request)}
        return super().changelist_view(request, told | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        """Only these: a claim is added, changed and taken out where its story is written."""
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="articles_claim_changelist"),
            path("add/", wrap(self.add_view), name="articles_claim_add"),
            *urls(wrap),
            *claim_correct.urls(wrap),
        ]


def urls(wrap: Callable[..., Any]) -> list[URLPattern]:
    return [
        path("adopted/", wrap(adopted), name="articles_claim_adopted"),
        path("adopted/<int:pk>/undo/", wrap(undo), name="articles_claim_undo"),
        path("<int:pk>/change/", wrap(by_number), name="articles_claim_change"),
        path("<uuid:key>/", wrap(page), name="articles_claim_page"),
        path("<uuid:key>/adopt/", wrap(adopt), name="articles_claim_adopt"),
    ]


def claim_or_404(request: HttpRequest, key: UUID) -> Claim:
    """A claim that readers have, for everybody at the desk; for editors, also one that they do not
    have (any more): the catalog may have something from it."""
    if not request.user.has_perm("articles.view_claim"):
        raise PermissionDenied
    claims = Claim.objects.with_subjects().with_story()
    claim = (claims if is_editor(request) else claims.live()).filter(key=key).first()
    if claim is None:
        raise Http404("There is no such claim.")
    return claim


@never_cache
@require_safe
def by_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Where Django's admin looks for a record: to its page, which goes by the key."""
    if not request.user.has_perm("articles.view_claim"):
        raise PermissionDenied
    claim = Claim.objects.live().filter(pk=pk).first() if is_number(pk) else None
    if claim is None:
        raise Http404("There is no such claim.")
    return redirect("admin:articles_claim_page", claim.key)


@never_cache
@require_safe
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """What it says, what became of it, who else says so, and what it has for the catalog."""
    claim = claim_or_404(request, key)
    offers = adopting.offers(claim)
    # Nothing is the obvious next step with a rumour.
    is_rumour = claim.standing == Standing.RUMOURED
    first = None if is_rumour else next((offer for offer in offers if offer.is_possible), None)
    outcome = claim.outcomes.live().with_settler().first()
    context = admin.site.each_context(request) | {
        "title": claim.says,
        "opts": Claim._meta,
        "claim": claim,
        "is_live": claim.article.is_live and claim.live_at is not None,
        "outcome": outcome,
        "earlier": _earlier(claim),
        "others": _about_the_same(claim),
        "offers": [offer for offer in offers if offer.adoption is None],
        "has_offers": bool(offers),
        "first": first,
        "kept": adopting.kept(list(adopting.adoptions_of(claim))),
        "is_editor": is_editor(request),
        "carriers": len(saying_the_same(claim)),
    }
    return TemplateResponse(request, "admin/articles/claim/page.html", context)


def _earlier(claim: Claim) -> Claim | None:
    """The claim that it answers, if readers have that."""
    if claim.answers_id is None:
        return None
    return Claim.objects.live().with_story().filter(key=claim.answers_id).first()


def _about_the_same(claim: Claim) -> list[Any]:
    """Other live claims about its fact, newest first, each with what became of it."""
    if not claim.fact:
        return []
    rows = Claim.objects.live().filter(fact=claim.fact).exclude(pk=claim.pk)
    claims = list(rows.with_subjects().with_story().newest_first()[:SHOWN])
    verdicts = verdicts_of(claims)
    return [(one, verdicts.get(one.pk)) for one in claims]


@never_cache
@require_POST
def adopt(request: HttpRequest, key: UUID) -> HttpResponse:
    claim = _for_editors(request, key)
    try:
        adoption = adopting.adopt(
            claim, request.user, request.POST.get("field", ""), request.POST.get("seen", "")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_claim_page", key)
    kept = adopting.kept([adoption])[0]
    said = _("The catalog says so now. %(what)s: %(value)s.") % {
        "what": adoption.get_field_display().capitalize(),
        "value": kept.value,
    }
    messages.success(request, said, extra_tags=str(adoption.pk))
    return redirect("admin:articles_claim_page", key)


@never_cache
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to where the button was: the claim's own page, or that of all that was taken over."""
    if not is_editor(request):
        raise PermissionDenied
    if not is_number(pk):
        raise Http404("Nothing has that number.")
    rows = Adoption.objects.select_related("show", "season__show")
    adoption = get_object_or_404(rows, pk=pk)
    try:
        adopting.undo(adoption, request.user)
        messages.success(request, _("Undone. The catalog says what it said before."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    has_page = Claim.objects.filter(key=adoption.claim_id).exists()
    if "all" in request.POST or not has_page:
        return redirect("admin:articles_claim_adopted")
    return redirect("admin:articles_claim_page", adoption.claim_id)


@never_cache
@require_safe
def adopted(request: HttpRequest) -> HttpResponse:
    """All that the catalog has from claims, newest first, and whether the claim still bears it out:
    also where its story has taken the claim out, so that it has no page of its own any more."""
    if not is_editor(request):
        raise PermissionDenied
    rows = Adoption.objects.standing().select_related("show", "season__show", "by")
    leaf = paginate(rows, request, order=["-at", "-pk"], size=PAGE)
    kept = adopting.kept(list(leaf))
    claims = Claim.objects.in_bulk([one.adoption.claim_id for one in kept], field_name="key")
    context = admin.site.each_context(request) | {
        "title": _("What was taken over"),
        "opts": Claim._meta,
        "page": leaf,
        "rows": [(one, claims.get(one.adoption.claim_id)) for one in kept],
    }
    return TemplateResponse(request, "admin/articles/claim/adopted.html", context)


def _for_editors(request: HttpRequest, key: UUID) -> Claim:
    claim = claim_or_404(request, key)
    if not is_editor(request):
        raise PermissionDenied
    return claim
