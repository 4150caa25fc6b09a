"""What every named record of the catalog has: a name, an address and other names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geekfeed.lib import aliases
from geekfeed.lib.announced import AnnouncingQuerySet


class Entry(models.Model):
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_("The last part of the page's address."),
    )
    aliases = models.TextField(
        _("other names"),
        max_length=1000,
        blank=True,
        help_text=_("One on each line. Text that uses one of them is about this record too."),
    )

    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = AnnouncingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="%(class)s_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="%(class)s_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        """Every name it goes by, its own first."""
        return aliases.names(self.name, self.aliases)
