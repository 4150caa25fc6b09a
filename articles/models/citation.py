"""A citation: the story rests on a source, perhaps through others. taggit's `through`."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase

from articles.models.parts import Part
from articles.querysets import CitationQuerySet, ViaQuerySet
from sources.models import Source


class Citation(Part, ItemBase):
    """A chain: `tag` is the origin, the first who said it; `hops` are those it came through.

    "On Location Vacations via MCUExchange" is the origin On Location Vacations and one hop.
    """

    to_story = "content_object"

    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="citations"
    )
    tag = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="citations",
        db_index=False,  # citation_stories begins with it
        help_text=_("Who said it first."),
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("The page that you read it on."),
    )
    note = models.CharField(
        _("note"),
        max_length=160,
        blank=True,
        help_text=_("A few words for the sources box: “Interview, 2016”."),
    )

    objects = CitationQuerySet.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        indexes = [
            models.Index(fields=["tag", "live_at", "content_object"], name="citation_stories")
        ]
        constraints = [
            models.UniqueConstraint(fields=["content_object", "key"], name="citation_key_once"),
            models.UniqueConstraint(
                fields=["content_object", "tag", "url"], name="citation_once_per_page_of_a_source"
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="citation_url_is_a_web_address",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tag)

    @property
    def host(self) -> str:
        """Where it was read, as people say it: "onlocationvacations.com"."""
        return self.url.partition("//")[2].partition("/")[0].removeprefix("www.")

    @property
    def chain(self) -> list[Source]:
        """The sources in order, the origin first."""
        return [self.tag, *(hop.source for hop in self.hops.all())]


class Via(models.Model):
    """One hop of a chain: the story, or the hop before it, reached us through this source."""

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="hops")
    source = models.ForeignKey(
        Source,
        verbose_name=_("via"),
        on_delete=models.PROTECT,
        related_name="passed_on",
        db_index=False,  # via_stories begins with it
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    live_at = models.DateTimeField(null=True, editable=False)

    objects = ViaQuerySet.as_manager()

    class Meta:
        verbose_name = _("via")
        verbose_name_plural = _("via")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["source", "live_at", "id"], name="via_stories")]
        constraints = [
            models.UniqueConstraint(fields=["citation", "source"], name="via_source_once"),
            models.UniqueConstraint(fields=["citation", "position"], name="via_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.source)

    def clean(self) -> None:
        super().clean()
        if self.source_id == self.citation.tag_id:
            raise ValidationError({"source": _("A chain cannot come back to its origin.")})
