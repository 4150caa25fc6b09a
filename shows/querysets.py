"""Questions about the catalog."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from geekfeed.lib.among import Among
from geekfeed.lib.announced import AnnouncingQuerySet


class ShowQuerySet(AnnouncingQuerySet):
    def on_shelf(self) -> "ShowQuerySet":
        """The shows at the top of every page, in the order that editors gave them."""
        return self.filter(shelf_position__isnull=False).order_by("shelf_position")

    def for_list(self) -> "ShowQuerySet":
        # Counted for each show that is listed: joined and grouped, all shows would be.
        seasons = self._seasons().filter(show=OuterRef("pk")).order_by().values("show")
        counted = Subquery(seasons.annotate(count=Count("pk")).values("count"))
        return self.select_related("network", "franchise", "poster").annotate(
            season_count=Coalesce(counted, 0)
        )

    def newest_stories(self) -> models.QuerySet:
        """The newest story about each of these shows, newest first, ready for teasers."""
        coverage = self.model._meta.get_field("coverage").related_model.objects.live()
        of_show = coverage.filter(show=OuterRef("pk")).newest_first().values("pk")[:1]
        newest = self.order_by().annotate(newest=Subquery(of_show)).values("newest")
        return coverage.filter(Among("pk", Subquery(newest))).newest_first().for_cards()

    def for_page(self) -> "ShowQuerySet":
        return self.select_related("network", "franchise", "backdrop", "poster", "leads_to")

    def last_day(self) -> date | None:
        """The last day on which anything is to happen, of all these shows."""
        told = self._milestones().happening().filter(show__in=self)
        begun = self._seasons().filter(show__in=self)
        days = [told.aggregate(last=Max("day")), begun.aggregate(last=Max("begins_on"))]
        return max((found["last"] for found in days if found["last"]), default=None)

    def for_board(self) -> "ShowQuerySet":
        """With their seasons, and in `show.steps` what stories say of them, with the sources."""
        return self.prefetch_related(
            "seasons",
            Prefetch("milestones", self._milestones().live().with_claim(), to_attr="steps"),
        )

    def _milestones(self) -> Any:
        return self.model._meta.get_field("milestones").related_model.objects

    def _seasons(self) -> "SeasonQuerySet":
        return self.model._meta.get_field("seasons").related_model.objects.all()


class SeasonQuerySet(models.QuerySet):
    def keep_first_days(self) -> None:
        """Bring `first_aired_on` to what the episodes of these seasons say now. Whoever writes
        episodes calls it, in the same transaction."""
        episodes = self.model._meta.get_field("episodes").related_model.objects
        aired = episodes.filter(season=OuterRef("pk")).order_by().values("season")
        self.update(first_aired_on=Subquery(aired.annotate(first=Min("aired_on")).values("first")))

    def at(self, location: models.Model) -> "SeasonQuerySet":
        """Those that film there, by the catalog or by what a story says."""
        used = location.uses.order_by().values("season")
        told = location.claims.live().filter(season__isnull=False).order_by().values("season")
        return self.filter(Q(pk__in=used) | Q(pk__in=told)).select_related("show")

    def with_steps(self) -> "SeasonQuerySet":
        """With the steps of its production that readers may know: `season.steps`."""
        steps = self.model._meta.get_field("milestones").related_model.objects.live()
        return self.prefetch_related(Prefetch("milestones", steps, to_attr="steps"))

    def years(self) -> dict[int, dict[int, int]]:
        """Show's number in the database → season's number → the year in which it starts, as far as
        that is known."""
        found: dict[int, dict[int, int]] = {}
        dated = self.filter(begins_on__isnull=False).order_by()
        for show, number, day in dated.values_list("show_id", "number", "begins_on"):
            found.setdefault(show, {})[number] = day.year
        return found

    def with_counts(self) -> "SeasonQuerySet":
        """With how many episodes are on record (`episode_count`), the first and last number of
        them, and how many specials."""
        return self.annotate(
            first_number=Min("episodes__number"),
            last_number=Max("episodes__number"),
            episode_count=Count("episodes__number"),
            special_count=Count("episodes") - Count("episodes__number"),
        )

    def for_page(self) -> "SeasonQuerySet":
        return self.select_related("show__network", "show__franchise", "show__backdrop", "poster")


class CriticScoreQuerySet(models.QuerySet):
    def newest(self) -> "CriticScoreQuerySet":
        """Each service's latest count for a season."""
        later = self.model.objects.filter(
            season=OuterRef("season"),
            service=OuterRef("service"),
            noted_on__gt=OuterRef("noted_on"),
        )
        return self.filter(~Exists(later))

    def most_read_first(self) -> "CriticScoreQuerySet":
        """The service that read most critics is the best summary; one that does not say is last."""
        return self.order_by(F("reviews").desc(nulls_last=True), "service")


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


class FormerAddressQuerySet(models.QuerySet):
    def leading_to(self, model: type[models.Model], slug: str) -> models.Model | None:
        """The record of that kind to which a former address leads; None where there is none."""
        kind = model._meta.model_name
        row = self.filter(**{f"{kind}__isnull": False}, slug=slug).select_related(kind).first()
        return getattr(row, kind) if row else None

    def merged(self, wanted: Mapping[str, Iterable[int]]) -> dict[str, dict[int, int]]:
        """Kind ("person") → former number → number of today, of those that were merged into other
        records. One query for all kinds."""
        named = models.Q(pk__in=[])
        for kind, numbers in wanted.items():
            named |= models.Q(**{f"{kind}__isnull": False, "number__in": set(numbers)})
        found: dict[str, dict[int, int]] = {kind: {} for kind in wanted}
        for row in self.filter(named).values("number", *(f"{kind}_id" for kind in wanted)):
            for kind in wanted:
                if row[f"{kind}_id"] is not None:
                    found[kind][row["number"]] = row[f"{kind}_id"]
        return found

    def numbered(self, model: type[models.Model], numbers: Iterable[int]) -> dict[int, Any]:
        """Number → record. What was typed may still name a record by the number that it had before
        it was merged into another one; that one stands there then."""
        wanted = set(numbers)
        found: dict[int, Any] = model._default_manager.in_bulk(wanted)
        kind, missing = model._meta.model_name, wanted - set(found)
        if missing and (merged := self.merged({kind: missing})[kind]):
            now = model._default_manager.in_bulk(set(merged.values()))
            found |= {former: now[number] for former, number in merged.items() if number in now}
        return found


class ChangeQuerySet(models.QuerySet):
    def about(self, record: models.Model) -> "ChangeQuerySet":
        """The history of a record, that of the records that were merged into it included."""
        kind = record._meta.model
        numbers = {record.pk}
        if any(link.name == "former" for link in kind._meta.related_objects):
            numbers |= set(record.former.exclude(number=None).values_list("number", flat=True))
        return self.filter(
            record_type__app_label=kind._meta.app_label,
            record_type__model=kind._meta.model_name,
            record_id__in=numbers,
        )
