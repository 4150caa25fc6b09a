"""What a draft claims of the catalog, read with verbs.py: rather too little than too much."""

from collections.abc import Iterator
from datetime import date

from articles.reading import verbs
from articles.reading.attribution import DECIDES
from articles.reading.certainty import DENIED_AFTER, TAKEN_BACK, standing
from articles.reading.citations import ReadCitation
from articles.reading.claims import ReadClaim
from articles.reading.moments import moment
from articles.reading.parts import cast, located
from articles.reading.passages import Passage, bare
from articles.reading.script import SEASON, SHOW, Context, Mention, Script
from articles.reading.sentences import Sentence, lean
from articles.reading.subjects import subjects
from shows.ledger import SINGLE, Kind, Standing

MOST = 200  # claims of a draft


class Claims:
    """Gathers what sentences claim; the same claim made twice is one."""

    def __init__(self, context: Context, today: date) -> None:
        self.context, self.today = context, today
        self.made: list[ReadClaim] = []

    def read(self, told: list[Sentence]) -> None:
        lean(told)
        for at, sentence in enumerate(told):
            if sentence.script.is_question or len(self.made) >= MOST:
                continue
            found = list(self._of(sentence))
            after = told[at + 1] if found and at + 1 < len(told) else None
            if after and _takes_back(after, sentence):
                continue
            is_denied = after is not None and DENIED_AFTER.match(after.script.text[:80])
            for claim in found:
                claim.sentence = at
                if after and is_denied:
                    _deny(claim, after)
                self._add(claim)
        self._join()
        for claim in self.made:
            if claim.citation:
                claim.citation.claims += 1

    def _of(self, sentence: Sentence) -> Iterator[ReadClaim]:
        if verbs.FIRST_CUES.isdisjoint(sentence.script.stems):
            return  # most sentences are no news
        script: Script | None = None
        for news in verbs.NEWS:
            if not news.may_be_in(sentence.script):
                continue
            script = script or bare(sentence.script)
            said = [verb.search(script.text) is not None for verb in news.verbs]
            for verb, pattern in news.patterns:
                if not said[verb]:
                    continue
                for match in pattern.finditer(script.text):
                    yield from claims(
                        Passage(sentence, script, news.kind, match, self.context, self.today)
                    )

    def _add(self, claim: ReadClaim) -> None:
        if claim.kind == Kind.LOCATION:
            for made in self.made:
                is_same = (made.show, claim.number or made.number) == (claim.show, made.number)
                if made.kind == Kind.FILMING_BEGAN and is_same and made.sentence == claim.sentence:
                    made.location, made.date = claim.location, made.date or claim.date
                    return
        for made in self.made:
            if made.about == claim.about and _agree(made, claim):
                _merge(made, claim)
                return
        self.made.append(claim)

    def _join(self) -> None:
        """A claim of the show is that of its season, where the draft speaks of one season only."""
        for claim in list(self.made):
            if claim.number or claim.kind not in {*SINGLE, Kind.LOCATION}:
                continue
            its = [
                made
                for made in self.made
                if made.number and (*made.about[:2], None, *made.about[3:]) == claim.about
            ]
            if len(its) == 1 and _agree(its[0], claim):
                _merge(its[0], claim)
                self.made.remove(claim)


def claims(passage: Passage) -> Iterator[ReadClaim]:
    """What a place in a sentence claims, of each of its subjects."""
    how_sure = standing(passage)
    if how_sure is None:
        return
    for show, season in subjects(passage):
        claim = _claim(passage, show, season, how_sure)
        if claim is not None:
            yield claim


def _claim(
    passage: Passage, show: int | None, season: Mention | None, how_sure: Standing
) -> ReadClaim | None:
    kind, catalog = passage.kind, passage.context.catalog
    number = season.number if season else None
    if kind in (Kind.RENEWED, Kind.ANNOUNCED) and number is not None:
        kind = Kind.ANNOUNCED if number == 1 else Kind.RENEWED
    citation, verb = passage.sentence.nearest(passage.place[0]) or (None, "")
    is_official = citation is not None and citation.origin.number in catalog.officials
    if how_sure == Standing.REPORTED and is_official and DECIDES.search(verb):
        how_sure = Standing.CONFIRMED
    when, is_unread = moment(passage, kind)
    if is_unread and how_sure == Standing.DENIED:
        return None  # not then, whenever that is; perhaps at another time
    claim = ReadClaim(
        kind,
        how_sure,
        passage.is_past,
        show,
        catalog.season(show, number),
        number,
        date=when,
        citation=citation,
        because=passage.script.block.snippet(*passage.place),
        doubt=_doubt(passage, season, citation),
    )
    if kind in (Kind.CASTING, Kind.CREW) and not cast(passage, claim):
        return None
    if kind == Kind.LOCATION and not located(passage, claim):
        return None
    if kind == Kind.PREMIERE and claim.date is None:
        return None
    return claim


def _takes_back(after: Sentence, before: Sentence) -> bool:
    """ "It has since retracted the story": that of the sentence before; it names no other one."""
    if after.scene is not before.scene or not TAKEN_BACK.search(after.script.text[:80]):
        return False
    return not after.script.kinds & (SHOW | SEASON)


def _deny(claim: ReadClaim, denial: Sentence) -> None:
    """ "Netflix denied it": that is Netflix's word, and not that of whoever claimed it."""
    claim.standing = Standing.DENIED
    claim.citation, _verb = denial.nearest(denial.script.start) or (None, "")
    claim.doubt = (
        "source" if denial.is_somebodys else claim.doubt if claim.doubt == "season" else ""
    )


def _doubt(passage: Passage, season: Mention | None, citation: ReadCitation | None) -> str:
    if citation is None and passage.sentence.is_somebodys:
        return "source"
    return "season" if season and season.is_guess else ""


def _agree(one: ReadClaim, other: ReadClaim) -> bool:
    if one.date is None or other.date is None or one.date == other.date:
        return True
    return one.date.agrees(other.date)


def _merge(made: ReadClaim, claim: ReadClaim) -> None:
    """What rests on a source says more than what does not, and the more exact date more."""
    if made.citation is None and claim.citation is not None:
        made.citation, made.standing, made.because = claim.citation, claim.standing, claim.because
        made.is_past, made.doubt = claim.is_past, claim.doubt
    if made.date is None or (claim.date and made.date.covers(claim.date)):
        made.date = claim.date or made.date
    made.location = made.location or claim.location
    made.where = made.where or claim.where
