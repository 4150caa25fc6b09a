"""A claim as far as it has been read, and the words that it gets."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.reading.citations import ReadCitation
from articles.reading.found import FoundCitation, FoundClaim
from geekfeed.lib.dates import PreciseDate
from geekfeed.lib.sentences import in_sentence
from shows.ledger import Kind, Standing

LONGEST = 160  # characters of what a claim says (articles/models/claim.py)


@dataclass
class ReadClaim:
    """`number` is that of the season, recorded or not."""

    kind: Kind
    standing: Standing
    is_past: bool
    show: int | None = None
    season: int | None = None
    number: int | None = None
    person: int | None = None
    character: int | None = None
    location: int | None = None
    date: PreciseDate | None = None
    citation: ReadCitation | None = None
    because: str = ""
    sentence: int = 0
    who: str = ""
    whom: str = ""
    where: str = ""
    job: str = ""
    is_return: bool = False
    doubt: str = ""

    @property
    def about(self) -> tuple:
        """What it is about, so that two claims of the same are equal in it."""
        is_denial = self.standing == Standing.DENIED
        return (self.kind, self.show, self.number, self.who, self.whom, self.where, is_denial)

    def finished(self, citations: dict[int, FoundCitation]) -> FoundClaim:
        return FoundClaim(
            says=says(self)[:LONGEST],
            kind=str(self.kind.value),
            standing=str(self.standing.value),
            show=self.show,
            season=self.season,
            person=self.person,
            character=self.character,
            location=self.location,
            date=self.date,
            citation=citations.get(id(self.citation)),
            because=self.because,
            doubt=self.doubt,
        )


# Of a season, and of the whole show; where it matters, of what is over and of what is to come.
_TOLD = {
    (Kind.FILMING_BEGAN, "over"): (
        gettext_lazy("%(season)s began filming"),
        gettext_lazy("Filming began"),
    ),
    (Kind.FILMING_BEGAN, "to come"): (
        gettext_lazy("%(season)s begins filming"),
        gettext_lazy("Filming begins"),
    ),
    (Kind.FILMING_WRAPPED, "over"): (
        gettext_lazy("%(season)s finished filming"),
        gettext_lazy("Filming wrapped"),
    ),
    (Kind.FILMING_WRAPPED, "to come"): (
        gettext_lazy("%(season)s finishes filming"),
        gettext_lazy("Filming wraps"),
    ),
    (Kind.PREMIERE, "over"): (
        gettext_lazy("%(season)s premiered"),
        gettext_lazy("The series premiered"),
    ),
    (Kind.PREMIERE, "to come"): (
        gettext_lazy("%(season)s premieres"),
        gettext_lazy("The series premieres"),
    ),
    (Kind.RENEWED, ""): (
        gettext_lazy("%(season)s has been ordered"),
        gettext_lazy("The series has been renewed"),
    ),
    (Kind.CANCELLED, ""): (
        gettext_lazy("%(season)s has been cancelled"),
        gettext_lazy("The series has been cancelled"),
    ),
    (Kind.ANNOUNCED, ""): (
        gettext_lazy("%(season)s has been announced"),
        gettext_lazy("The series has been announced"),
    ),
    (Kind.LOCATION, ""): (
        gettext_lazy("%(season)s films at %(where)s"),
        gettext_lazy("Filming at %(where)s"),
    ),
    (Kind.CASTING, "returns"): (gettext_lazy("%(who)s returns as %(whom)s"),) * 2,
    (Kind.CASTING, "plays"): (gettext_lazy("%(who)s plays %(whom)s"),) * 2,
    (Kind.CASTING, "joins"): (gettext_lazy("%(who)s joins the cast"),) * 2,
    (Kind.CREW, "writes"): (gettext_lazy("%(who)s writes for %(of_season)s"),) * 2,
    (Kind.CREW, "runs"): (gettext_lazy("%(who)s runs %(of_season)s"),) * 2,
    (Kind.CREW, "produces"): (gettext_lazy("%(who)s produces %(of_season)s"),) * 2,
    (Kind.CREW, "directs"): (gettext_lazy("%(who)s directs %(of_season)s"),) * 2,
}
_HAVE_A_TIME = {Kind.FILMING_BEGAN, Kind.FILMING_WRAPPED, Kind.PREMIERE}


def says(claim: ReadClaim) -> str:
    """In a sentence, without the show's name."""
    season = _("Season %(number)d") % {"number": claim.number} if claim.number else ""
    facts = {
        "season": season,
        "of_season": in_sentence(season) if season else _("the show"),
        "who": claim.who,
        "whom": claim.whom,
        "where": claim.where,
    }
    of_season, of_show = _TOLD[claim.kind, _way(claim)]
    return str(of_season if season else of_show) % facts


def _way(claim: ReadClaim) -> str:
    if claim.kind in _HAVE_A_TIME:
        return "over" if claim.is_past else "to come"
    if claim.kind == Kind.CASTING:
        return ("returns" if claim.is_return else "plays") if claim.whom else "joins"
    return claim.job or "directs" if claim.kind == Kind.CREW else ""
