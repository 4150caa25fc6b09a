"""Who a show belongs to: the network that carries it, the franchise that it is part of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geekfeed.lib.addresses import path_of
from shows.models.entry import Entry


class Network(Entry):
    homepage = models.URLField(_("homepage"), max_length=300, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters: US, GB.")
    )

    class Meta(Entry.Meta):
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(homepage="")
                | Q(homepage__startswith="https://")
                | Q(homepage__startswith="http://"),
                name="network_homepage_is_a_web_address",
            ),
        ]

    def get_absolute_url(self) -> str:
        return path_of("network", self.slug)


class Franchise(Entry):
    description = models.TextField(_("about"), max_length=600, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("franchise")
        verbose_name_plural = _("franchises")

    def get_absolute_url(self) -> str:
        return path_of("franchise", self.slug)
