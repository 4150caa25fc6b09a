"""Questions about the catalog."""

from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery


class ShowQuerySet(models.QuerySet):
    def on_shelf(self) -> "ShowQuerySet":
        """The shows at the top of every page, in the order that editors gave them."""
        return self.filter(shelf_position__isnull=False).order_by("shelf_position")

    def for_list(self) -> "ShowQuerySet":
        return self.select_related("network", "franchise", "poster").annotate(
            season_count=Count("seasons")
        )

    def newest_stories(self) -> models.QuerySet:
        """The newest story about each of these shows, newest first, ready for teasers."""
        coverage = self.model._meta.get_field("coverage").related_model.objects
        of_show = coverage.live().filter(show=OuterRef("pk")).newest_first().values("pk")[:1]
        newest = self.order_by().annotate(newest=Subquery(of_show)).values("newest")
        return coverage.live().filter(pk__in=newest).newest_first().for_cards()

    def for_page(self) -> "ShowQuerySet":
        return self.select_related("network", "franchise", "backdrop", "poster", "leads_to")


class SeasonQuerySet(models.QuerySet):
    def at(self, location: models.Model) -> "SeasonQuerySet":
        """Those that film there, by the catalog or by what a story says."""
        used = location.uses.order_by().values("season")
        told = location.claims.live().filter(season__isnull=False).order_by().values("season")
        return self.filter(Q(pk__in=used) | Q(pk__in=told)).select_related("show")

    def with_steps(self) -> "SeasonQuerySet":
        """With the steps of its production that readers may know: `season.steps`."""
        steps = self.model._meta.get_field("milestones").related_model.objects.live()
        return self.prefetch_related(Prefetch("milestones", steps, to_attr="steps"))

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
