"""Where stories come from: publications, official accounts and people. A source is a taggit tag."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.tags import Tag
from sources.querysets import SourceQuerySet


class Source(Tag):
    """A publication, an official account or a person that stories rest on."""

    class Kind(models.TextChoices):
        PUBLICATION = "publication", _("publication")
        OFFICIAL = "official", _("official: a studio, network or producer")
        PERSON = "person", _("person")
        SOCIAL = "social", _("social account")

    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind.choices, default=Kind.PUBLICATION
    )
    homepage = models.URLField(_("homepage"), max_length=300, blank=True)
    description = models.TextField(
        _("about"), max_length=400, blank=True, help_text=_("Who they are, in a sentence or two.")
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="source_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="source_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["publication", "official", "person", "social"]),
                name="source_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(homepage="")
                | Q(homepage__startswith="https://")
                | Q(homepage__startswith="http://"),
                name="source_homepage_is_a_web_address",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def host(self) -> str:
        """The homepage as people say it: "onlocationvacations.com"."""
        return self.homepage.partition("//")[2].partition("/")[0].removeprefix("www.")


class Domain(models.Model):
    """A domain that belongs to a source; links to it are links to the source."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(
        _("domain"),
        max_length=253,
        unique=True,
        validators=[
            RegexValidator(
                r"\A([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])\Z",
                _("Write the bare domain in small letters: “onlocationvacations.com”."),
            )
        ],
        help_text=_("Without https:// and www: “onlocationvacations.com”."),
    )

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & Q(name=Lower("name")), name="domain_in_small_letters"
            )
        ]

    def __str__(self) -> str:
        return self.name
