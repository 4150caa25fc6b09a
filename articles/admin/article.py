"""A story at the desk: who may open and change it, how it is saved, and its way to the readers."""

from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import workflow
from articles.admin import verbs
from articles.admin.listing import StoryListing
from articles.admin.row_forms import ClaimFormSet
from articles.admin.rows import ROWS, BylineInline, Choosing, CorrectionInline
from articles.forms import ArticleForm
from articles.models import Article, Topic
from articles.state import FIELDS
from geekfeed.lib.desk import DeskAdmin
from geekfeed.lib.html import clean

SUGGESTIONS = 12
# On screen a story is set as readers will have it; this much of a form can be copied from a
# submission that could not be kept.
WORDS = ("headline", "standfirst", "body")


@admin.register(Article)
class ArticleAdmin(StoryListing, Choosing, DeskAdmin):
    form = ArticleForm
    inlines = ROWS
    autocomplete_fields = ["lead_image", "next_up"]
    prepopulated_fields = {"slug": ["headline"]}
    readonly_fields = ["lead_preview"]
    view_on_site = False
    actions = None

    class Media:
        js = ["js/desk-story.js"]

    # -- Who may do what ---------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).visible_to(request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """While a story is being saved nobody else can save it: the version that the form looks
        at is the one that it changes."""
        story = super().get_object(request, object_id, from_field)
        if story is not None and transaction.get_connection().in_atomic_block:
            story = Article.objects.select_for_update().filter(pk=story.pk).first()
        return story

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or workflow.may_edit(obj, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers once had is withdrawn, so that its address can say so."""
        allowed = super().has_delete_permission(request, obj) and _is_editor(request)
        return allowed and (obj is None or obj.month is None)

    def get_inline_instances(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        """Corrections are for editors, once there are any."""
        rows = super().get_inline_instances(request, obj)
        if obj is not None and _is_editor(request) and obj.corrections.exists():
            return rows
        return [row for row in rows if not isinstance(row, CorrectionInline)]

    # -- The form ----------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> list[Any]:
        may_write = obj is None or self.has_change_permission(request, obj)
        picture = ["lead_preview"] if obj and obj.lead_image_id else []
        return [
            (None, {"fields": ["headline", "standfirst", "body" if may_write else "as_read"]}),
            (_("About"), {"fields": ["section", "topics", "lead_image", *picture]}),
            (_("Address, and what comes next"), {"fields": ["slug", "next_up"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "as_read"]

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Article, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """A new story is by whoever begins it, unless they say otherwise."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        author = getattr(request.user, "author", None)
        if isinstance(inline, BylineInline) and request.method == "GET" and not obj.pk and author:
            kwargs["initial"] = [{"author": author.pk}]
        return kwargs

    @admin.display(description="")
    def lead_preview(self, article: Article) -> SafeString:
        return format_html('<img src="{}" alt="">', article.lead_image.small)

    @admin.display(description=gettext_lazy("body"))
    def as_read(self, article: Article) -> SafeString:
        """For those who may only look."""
        return format_html('<div class="prose">{}</div>', mark_safe(clean(article.body)))  # noqa: S308

    @method_decorator(csp_update(settings.EDITOR_CSP))
    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().add_view(request, *args, **kwargs)

    @method_decorator(csp_update(settings.EDITOR_CSP))
    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().change_view(request, *args, **kwargs)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        story = obj or Article()
        offered = verbs.offered(story, request.user)
        may_write = add or self.has_change_permission(request, obj)
        state = story.state
        # The next step leads; what asks for more than a click stands in the rail. Of a live story
        # the next step is to save what was changed.
        steps = [verb for verb in offered if not verb.asks]
        context |= {
            "story": story,
            "state": state,
            "state_label": Article.Status(state).label,
            "may_write": may_write,
            "steps": steps,
            "saving_leads": not steps,
            "cards": [
                {"verb": verb, "fields": [context["adminform"].form[name] for name in verb.asks]}
                for verb in offered
                if verb.asks and may_write
            ],
            "sent_back": workflow.sent_back(story) if story.pk else None,
            "blockers": workflow.blockers(story) if _is_on_its_way(story) else [],
            "may_delete": change and self.has_delete_permission(request, obj),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    # -- Saving ------------------------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Whatever stops a story from being saved, nobody loses what they typed."""
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except workflow.Refused as refusal:
            return self._words_back(request, str(refusal), status=409)
        except PermissionDenied:
            if request.method != "POST" or object_id is None:
                raise
            return self._words_back(
                request,
                _(
                    "You cannot change this story now: it is in review, it has gone out, or it "
                    "belongs to somebody else."
                ),
                status=403,
            )

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Fields only: status, version and moments are the verbs' business."""
        if change:
            obj.save(update_fields=[*FIELDS, "changed_at"])
        else:
            obj.created_by = request.user
            obj.save()

    def save_related(
        self, request: HttpRequest, form: ArticleForm, formsets: list[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if not workflow.may_edit(form.instance, request.user):
            raise workflow.Refused(
                _("Without your name on it the story would not be yours. Ask an editor to do that.")
            )
        for formset in formsets:
            if isinstance(formset, ClaimFormSet):
                formset.tie_to_citations()
        rows_have_changed = any(formset.has_changed() for formset in formsets)
        has_changed = not change or form.story_has_changed or rows_have_changed
        # Saving an untouched live story must not tell readers that it was edited.
        if has_changed:
            workflow.edit(form.instance, request.user)
        if form.verb:
            self._carry_out(request, form.instance, form.verb, form.cleaned_data)
        else:
            self._say_saved(request, form.instance, has_changed)

    def log_change(self, *args: Any) -> None:
        """The verbs write the log."""

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._open(obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._open(obj)

    def _open(self, article: Article) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def _say_saved(self, request: HttpRequest, article: Article, has_changed: bool) -> None:
        if not has_changed:
            messages.info(request, _("Nothing had changed."))
        elif article.is_live:
            messages.success(request, _("Saved. Readers see it now."))
        else:
            messages.success(request, _("Saved."))

    def _carry_out(
        self, request: HttpRequest, article: Article, name: str, told: dict[str, Any]
    ) -> None:
        """What was typed is saved by now, and stays saved if the verb is refused."""
        try:
            messages.success(request, verbs.named(name).carry_out(article, request.user, told))
        except workflow.Refused as refusal:
            messages.error(
                request,
                _("What you typed is saved, and that is all. %(why)s") % {"why": refusal},
            )

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
        return [
            path("topics/", wrap(self.topics_view), name="articles_article_topics"),
            path(
                "<path:object_id>/verb/",
                wrap(require_POST(self.verb_view)),
                name="articles_article_verb",
            ),
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

    @transaction.atomic
    def verb_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A verb without saving, for those who see the story but cannot change it now: its writer
        takes it back from review."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404("There is no such story.")
        try:
            verb = verbs.named(request.POST.get("_verb", ""))
            if verb.asks:
                raise workflow.Refused(_("Open the story and use the form beside it."))
            messages.success(request, verb.carry_out(article, request.user, {}))
        except workflow.Refused as refusal:
            messages.error(request, str(refusal))
        return self._open(article)


def _is_editor(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.publish_article")


def _is_on_its_way(article: Article) -> bool:
    return article.pk is not None and article.state not in ("live", "withdrawn")
