"""The people who make a show and the characters in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.addresses import path_of
from shows.models.entry import Entry


class Profile(Entry):
    """Somebody, real or invented."""

    description = models.TextField(_("about"), max_length=600, blank=True)
    portrait = models.ForeignKey(
        "images.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta(Entry.Meta):
        abstract = True


class Person(Profile):
    class Meta(Profile.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_absolute_url(self) -> str:
        return path_of("person", self.slug)


class Character(Profile):
    """May appear in several shows, and may be played by several people."""

    class Meta(Profile.Meta):
        verbose_name = _("character")
        verbose_name_plural = _("characters")

    def get_absolute_url(self) -> str:
        return path_of("character", self.slug)
