"""Who the stories are by: people who sign in (User) and the names that readers see (Author)."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from authors.querysets import AuthorQuerySet
from geekfeed.lib.addresses import path_of


class User(AbstractUser):
    """An account at the desk. What it may do comes from its groups, Writers or Editors."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")


class Author(models.Model):
    """A name that stories are published under. Need not have an account."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_("The last part of the page's address."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("Stories with this byline are this account's own."),
    )
    role = models.CharField(
        _("role"), max_length=80, blank=True, help_text=_("“TV editor”, “Staff writer”.")
    )
    bio = models.TextField(
        _("about"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences for the box under each story. Plain text."),
    )
    portrait = models.ForeignKey(
        "images.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    changed_at = models.DateTimeField(
        _("last saved"),
        auto_now=True,
        null=True,
        help_text=_("Who has read the name elsewhere asks whether it has changed since."),
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="author_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="author_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_of("author", self.slug)


class AuthorLink(models.Model):
    """One of an author's *Follow Me* links."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = models.CharField(_("label"), max_length=40, help_text=_("“Mastodon”, “Website”."))
    url = models.URLField(_("address"), max_length=300)

    class Meta:
        verbose_name = _("Follow Me link")
        verbose_name_plural = _("Follow Me links")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "url"], name="author_links_differ"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="author_link_is_a_web_address",
            ),
        ]

    def __str__(self) -> str:
        return self.label
