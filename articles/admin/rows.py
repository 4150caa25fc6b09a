"""How the rows of a story stand in its form. What they are and how they are checked is for
articles/forms to say; these are only the admin's way of laying them out."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import InlineAdminFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.forms.submission import FORMSETS, Submission
from articles.models import Article, Byline, Citation, Claim, Coverage, Mention, RelatedStory
from articles.state import MENTION


class RowInline(admin.StackedInline):
    extra = 0


class BylineInline(RowInline):
    model = Byline
    fields = ["key", ("author", "position"), "role"]
    verbose_name = _("author")
    verbose_name_plural = _("by")


class CoverageInline(RowInline):
    model = Coverage
    fields = ["key", ("show", "position"), "season"]
    verbose_name = _("show")
    verbose_name_plural = _("shows")


class CitationInline(RowInline):
    model = Citation
    fields = ["key", ("tag", "position"), "via", "url", "note"]
    verbose_name = _("source")
    verbose_name_plural = _("sources")


class ClaimInline(RowInline):
    model = Claim
    fields = [
        "key",
        "says",
        ("kind", "standing"),
        ("show", "season"),
        ("person", "character"),
        ("location", "position"),
        ("date_on", "date_precision"),
        "detail",
        "rests_on",
        "answers",
        "answer",
    ]


class MentionInline(RowInline):
    model = Mention
    fields = ["key", *MENTION, "position"]
    verbose_name = _("linked name")
    verbose_name_plural = _("linked names")


class RelatedStoryInline(RowInline):
    model = RelatedStory
    fields = ["key", ("related", "position")]


LAID_OUT = {
    "bylines": BylineInline,
    "coverage": CoverageInline,
    "citations": CitationInline,
    "claims": ClaimInline,
    "mentions": MentionInline,
    "related_links": RelatedStoryInline,
}


class StoryRows(InlineAdminFormSet):
    """The rows of one kind in their places, without those that are being removed."""

    def __iter__(self) -> Iterator[Any]:
        *rows, empty = super().__iter__()
        standing = {id(form): place for place, form in enumerate(self.formset.standing_forms)}
        shown = [row for row in rows if id(row.form) in standing]
        yield from sorted(shown, key=lambda row: standing[id(row.form)])
        yield empty


def laid_out(submission: Submission, request: HttpRequest, desk: admin.ModelAdmin) -> list[Any]:
    """The rows of a submission as Django's templates want them."""
    found = []
    for prefix in FORMSETS:
        inline = LAID_OUT[prefix](Article, desk.admin_site)
        found.append(
            StoryRows(
                inline,
                submission.formsets[prefix],
                inline.get_fieldsets(request, submission.article),
                model_admin=desk,
                has_add_permission=True,
                has_change_permission=True,
                has_delete_permission=True,
            )
        )
    return found
