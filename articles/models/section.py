"""A section of the site: TV, Movies, Comics, Games. Each story is in one."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.addresses import path_of


class Section(models.Model):
    name = models.CharField(_("name"), max_length=40)
    slug = models.SlugField(
        _("address"), max_length=40, unique=True, help_text=_("“tv” makes the page /tv/.")
    )
    description = models.CharField(_("in one sentence"), max_length=220, blank=True)
    position = models.PositiveSmallIntegerField(
        _("place in the menu"), default=0, help_text=_("Smaller numbers come first.")
    )

    needs_source = models.BooleanField(
        _("needs a source"),
        default=False,
        help_text=_("A story of this section goes out only when it names a source."),
    )
    needs_subject = models.BooleanField(
        _("needs a show or a topic"),
        default=False,
        help_text=_("A story of this section goes out only when it says what it is about."),
    )
    needs_picture = models.BooleanField(
        _("needs a lead picture"),
        default=False,
        help_text=_("A story of this section goes out only with a picture."),
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="section_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of("section", self.slug)

    def clean(self) -> None:
        super().clean()
        if self.slug and hides_a_page(self.slug):
            raise ValidationError(
                {"slug": _("“%(slug)s” is the address of another page.") % {"slug": self.slug}}
            )


# First words of promised addresses that may not lead anywhere yet.
RESERVED = {
    "accounts",
    "calendar",
    "characters",
    "claims",
    "comments",
    "corrections",
    "feed",
    "franchises",
    "locations",
    "media",
    "networks",
    "page",
    "people",
    "preview",
    "production",
    "rumours",
    "static",
    "styleguide",
    "topics",
}


def hides_a_page(slug: str) -> bool:
    """Whether /slug/ leads somewhere else, or will, so that a section there would not be seen."""
    if slug in RESERVED:
        return True
    try:
        match = resolve(f"/{slug}/")
    except Resolver404:
        return False
    return match.url_name != "section"
