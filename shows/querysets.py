"""Questions about the catalog."""

from django.db import models
from django.db.models import Count, F


class ShowQuerySet(models.QuerySet):
    def on_shelf(self) -> "ShowQuerySet":
        """The shows at the top of every page, in the order that editors gave them."""
        return self.filter(shelf_position__isnull=False).order_by("shelf_position")

    def for_list(self) -> "ShowQuerySet":
        return self.select_related("network", "franchise", "poster").annotate(
            season_count=Count("seasons")
        )

    def for_page(self) -> "ShowQuerySet":
        return self.select_related("network", "franchise", "backdrop", "poster", "leads_to")


class SeasonQuerySet(models.QuerySet):
    def with_episodes(self) -> "SeasonQuerySet":
        return self.prefetch_related("episodes", "scores")

    def for_page(self) -> "SeasonQuerySet":
        return self.select_related("show__network", "show__franchise", "show__backdrop")


class CreditQuerySet(models.QuerySet):
    def for_page(self) -> "CreditQuerySet":
        return self.select_related("person", "character", "season", "show").order_by(
            "position", "pk"
        )

    def of_no_episode(self) -> "CreditQuerySet":
        """Credits for a show or a season; the directors of single episodes would drown the rest."""
        return self.filter(episode__isnull=True)


class LocationUseQuerySet(models.QuerySet):
    def for_page(self) -> "LocationUseQuerySet":
        return self.select_related("location", "season__show", "episode").order_by(
            "location__name", "season__number", F("episode__number").asc(nulls_first=True)
        )
