"""Narrowing a search: by show, section, author, source, standing and date. All of it is in the
address, so that what one reader has found, another one can be sent."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Byline, Citation, Coverage, Section
from articles.models.search_place import STORIES
from articles.search.expression import facet
from articles.search.ranking import ANYWHERE, LAST, Within
from authors.models import Author
from geekfeed.lib.dates import DAYS
from shows.ledger import Standing
from shows.models import Show
from sources.models import Source

SPANS = {"week": 7, "month": 31, "year": 365}  # days, back from now
YEARS = {str(year): year for year in range(DAYS[0].year, DAYS[1].year)}
NOTHING = Within(last=-1)
MOST_OFFERED = 12  # of a kind
MOST_YEARS = 30


class Choice(NamedTuple):
    """One way to narrow. `options` are pairs: what the address says, and the words for it."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Narrowing:
    """What an address asks for, as it was written. What nobody knows finds nothing."""

    show: str = ""
    section: str = ""
    author: str = ""
    source: str = ""
    standing: str = ""
    when: str = ""

    @classmethod
    def asked_for(cls, asked: QueryDict) -> "Narrowing":
        names = [field.name for field in fields(cls)]
        return cls(**{name: asked.get(name, "").strip() for name in names})

    @cached_property
    def query(self) -> str:
        """As a part of an address; "" where nothing narrows."""
        asked = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in asked.items() if value})

    @cached_property
    def within(self) -> Within:
        """One query for each record that is asked for."""
        facets = []
        for name, records in _records().items():
            if slug := getattr(self, name):
                found = _called(records, slug)
                if found is None:
                    return NOTHING
                facets.append(facet(name, found.pk))
        if self.standing:
            if self.standing not in Standing.values:
                return NOTHING
            facets.append(facet("standing", self.standing))
        return self._when(facets)

    def _when(self, facets: Sequence[str]) -> Within:
        if not self.when:
            return Within(facets) if facets else ANYWHERE
        if days := SPANS.get(self.when):
            return Within(facets, _place(timezone.now() - timedelta(days=days)), LAST)
        if year := YEARS.get(self.when):
            return Within(facets, _place(_new_year(year)), _place(_new_year(year + 1)) - 1)
        return NOTHING


def choices(chosen: Narrowing, numbers: Sequence[int]) -> list[Choice]:
    """What could narrow a search that found these stories: only what at least one of them has, and
    what is chosen. Six queries."""
    rows = {
        "show": (_("Show"), Coverage.objects.filter(article__in=numbers).values("show")),
        "section": (_("Section"), Article.objects.filter(pk__in=numbers).values("section")),
        "author": (_("Author"), Byline.objects.filter(article__in=numbers).values("author")),
        "source": (_("Source"), Citation.objects.filter(content_object__in=numbers).values("tag")),
    }
    found = [
        _choice(name, label, getattr(chosen, name), _records()[name], links)
        for name, (label, links) in rows.items()
    ]
    standings = Standing.choices
    found += [
        Choice("standing", _("Standing"), chosen.standing, standings),
        Choice("when", _("Date"), chosen.when, _times(chosen.when)),
    ]
    return [one for one in found if one.options]


def _records() -> dict[str, QuerySet]:
    return {
        "show": Show.objects.all(),
        "section": Section.objects.all(),
        "author": Author.objects.all(),
        "source": Source.objects.cited(),
    }


def _called(records: QuerySet, slug: str) -> Model | None:
    return None if "\x00" in slug else records.filter(slug=slug).only("pk").first()


def _choice(name: str, label: str, value: str, records: QuerySet, links: QuerySet) -> Choice:
    wanted = Q(pk__in=links)
    if value and "\x00" not in value:
        wanted |= Q(slug=value)
    found = records.filter(wanted).order_by("name", "pk").values_list("slug", "name")
    options = list(found[:MOST_OFFERED])
    return Choice(name, label, value, options)


def _times(chosen: str) -> list[tuple[str, str]]:
    """The last days, and each year since the first story."""
    first = Article.objects.live().order_by("live_at").values_list("live_at", flat=True).first()
    this_year = timezone.localdate().year
    begun = timezone.localtime(first).year if first else this_year
    years = [str(year) for year in range(this_year, max(begun, this_year - MOST_YEARS) - 1, -1)]
    if chosen in YEARS and chosen not in years:
        years.append(chosen)
    words = {"week": _("Past week"), "month": _("Past month"), "year": _("Past year")}
    return [*words.items(), *((year, year) for year in years)]


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_current_timezone())


def _place(moment: datetime) -> int:
    return int(moment.timestamp()) * STORIES
