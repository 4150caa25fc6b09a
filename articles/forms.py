"""The form of a story: its words, its topics, and what its verbs need to know."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.forms import TagField

from articles.editor import Editor
from articles.models import Article, Correction, Topic
from articles.models.topic import read, written
from geekfeed.lib.html import clean

# What a verb cannot do without: the field, and what to say when it is empty.
NEEDS = {
    "schedule": ("go_out_at", gettext_lazy("Give the day and the time at which it should go out.")),
    "send_back": ("why", gettext_lazy("Say what is missing, so that the writer can go on.")),
    "withdraw": ("why", gettext_lazy("Say why. It stays in the story's history.")),
    "correct": ("correction_text", gettext_lazy("Write what was wrong and what is right.")),
}
LATEST_YEAR = 2200
VERB_FIELDS = {"go_out_at", "why", "correction_kind", "correction_text"}


class BodyField(forms.CharField):
    def has_changed(self, initial: Any, data: Any) -> bool:
        """The editor sends the same text with other line breaks; that is no change."""
        return clean(initial or "").split() != clean(data or "").split()


class TopicsInput(forms.TextInput):
    """Plain text with commas. A script proposes topics in use; without it one types them."""

    class Media:
        js = ["js/desk-topics.js"]

    def format_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return written(value)

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        suggestions = reverse("admin:articles_article_topics")
        return super().build_attrs(*args, **kwargs) | {
            "class": "vTextField",
            "data-suggestions": suggestions,
            "autocomplete": "off",
        }


class TopicsField(TagField):
    widget = TopicsInput

    def clean(self, value: Any) -> list[str]:
        names = read(forms.CharField.clean(self, value))
        longest = Topic._meta.get_field("name").max_length
        for name in names:
            if len(name) > longest:
                raise ValidationError(
                    _("“%(name)s…” is too long for a topic. Separate topics with commas.")
                    % {"name": name[:30]}
                )
            if not slugify(name, allow_unicode=True):
                raise ValidationError(
                    _("“%(name)s” has no letters or figures, so it cannot be a topic.")
                    % {"name": name}
                )
        return names


class ArticleForm(forms.ModelForm):
    """`opened_version` is the version that was on screen; saving over another one is refused once,
    with everything typed still in place."""

    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    go_out_at = forms.DateTimeField(
        label=gettext_lazy("Goes out on"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    correction_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of notice"), required=False, choices=Correction.Kind.choices
    )
    correction_text = forms.CharField(
        label=gettext_lazy("Notice"),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What was wrong, and what is right. Readers see it."),
    )

    class Meta:
        model = Article
        fields = [
            "headline",
            "standfirst",
            "body",
            "section",
            "topics",
            "lead_image",
            "slug",
            "next_up",
        ]
        field_classes = {"body": BodyField, "topics": TopicsField}
        widgets = {
            "headline": forms.Textarea(
                attrs={"rows": 1, "data-one-line": "", "placeholder": gettext_lazy("What happened")}
            ),
            "standfirst": forms.Textarea(
                attrs={
                    "rows": 2,
                    "data-one-line": "",
                    "placeholder": gettext_lazy("Why it matters"),
                }
            ),
            "body": Editor(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.initial["opened_version"] = self.instance.version
        if slug := self.fields.get("slug"):
            slug.required = False
            if self.instance.month:
                slug.disabled = True
                slug.help_text = (
                    _("Unschedule the story to change its address.")
                    if self.instance.status == Article.Status.SCHEDULED
                    else _("Readers have this address, so it stays.")
                )
        if next_up := self.fields.get("next_up"):
            # What an editor chose stays choosable, even if this account may not open it.
            next_up.queryset |= Article.objects.filter(pk=self.instance.next_up_id)
        if moment := self.fields.get("go_out_at"):
            moment.help_text = _("In the newsroom's time, %(zone)s.") % {
                "zone": timezone.get_current_timezone_name()
            }

    @cached_property
    def verb(self) -> str:
        """The button that was pressed; empty for plain saving."""
        return self.data.get("_verb", "")

    @property
    def story_has_changed(self) -> bool:
        return bool(set(self.changed_data) - VERB_FIELDS - {"opened_version"})

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_standfirst(self) -> str:
        return " ".join(self.cleaned_data["standfirst"].split())

    def clean_go_out_at(self) -> datetime | None:
        moment = self.cleaned_data["go_out_at"]
        if moment and moment.year > LATEST_YEAR:
            raise ValidationError(_("Nobody plans so far ahead. Look at the year again."))
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._refuse_to_overwrite()
        if self.verb in NEEDS:
            field, sentence = NEEDS[self.verb]
            if field not in self.errors and not cleaned.get(field):
                self.add_error(field, sentence)
        if self.instance.pk and cleaned.get("next_up") == self.instance:
            self.add_error("next_up", _("A story cannot come after itself."))
        if "slug" in self.fields and "slug" not in self.errors:
            cleaned["slug"] = self._address(cleaned.get("slug"), cleaned.get("headline"))
        return cleaned

    def _refuse_to_overwrite(self) -> None:
        story = self.instance
        if story.pk is None or self.cleaned_data.get("opened_version") == story.version:
            return
        last = story.revisions.select_related("who").first()
        who = last.who if last else None
        self.add_error(
            None,
            format_html(
                _(
                    "{who} changed this story at {time}, after you had opened it. What you typed "
                    "is still here, and not saved. "
                    '<a href="{address}" target="_blank">See the story as it is now</a>; '
                    "saving again puts your words in its place."
                ),
                who=(who.get_full_name() or who) if who else _("Somebody"),
                time=date_format(timezone.localtime(story.changed_at), "H:i, j F"),
                address=reverse("admin:articles_article_change", args=[story.pk]),
            ),
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_version")] = story.version

    def _address(self, slug: str | None, headline: str | None) -> str:
        """The one that was typed, or one made from the headline that no other story has."""
        made = slugify(headline or "")[: Article._meta.get_field("slug").max_length].strip("-")
        if slug and slug != made:
            return slug
        return free_slug(made or "story", Article.objects.exclude(pk=self.instance.pk))


def free_slug(wanted: str, others: Any) -> str:
    """`wanted`, or with -2, -3, … the first that none of the others has."""
    longest = Article._meta.get_field("slug").max_length
    taken = set(
        others.filter(slug__startswith=wanted[: longest - 5]).values_list("slug", flat=True)
    )
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = wanted[: longest - len(ending)].rstrip("-") + ending
    return slug
