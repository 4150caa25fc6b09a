"""Where stories come from: publications, official accounts and people. A source is a taggit tag."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geekfeed.lib import aliases
from geekfeed.lib.addresses import path_of
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
    aliases = models.TextField(
        _("other names"),
        max_length=1000,
        blank=True,
        help_text=_("One on each line: “OLV”. Text that uses one of them means this source."),
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
        return path_of("source", self.slug)

    def clean(self) -> None:
        super().clean()
        former = Former.objects.filter(slug=self.slug).exclude(source=self.pk)
        if self.slug and (taken := former.select_related("source").first()):
            raise ValidationError(
                {
                    "slug": _(
                        "Links to this address lead to “%(source)s”, which had it once. Choose "
                        "another one."
                    )
                    % {"source": taken.source}
                }
            )

    @property
    def names(self) -> list[str]:
        """Every name it goes by, its own first."""
        return aliases.names(self.name, self.aliases)

    @property
    def beside(self) -> str:
        """What the desk says beside it where it is chosen: how often it was right as the origin.
        It comes `with_record()`."""
        if self.kind == self.Kind.OFFICIAL:
            return gettext("Official: the studio itself")
        record = getattr(self, "track_record", None)
        if record is None or not record.settled:
            return gettext("Nothing settled yet")
        told = {"settled": record.settled, "right": record.came_true}
        if record.percent is None:
            return gettext("%(settled)d settled so far, %(right)d came true") % told
        return gettext("As origin: right %(right)d of %(settled)d times") % told

    @property
    def line(self) -> str:
        """The same where it is one of many, so that those of one name are told apart."""
        if self.kind == self.Kind.OFFICIAL:
            return self.beside
        return f"{capfirst(self.get_kind_display())}. {self.beside}"

    @property
    def host(self) -> str:
        """The homepage as people say it: "onlocationvacations.com"."""
        return self.homepage.partition("//")[2].partition("/")[0].removeprefix("www.")


class Domain(models.Model):
    """Where a source publishes; links to it are links to the source. A domain, with all that is
    below it, or the account of a social site: "x.com/olv"."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(
        _("domain or account"),
        max_length=253,
        unique=True,
        validators=[
            RegexValidator(
                r"\A([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])"
                r"(/@?[a-z0-9._~-]+){0,3}\Z",
                _(
                    "Write it bare and in small letters: “onlocationvacations.com”, or "
                    "“x.com/olv” for an account."
                ),
            )
        ],
        help_text=_(
            "Without https:// and www: “onlocationvacations.com”. Of a social site, with the "
            "account: “x.com/olv”."
        ),
    )

    class Meta:
        verbose_name = _("domain or account")
        verbose_name_plural = _("domains and accounts")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & Q(name=Lower("name")), name="domain_in_small_letters"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Former(models.Model):
    """A name and an address that a source had: before it was renamed, or as another record that
    was merged into it. Links to the address lead on; text that uses the name still means it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="former")
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=100, unique=True, allow_unicode=True)
    number = models.BigIntegerField(
        _("number"),
        null=True,
        unique=True,
        help_text=_("Of the record that was merged: what was typed may still name it."),
    )
    at = models.DateTimeField(_("since"), auto_now_add=True)
    hits = models.PositiveBigIntegerField(_("followed"), default=0, editable=False)
    hit_at = models.DateTimeField(_("last followed"), null=True, editable=False)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(slug=""), name="former_source_has_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
