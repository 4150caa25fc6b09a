"""The form of a story itself: its words, and what is chosen once."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.validators import RegexValidator
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editor import Editor
from articles.forms.row import StoryPart
from articles.forms.topics import TopicsField
from articles.models import Article
from articles.models.horizon import HORIZON
from articles.state import FIELDS, same
from geekfeed.lib.desk import ChooseOne, RecordField
from images.widgets import PictureChooser

ONE_LINE = ("headline", "standfirst", "safe_headline", "safe_standfirst")
_CANONICAL = Article._meta.get_field("canonical_url")


class BodyField(forms.CharField):
    def has_changed(self, initial: Any, data: Any) -> bool:
        """The editor sends the same text with other line breaks; that is no change."""
        return not same("body", [initial or ""], [data or ""])


class ArticleForm(StoryPart):
    """Asks for nothing: a draft may be as little as its first word. What a story needs before it
    goes out is looked at when it does (articles/checklist.py)."""

    canonical_url = forms.URLField(
        label=capfirst(_CANONICAL.verbose_name),
        max_length=_CANONICAL.max_length,
        assume_scheme="https",
        help_text=_CANONICAL.help_text,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        validators=[
            RegexValidator(
                r"\Ahttps?://", gettext_lazy("Give an address that begins with https://."), "scheme"
            )
        ],
    )

    class Meta:
        model = Article
        fields = [*FIELDS, "topics"]
        field_classes = {
            "body": BodyField,
            "topics": TopicsField,
            "lead_image": RecordField,
            "spoils_season": RecordField,
            "spoils_episode": RecordField,
            "safe_image": RecordField,
            "next_up": RecordField,
        }
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
            "lead_image": PictureChooser(),
            "spoils_season": ChooseOne(Article._meta.get_field("spoils_season"), admin.site),
            "spoils_episode": ChooseOne(Article._meta.get_field("spoils_episode"), admin.site),
            "spoils_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "safe_headline": forms.Textarea(attrs={"rows": 2, "data-one-line": ""}),
            "safe_standfirst": forms.Textarea(attrs={"rows": 2, "data-one-line": ""}),
            "safe_image": PictureChooser(),
            "next_up": ChooseOne(Article._meta.get_field("next_up"), admin.site),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["spoils_episode"].label_from_instance = lambda one: f"{one.season} · {one}"
        for name in ONE_LINE:
            # A browser would cut what is pasted without a word; the form says what is too long.
            self.fields[name].widget.attrs.pop("maxlength", None)
        if self.instance.month:
            slug = self.fields["slug"]
            slug.disabled = True
            slug.help_text = (
                _("Unschedule the story to change its address.")
                if self.instance.status == Article.Status.SCHEDULED
                else _("Readers have this address, so it stays.")
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ONE_LINE:
            if name in cleaned:
                cleaned[name] = " ".join(cleaned[name].split())
        season, episode = cleaned.get("spoils_season"), cleaned.get("spoils_episode")
        if season and episode and episode.season != season:
            self.add_error("spoils_episode", _("This episode belongs to another season."))
        if self.instance.pk and cleaned.get("next_up") == self.instance:
            self.add_error("next_up", _("A story cannot come after itself."))
        if "slug" not in self.errors and not self.fields["slug"].disabled:
            is_spoiler = any(cleaned.get(name) for name in HORIZON)
            safe = cleaned.get("safe_headline") if is_spoiler else ""
            cleaned["slug"] = self._address(cleaned.get("slug"), cleaned.get("headline"), safe)
        return cleaned

    def _address(self, slug: str | None, headline: str | None, safe: str | None) -> str | None:
        """The one that was typed, or one made from the headline that no other story has: an address
        stands beside every link, so of a spoiler it is made from the safe headline."""
        longest = Article._meta.get_field("slug").max_length
        plain = slugify(headline or "")[:longest].strip("-")
        made = slugify(safe or headline or "")[:longest].strip("-")
        if slug and slug not in (plain, made):
            return slug
        if not headline:
            return None
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
