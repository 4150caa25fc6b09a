"""The places of the catalog that a claim can be taken over into, one class for each.

A place knows which claims have something for it, what the catalog says there now, and how to write
and take back. Which of it may be done, and by whom, is for articles/adopting.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Exists, F, Max, Model, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate, TruncMonth, TruncQuarter, TruncYear
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Adoption, Claim
from geekfeed.lib.dates import PreciseDate, Precision
from geekfeed.lib.sentences import in_sentence
from shows import provenance
from shows.ledger import Kind
from shows.models import Credit, LocationUse, Season, Show

Field = Adoption.Field
Status = Show.Status

FILMING = (Kind.FILMING_BEGAN, Kind.FILMING_WRAPPED)
# What a show is already when the claim that would make it this was overtaken long ago.
FURTHER = {
    Status.ANNOUNCED: set(Status) - {Status.RUMOURED, Status.ANNOUNCED},
    Status.RETURNING: {Status.IN_PRODUCTION, Status.POST_PRODUCTION},
}
# From the finest on.
PERIODS = {
    Precision.DAY: TruncDate,
    Precision.MONTH: TruncMonth,
    Precision.QUARTER: TruncQuarter,
    Precision.YEAR: TruncYear,
}


class Home:
    """A place in the catalog. `record_of` is the season or show that a claim would change."""

    field: Field
    kinds: Iterable[str]

    def wants(self, claim: Claim) -> bool:
        """Whether a claim of this kind speaks of it at all."""
        return claim.kind in self.kinds

    def record_of(self, claim: Claim) -> Season | Show | None:
        raise NotImplementedError

    def lacks(self, claim: Claim) -> str:
        """What the claim would have to name, in a sentence; empty where it names everything."""
        raise NotImplementedError

    def hinders(self, claim: Claim) -> str:
        """Why a claim that names everything is not for the catalog all the same."""
        return ""

    def told(self, claim: Claim) -> str:
        """What the catalog would say, in words."""
        raise NotImplementedError

    def now(self, claim: Claim) -> str:
        """What it says, in words."""
        raise NotImplementedError

    def says_so(self, claim: Claim) -> bool:
        raise NotImplementedError

    def fits(self) -> Q:
        """The claims that could be taken over at this moment, as far as this place knows: the same
        as lacks(), hinders() and says_so(), asked of the database."""
        raise NotImplementedError


class Column(Home):
    """A column of the season or show. What it says is kept as text."""

    def read(self, record: Any) -> str | None:
        raise NotImplementedError

    def value(self, claim: Claim) -> str:
        raise NotImplementedError

    def words(self, value: str | None) -> str:
        raise NotImplementedError

    def write(self, record: Any, value: str | None) -> None:
        """Saved as a record is, so that whoever listens hears of it."""
        raise NotImplementedError

    def told(self, claim: Claim) -> str:
        return self.words(self.value(claim))

    def now(self, claim: Claim) -> str:
        return self.words(self.read(self.record_of(claim)))

    def says_so(self, claim: Claim) -> bool:
        return self.read(self.record_of(claim)) == self.value(claim)


class Premiere(Column):
    field = Field.PREMIERE
    kinds = (Kind.PREMIERE,)

    def record_of(self, claim: Claim) -> Season | None:
        return claim.season

    def lacks(self, claim: Claim) -> str:
        if not claim.season:
            return _("The claim names no season, and the catalog has premieres by the season.")
        return "" if claim.date else _("The claim names no date.")

    def read(self, record: Season) -> str | None:
        return record.premiere.written if record.premiere else None

    def value(self, claim: Claim) -> str:
        return claim.date.written

    def words(self, value: str | None) -> str:
        return str(PreciseDate.parse(value)) if value else _("No date yet")

    def write(self, record: Season, value: str | None) -> None:
        record.premiere = PreciseDate.parse(value) if value else None
        record.save(update_fields=["premiere_on", "premiere_precision", "changed_at"])

    def hinders(self, claim: Claim) -> str:
        known = claim.season.premiere
        if known and claim.date.covers(known):
            return _("The catalog knows it more exactly.")
        return ""

    def fits(self) -> Q:
        """A period covers another one of the same kind or a finer kind that lies within it."""
        names = Q(kind=Kind.PREMIERE, season__isnull=False, date_on__isnull=False)
        finer, covered = [], Q()
        for precision, period in PERIODS.items():
            finer.append(str(precision.value))
            # A date has no time zone to be taken to a day in.
            start = F("premiere_on") if period is TruncDate else period("premiere_on")
            within = Season.objects.annotate(within=start)
            covered |= Q(
                date_precision=precision,
                season__in=within.filter(
                    pk=OuterRef("season"),
                    premiere_precision__in=list(finer),
                    within=OuterRef("date_on"),
                ).values("pk"),
            )
        return names & ~covered


class ShowStatus(Column):
    field = Field.STATUS
    kinds = tuple(provenance.STATUS_OF)

    def record_of(self, claim: Claim) -> Show | None:
        return claim.show

    def lacks(self, claim: Claim) -> str:
        return "" if claim.show else _("The claim names no show.")

    def hinders(self, claim: Claim) -> str:
        if claim.show.status in FURTHER.get(provenance.status_told(claim), ()):
            return _("The catalog is further along: %(status)s.") % {
                "status": in_sentence(claim.show.get_status_display())
            }
        if claim.kind not in FILMING:
            return ""
        if claim.date and claim.date.day > timezone.localdate():
            return _("That is still to come. Take it over once it has happened.")
        told = timezone.localtime(claim.told_at).date() if claim.told_at else None
        out = claim.season.premiere if claim.season else None
        if told and out and out.has_passed(told):
            return _("The season was out by then: it says nothing of the show as it is now.")
        return ""

    def read(self, record: Show) -> str:
        return str(record.status)

    def value(self, claim: Claim) -> str:
        return str(provenance.status_told(claim).value)

    def words(self, value: str | None) -> str:
        return str(Status(value).label) if value else ""

    def write(self, record: Show, value: str | None) -> None:
        record.status = value
        record.save(update_fields=["status", "changed_at"])

    def fits(self) -> Q:
        is_later = Q(kind=Kind.ANNOUNCED, season__number__gt=1)
        found = is_later & _not_yet(Status.RETURNING)
        for kind, status in provenance.STATUS_OF.items():
            told = Q(kind=kind) & _not_yet(status)
            if kind == Kind.ANNOUNCED:
                told &= Q(season__isnull=True) | Q(season__number__lte=1)
            elif kind in FILMING:
                told &= Q(date_on__isnull=True) | Q(date_on__lte=timezone.localdate())
                told &= _was_not_out()
            found |= told
        return Q(show__isnull=False) & found


def _not_yet(status: str) -> Q:
    beyond = {str(one.value) for one in FURTHER.get(status, ())}
    return ~Q(show__status__in=sorted({str(status.value)} | beyond))


def _was_not_out() -> Q:
    """The season had not premiered when the story went out: its period did not begin before that of
    the day on which it was told."""
    home = timezone.get_default_timezone()
    ahead = Q(season__isnull=True) | Q(season__premiere_on__isnull=True)
    for precision, period in PERIODS.items():
        day = {} if period is TruncDate else {"output_field": DateField()}
        told = period("told_at", tzinfo=home, **day)
        ahead |= Q(season__premiere_precision=precision, season__premiere_on__gte=told)
    return ahead


@dataclass(frozen=True)
class Made:
    """A record that was made for a claim, and whether anything has come to rest on it since."""

    record: Model
    in_use: bool


class Record(Home):
    """A record of its own, which names what the claim names."""

    model: type[Model]

    def same(self, claim: Claim) -> QuerySet:
        """The records that say so already."""
        raise NotImplementedError

    def make(self, claim: Claim) -> Model:
        raise NotImplementedError

    def was_worked_on(self, record: Any) -> bool:
        raise NotImplementedError

    def named(self, numbers: Iterable[int]) -> dict[int, Model]:
        """The records with these numbers, with what they are called by."""
        raise NotImplementedError

    def called(self, record: Any) -> str:
        """What the record says beside its season or show."""
        return str(record)

    def now(self, claim: Claim) -> str:
        return _("Not recorded")

    def says_so(self, claim: Claim) -> bool:
        return self.same(claim).exists()

    def made(self, number: int) -> Made | None:
        record = self.named([number]).get(number)
        if record is None:
            return None
        links = [link for link in record._meta.related_objects if not link.hidden]
        others = any(
            link.related_model._base_manager.filter(**{link.field.name: record}).exists()
            for link in links
        )
        return Made(record, others or self.was_worked_on(record))


class Cast(Record):
    field = Field.CREDIT
    kinds = (Kind.CASTING,)
    model = Credit

    def record_of(self, claim: Claim) -> Season | Show | None:
        return claim.season or claim.show

    def lacks(self, claim: Claim) -> str:
        if claim.person and claim.character and claim.show:
            return ""
        return _("Only a claim that names the person, the character and the show makes a credit.")

    def told(self, claim: Claim) -> str:
        return f"{claim.person}: {claim.character}"

    def same(self, claim: Claim) -> QuerySet[Credit]:
        """For the season, or for the whole show."""
        return Credit.objects.of_no_episode().filter(
            Q(season=None) | Q(season=claim.season),
            show=claim.show,
            person=claim.person,
            character=claim.character,
        )

    def make(self, claim: Claim) -> Credit:
        """Billed last: who comes first is for an editor to say."""
        last = claim.show.credits.aggregate(last=Max("position"))["last"]
        return Credit.objects.create(
            show=claim.show,
            season=claim.season,
            person=claim.person,
            character=claim.character,
            position=min((last or 0) + 1, 32767),
        )

    def was_worked_on(self, record: Credit) -> bool:
        return record.episode_id is not None or not record.character_id

    def named(self, numbers: Iterable[int]) -> dict[int, Model]:
        return Credit.objects.select_related("person", "character").in_bulk(list(numbers))

    def fits(self) -> Q:
        same = Credit.objects.of_no_episode().filter(
            Q(season=None) | Q(season=OuterRef("season")),
            show=OuterRef("show"),
            person=OuterRef("person"),
            character=OuterRef("character"),
        )
        names = Q(person__isnull=False, character__isnull=False, show__isnull=False)
        return Q(kind=Kind.CASTING) & names & ~Q(Exists(same))


class FilmingLocation(Record):
    field = Field.LOCATION
    kinds = (Kind.LOCATION, Kind.FILMING_BEGAN)
    model = LocationUse

    def wants(self, claim: Claim) -> bool:
        """That filming began need not say where."""
        return claim.kind == Kind.LOCATION or (
            claim.kind == Kind.FILMING_BEGAN and claim.location is not None
        )

    def record_of(self, claim: Claim) -> Season | None:
        return claim.season

    def lacks(self, claim: Claim) -> str:
        if claim.location and claim.season:
            return ""
        return _("Only a claim that names the place and the season puts one on record.")

    def told(self, claim: Claim) -> str:
        return str(claim.location)

    def same(self, claim: Claim) -> QuerySet[LocationUse]:
        return LocationUse.objects.filter(
            location=claim.location, season=claim.season, episode=None
        )

    def make(self, claim: Claim) -> LocationUse:
        return LocationUse.objects.create(location=claim.location, season=claim.season)

    def called(self, record: LocationUse) -> str:
        return str(record.location)

    def was_worked_on(self, record: LocationUse) -> bool:
        return bool(record.stands_in_for or record.episode_id)

    def named(self, numbers: Iterable[int]) -> dict[int, Model]:
        return LocationUse.objects.select_related("location", "season__show").in_bulk(list(numbers))

    def fits(self) -> Q:
        same = LocationUse.objects.filter(
            location=OuterRef("location"), season=OuterRef("season"), episode=None
        )
        names = Q(location__isnull=False, season__isnull=False)
        return Q(kind__in=self.kinds) & names & ~Q(Exists(same))


HOMES: dict[str, Home] = {
    home.field: home for home in (Premiere(), ShowStatus(), Cast(), FilmingLocation())
}
