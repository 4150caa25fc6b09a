"""A story at the desk: who may open and change it, its form, and its way to the readers."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from articles import pending, workflow
from articles import state as states
from articles.admin import covered, found, keep, notes, verbs
from articles.admin.access import is_editor, live_story_of_a_colleague, story_or_404
from articles.admin.keep import keep_submission, name_of
from articles.admin.listing import StoryListing
from articles.admin.pages import PAGES
from articles.admin.rows import laid_out
from articles.forms import PlanForm, Submission, VerbForm
from articles.models import Article, Topic
from articles.models.horizon import SPOILER
from articles.pending import Kept
from articles.rights import Refused
from articles.state import State
from geekfeed.lib.desk import DeskAdmin, is_number

SUGGESTIONS = 12
# This much of a form can be copied from a submission that could not be kept.
WORDS = ("headline", "standfirst", "body")


@admin.register(Article)
class ArticleAdmin(StoryListing, DeskAdmin):
    search_fields = ["headline"]
    prepopulated_fields = {"slug": ["headline"]}
    view_on_site = False

    # -- Who may do what ---------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).visible_to(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or workflow.may_edit(obj, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers once had is withdrawn, so that its address can say so."""
        allowed = super().has_delete_permission(request, obj) and is_editor(request)
        return allowed and (obj is None or obj.month is None)

    # -- The form ----------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        return [
            (None, {"fields": ["headline", "standfirst", "body"]}),
            (_("About"), {"fields": ["section", "topics"]}),
            (_("Lead picture"), {"fields": ["lead_image"]}),
            (_("Spoiler"), {"fields": list(SPOILER)}),
            (_("Address"), {"fields": ["slug", "canonical_url"]}),
            (_("Next"), {"fields": ["next_up"]}),
        ]

    @method_decorator([never_cache, csrf_protect, csp_replace(settings.EDITOR_CSP)])
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            story = Article()
        else:
            number = int(object_id) if is_number(object_id) else 0
            if elsewhere := live_story_of_a_colleague(request, number):
                return redirect(elsewhere)
            story = story_or_404(request, number)
        if request.method == "POST":
            return self._receive(request, story)
        if story.pk and not self.has_change_permission(request, story):
            return redirect("admin:articles_article_review", story.pk)
        return self._show(request, story)

    def _show(
        self,
        request: HttpRequest,
        story: Article,
        *,
        plan_form: PlanForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The writing page, with what was typed last. `?check` has the forms say what is wrong."""
        state = pending.pending(story) if story.pk else self._begun_by(request)
        shown = keep.without_hidden(state, request.user)
        checking = "check" in request.GET
        submission = Submission(story, shown, request.user, unchecked=not checking)
        adminform = helpers.AdminForm(
            submission.form,
            self.get_fieldsets(request, story),
            self.get_prepopulated_fields(request, story),
            model_admin=self,
        )
        rows = laid_out(submission, request, self)
        media = sum((part.media for part in rows), self.media + adminform.media)
        verb_form = VerbForm(initial=_typed_for_verbs(state))
        media += verb_form.media
        plan_form = plan_form or PlanForm(instance=story)
        offered = verbs.offered(story, request.user)
        steps = [verb for verb in offered if not verb.asks]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Write a story") if story.pk is None else story.headline or _("Untitled"),
            "subtitle": None,
            "adminform": adminform,
            "object_id": str(story.pk) if story.pk else None,
            "original": story if story.pk else None,
            "is_popup": False,
            "to_field": None,
            "media": media + plan_form.media,
            "inline_admin_formsets": rows,
            "errors": helpers.AdminErrorList(submission.form, submission.formsets.values())
            if checking
            else [],
            "preserved_filters": self.get_preserved_filters(request),
            "story": story,
            "copy": story.copy,
            "state": story.desk_state,
            "state_label": workflow.LABELS[story.desk_state],
            "may_write": True,
            "steps": steps,
            "filled": verbs.next_step(story, steps),
            "cards": verbs.cards(offered, verb_form),
            "asking": request.GET.get("asking", ""),
            "base": json.dumps(shown),
            "page": uuid4(),
            "plan_form": plan_form if story.desk_state in workflow.FROM["plan"] else None,
            "sent_back": workflow.sent_back(story) if story.pk else None,
            "set_aside": story.set_aside.filter(user=request.user).first() if story.pk else None,
            "corrections": list(story.corrections.all()) if story.month else [],
            "urls": keep.addresses(story),
            "words": Article(body=(state["fields"].get("body") or [""])[0]),
            "may_delete": bool(story.pk) and self.has_delete_permission(request, story),
        }
        # A story that is checked has its fields written over: the checks get one of their own.
        fresh = Article.objects.get(pk=story.pk) if story.pk else Article()
        context |= keep.checked(fresh, shown, request.user) | notes.context(story)
        context["matches"] = covered.matches(shown, request.user, exclude=story.pk)
        context |= found.context(shown, request.user, story.pk)
        change = story.pk is not None
        response = self.render_change_form(
            request, context, add=not change, change=change, obj=story if change else None
        )
        response.status_code = status
        return response

    def _begun_by(self, request: HttpRequest) -> State:
        """A new story is by whoever begins it, unless they say otherwise. It has an empty row of
        what nearly every story has."""
        state = states.empty()
        author = getattr(request.user, "author", None)
        first = {"bylines": {"author": [str(author.pk) if author else ""]}}
        for prefix in ("bylines", "coverage", "citations"):
            blank = {cell: [""] for cell in states.ROWS[prefix]}
            row = {"key": states.new_key()} | blank | first.get(prefix, {})
            state["rows"][prefix].append(row)
        return state

    # -- Keeping, and carrying out -------------------------------------------------------------

    def _receive(self, request: HttpRequest, story: Article) -> HttpResponse:
        """Whatever the button, what was typed is kept first: no refusal loses a word."""
        try:
            kept = keep_submission(request, story)
        except Refused as refusal:
            may_write = story.pk is None or self.has_change_permission(request, story)
            return self._words_back(request, str(refusal), status=409 if may_write else 403)
        story = Article.objects.select_related("working_copy").get(pk=kept.article.pk)
        name = request.POST.get("_verb", "")
        form = PlanForm(request.POST, instance=Article.objects.get(pk=story.pk))
        if (form.typed or name == "plan") and not self._planned(request, form):
            return self._show(request, story, plan_form=form, status=200)
        if kept.clashes:
            messages.warning(
                request,
                _("Somebody changed the same thing while you were writing. Nothing is lost."),
            )
            return redirect("admin:articles_article_both", story.pk)
        if name == "plan":
            messages.success(request, _("Planned."))
            return _open(story)
        story = Article.objects.select_related("working_copy").get(pk=story.pk)
        if not name:
            return self._saved(request, story, kept)
        return self._carry_out(request, story, kept, name)

    def _saved(self, request: HttpRequest, story: Article, kept: Kept) -> HttpResponse:
        try:
            workflow.save(story, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        if not story.live_at:
            messages.success(request, _("Saved."))
        elif story.copy:
            messages.success(request, _("Saved. Readers still have the version before."))
        else:
            messages.info(request, _("Nothing differs from what readers have."))
        submission = Submission(
            Article.objects.get(pk=story.pk), pending.pending(story), request.user
        )
        return _open(story) if submission.is_valid() else _open(story, check=True)

    def _carry_out(
        self, request: HttpRequest, story: Article, kept: Kept, name: str
    ) -> HttpResponse:
        try:
            verb = verbs.named(name)
            if verb.seen and kept.joined:
                raise Refused(_went_on(kept, request.user))
            form = VerbForm(request.POST, verb=name)
            if not form.is_valid():
                messages.error(request, f"{verb.label}: {form.complaint}")
                return _open(story, asking=name)
            # What somebody else types from here on has not been looked at.
            seen = states.fingerprint(kept.state) if verb.seen else None
            said = verb.carry_out(story, request.user, form.cleaned_data, seen)
        except Refused as refusal:
            messages.error(
                request, _("What you typed is kept, and that is all. %(why)s") % {"why": refusal}
            )
            return _open(story, check=True)
        pending.forget_verbs(story)
        messages.success(request, said)
        return _open(story)

    def _planned(self, request: HttpRequest, form: PlanForm) -> bool:
        """Whether what was typed into the card When is planned now. It is, before any verb: nothing
        goes out past an embargo that somebody has typed."""
        if not form.is_valid():
            messages.error(
                request,
                _("What is typed under When cannot be planned: look there. Nothing else was done."),
            )
            return False
        # Checking has written into the story in hand.
        story = Article.objects.get(pk=form.instance.pk)
        try:
            if plans := form.plans():
                workflow.plan(story, request.user, **plans)
        except Refused as refusal:
            messages.error(
                request,
                _("What you typed under When is not planned, and nothing else was done. %(why)s")
                % {"why": refusal},
            )
            return False
        return True

    def _words_back(self, request: HttpRequest, why: str, *, status: int) -> HttpResponse:
        words = [
            (Article._meta.get_field(name).verbose_name, request.POST.get(name, ""))
            for name in WORDS
        ]
        context = self.admin_site.each_context(request) | {
            "title": _("Not saved"),
            "opts": self.opts,
            "why": why,
            "words": words,
        }
        return TemplateResponse(
            request, "admin/articles/article/not_saved.html", context, status=status
        )

    # -- Further addresses -------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        pages = [address for page in PAGES for address in page.urls(wrap)]
        return [
            path("topics/", wrap(self.topics_view), name="articles_article_topics"),
            path(
                "<int:pk>/verb/", wrap(require_POST(self.verb_view)), name="articles_article_verb"
            ),
            *pages,
            *super().get_urls(),
        ]

    def topics_view(self, request: HttpRequest) -> JsonResponse:
        """Topics in use whose names contain `?term=`, those that begin with it first."""
        if not request.user.has_perm("articles.view_topic"):
            raise PermissionDenied
        term = request.GET.get("term", "").replace("\x00", "").strip()[:100]
        found = Topic.objects.filter(name__icontains=term) if term else Topic.objects.none()
        names = sorted(
            found.values_list("name", flat=True)[: SUGGESTIONS * 4],
            key=lambda name: not name.casefold().startswith(term.casefold()),
        )
        return JsonResponse({"topics": names[:SUGGESTIONS]})

    def verb_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A verb without saving, for the pages on which a story is looked at. `seen` is the
        fingerprint of what stood there."""
        story = story_or_404(request, pk)
        seen = request.POST.get("seen") or None
        try:
            verb = verbs.named(request.POST.get("_verb", ""))
            form = VerbForm(request.POST, verb=verb.name)
            if not form.is_valid():
                raise Refused(form.complaint)
            if verb.seen and seen is None:
                raise Refused(_("Open the story and look at it first."))
            said = verb.carry_out(story, request.user, form.cleaned_data, seen)
            pending.forget_verbs(story)
            messages.success(request, said)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:articles_article_review", story.pk)
        return _open(story)


def _typed_for_verbs(state: State) -> Mapping[str, str]:
    fields = state["fields"]
    return {name: fields[name][0] for name in states.VERB_FIELDS if fields.get(name)}


def _went_on(kept: Kept, user: Any) -> str:
    """Who typed last is known, and not who typed before them."""
    if kept.joined_with == user:
        return _(
            "It was changed after this page was opened, by somebody else or in another window of "
            "yours. Look at it again first."
        )
    return _("%(who)s went on writing after you had opened it. Look at it again first.") % {
        "who": name_of(kept.joined_with)
    }


def _open(article: Article, *, check: bool = False, asking: str = "") -> HttpResponse:
    """Back to the writing page; where something is wrong, it says so beside the fields. `asking`:
    the verb whose panel is open, as it was not told what it wants to know."""
    address = reverse("admin:articles_article_change", args=[article.pk])
    if asking:
        address += f"?asking={asking}"
    return HttpResponseRedirect(f"{address}?check=" if check else address)
