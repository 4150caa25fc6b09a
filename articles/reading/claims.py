"""What a draft claims of the catalog, read with verbs.py: rather too little than too much.

A question, an "if" and a "not yet" claim nothing. "Will not" is a denial, "reportedly" a rumour,
and confirmed is only what those announce who decide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.reading import verbs
from articles.reading.attribution import DECIDES
from articles.reading.citations import Proposal
from articles.reading.found import FoundCitation, FoundClaim
from articles.reading.script import (
    CHARACTER,
    DATE,
    PERSON,
    SEASON,
    SHOW,
    SOURCE,
    Context,
    Mention,
    Script,
    sign,
    signs,
)
from articles.reading.sentences import Sentence, lean
from geekfeed.lib.dates import PreciseDate, Precision
from shows.ledger import SINGLE, Kind, Standing

LONGEST = 160  # characters of what a claim says (articles/models/claim.py)
MOST = 200  # claims of a draft
DATED = {Kind.FILMING_BEGAN, Kind.FILMING_WRAPPED, Kind.LOCATION}

_CLAUSE = re.compile(
    r";|,\s(?:but|while|although|though|whereas|yet)\s|\s(?:but|although|whereas)\s|\s[–—]\s?"
    r"|,\sand\s(?=(?:it|they|he|she|there|fans|we|nobody|no)\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s?\([^()]{0,200}\)|,?\s?\b(?:according\sto|as\sper)\b[^,.;]{1,120}(?:,|(?=[.;])|\Z)"
    r"|,\s(?:on\sthe\sother\shand|however|meanwhile|though|too|of\scourse|in\sfact|for\s(?:its|their)\spart"
    r"|in\sturn|at\slast|after\sall|it\sseems|we\shear),"
    r"|,\sas\s[^,.;]{1,60}\s(?:reported|revealed|reports|notes|noted)[^,.;]{0,30},",
    re.IGNORECASE,
)
# "Mike Colter (Luke Cage) has joined": whom he plays, and not what the sentence is about.
_PART = re.compile(rf"(?<={sign(PERSON)})\s\({sign(CHARACTER)}\)")
_MAYBE = re.compile(
    r"\b(?:if|whether|unless|when|whenever|once|until|before|ahead\sof|as\ssoon\sas|in\scase"
    r"|hop(?:e|es|ing|ed)|hopefully|wish(?:es)?|wants?|wanted|should|wonder\w*|imagin\w+|suppose"
    r"|would\slike|let's|asked|ask|dream\w*|unclear|so\sthat|must|need(?:s|ed)?|bet|guess"
    r"|in\sorder\sto|petition\w*|demand\w*|pray\w*|deserves?|ought|how|why|what|eager|waiting"
    r"|pretend\w*|remember|as\sthough|late\sto|to\ssee|looking\sforward|almost|nearly)\b",
    re.IGNORECASE,
)
# What was to happen has not.
_HAD_BEEN = re.compile(
    r"\b(?:had|was|were)\s(?:\w+\s)?(?:been\s)?"
    r"(?:set|due|slated|scheduled|expected|supposed|meant|to)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|never|nobody|none|neither|nor|without|hardly|nothing|cannot|yet\sto|few|refus\w+"
    r"|declin\w+|fail\w*|stop\w*|too\s\w+\sto|anything\sbut|far\sfrom)\b|n't\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:not|never|no\slonger|no\splans|yet\sto)\b|n't\b", re.IGNORECASE)
_WILL_NOT = re.compile(
    r"\b(?:(?:will|would)\s(?:\w+ly\s)?(?:not|never|no\slonger)|won't|wouldn't|no\splans"
    r"|not\s(?:\w+\s)?(?:going|planning|set|due|scheduled)|no\slonger|(?:is|are)\snot\sto)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:ies|ied|ying)|debunk(?:s|ed)|not\strue|untrue|(?:is|are|was|were|turned\sout\sto\sbe|proved)\s(?:false|wrong|nonsense|a\shoax)|no\struth"
    r"|shot\sdown|shoots\sdown|shut\sdown\s(?:rumou?rs|reports)|refut(?:es|ed)|dismiss(?:es|ed))\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"\W*(?:that|this|it|those|these|(?:the|those|these)\s(?:reports?|rumou?rs?|claims?|story))\s"
    r"(?:is|was|are|were|has\sbeen|have\sbeen|turned\sout\sto\sbe)\s(?:simply\s|now\s|also\s)?"
    r"(?:not\strue|untrue|false|wrong|nonsense|denied|debunked|a\shoax)",
    re.IGNORECASE,
)
_RUMOUR = re.compile(
    r"\b(?:rumou?r(?:ed|s)?|reportedly|allegedly|supposedly|may|might|could|said\sto|speculat\w+"
    r"|whispers?|unconfirmed|possibly|perhaps|potentially|believed\sto|thought\sto|likely|probably"
    r"|tipped\sto|eyeing|eyes|in\stalks|word\shas\sit)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|to|set|due|may|might|could|scheduled|slated|going|soon|won't|wouldn't)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:ago|recently|yesterday|last\s(?:week|month|year|night))\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:has|have|had|was|were|did)\b", re.IGNORECASE)
_DONE = re.compile(
    r"(?:\w+ed|began|begun|got|gotten|gone|went|under\s?way|filming|shooting|sent|over|cast|greenlit"
    r"|took over|shot|film)(?:\s(?:up|off|under\s?way))?\Z|gotten|\bgot\b|\bbeen\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"premier|arriv|return|debut|releas|launch|wrap|finish|renew|cancel|announc|drop|hit|stream"
    r"|began|begin|start|ordered|since|" + sign(SHOW | SEASON),
    re.IGNORECASE,
)
_SAID_THEN = re.compile(
    r"(?:report|said|says|announc|reveal|confirm|told|wrote|tweet|learn|publish|post)\w*\s"
    r"(?:on\s|late\s|earlier\s|back\son\s)?\Z",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|through|to)\s\Z", re.IGNORECASE)
_OF = re.compile(
    r"([\w'-]+)\s(?:of|for|from|about|in|on|with|to)\s"
    rf"(?:(?:the|its|netflix's|marvel's|{sign(SOURCE)}(?:'s?)?)\s){{0,2}}[“\"‘'(]?\Z",
    re.IGNORECASE,
)
_WEAK = re.compile(r"return|arriv|land|hit|drop|out|back|com|here", re.IGNORECASE)
_TITLES = re.compile(
    r"\A(?:Actor|Actress|Star|Newcomer|Director|Writer|Comedian|Singer|Sir|Dame|Oscar|Emmy|Winner"
    r"|Veteran|Producer|Creator|Author|Showrunner|Novelist|Filmmaker|Also|And|But|Now|With|While"
    r"|Today|Yesterday|Meanwhile|Additionally|Finally)\s"
)


@dataclass
class Claim:
    """As far as it has been read; `number` is that of the season, recorded or not."""

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
    proposal: Proposal | None = None
    because: str = ""
    sentence: int = 0
    who: str = ""
    whom: str = ""
    where: str = ""
    job: str = ""
    is_return: bool = False

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
            citation=citations.get(id(self.proposal)),
            because=self.because,
        )


def says(claim: Claim) -> str:
    """In a sentence, without the show's name."""
    season = _("Season %(number)d") % {"number": claim.number} if claim.number else ""
    facts = {
        "season": season,
        "of_season": season.lower() if season else _("the show"),
        "who": claim.who,
        "whom": claim.whom,
        "where": claim.where,
    }
    match claim.kind:
        case Kind.FILMING_BEGAN if season:
            said = (
                _("%(season)s began filming") if claim.is_past else _("%(season)s begins filming")
            )
        case Kind.FILMING_BEGAN:
            said = _("Filming began") if claim.is_past else _("Filming begins")
        case Kind.FILMING_WRAPPED if season:
            said = (
                _("%(season)s finished filming")
                if claim.is_past
                else _("%(season)s finishes filming")
            )
        case Kind.FILMING_WRAPPED:
            said = _("Filming wrapped") if claim.is_past else _("Filming wraps")
        case Kind.RENEWED:
            said = _("%(season)s has been ordered") if season else _("The series has been renewed")
        case Kind.CANCELLED:
            said = (
                _("%(season)s has been cancelled") if season else _("The series has been cancelled")
            )
        case Kind.ANNOUNCED:
            said = (
                _("%(season)s has been announced") if season else _("The series has been announced")
            )
        case Kind.PREMIERE if season:
            said = _("%(season)s premiered") if claim.is_past else _("%(season)s premieres")
        case Kind.PREMIERE:
            said = _("The series premiered") if claim.is_past else _("The series premieres")
        case Kind.CASTING if claim.whom and claim.is_return:
            said = _("%(who)s returns as %(whom)s")
        case Kind.CASTING if claim.whom:
            said = _("%(who)s plays %(whom)s")
        case Kind.CASTING:
            said = _("%(who)s joins the cast")
        case Kind.CREW if claim.job == "writes":
            said = _("%(who)s writes for %(of_season)s")
        case Kind.CREW if claim.job == "runs":
            said = _("%(who)s runs %(of_season)s")
        case Kind.CREW if claim.job == "produces":
            said = _("%(who)s produces %(of_season)s")
        case Kind.CREW:
            said = _("%(who)s directs %(of_season)s")
        case Kind.LOCATION if season:
            said = _("%(season)s films at %(where)s")
        case _:
            said = _("Filming at %(where)s")
    return said % facts


class Claims:
    """Gathers what sentences claim; the same claim made twice is one."""

    def __init__(self, context: Context, today: date) -> None:
        self.context, self.today = context, today
        self.made: list[Claim] = []

    def read(self, told: list[Sentence]) -> None:
        lean(told)
        for at, sentence in enumerate(told):
            if sentence.script.is_question or len(self.made) >= MOST:
                continue
            after = told[at + 1].script.text[:80] if at + 1 < len(told) else ""
            is_denied = bool(_DENIED_AFTER.match(after))
            for claim in self._of(sentence):
                claim.sentence = at
                if is_denied:
                    claim.standing = Standing.DENIED
                self._add(claim)
        self._join()
        for claim in self.made:
            if claim.proposal:
                claim.proposal.claims += 1

    def _of(self, sentence: Sentence) -> Iterator[Claim]:
        if verbs.FIRST_CUES.isdisjoint(sentence.script.stems):
            return  # most sentences are no news
        script: Script | None = None
        for news in verbs.NEWS:
            if not news.may_be_in(sentence.script):
                continue
            script = script or _bare(sentence.script)
            for verb, pattern in news.patterns:
                if not verb.search(script.text):
                    continue
                for match in pattern.finditer(script.text):
                    yield from Reading(self, sentence, script, news.kind, match).claims()

    def _add(self, claim: Claim) -> None:
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


def _bare(script: Script) -> Script:
    """Without what stands beside the point: brackets, and who says so."""
    subject = signs(SHOW | SEASON)
    spans = [match.span() for match in _PART.finditer(script.text)]
    spans += [
        match.span()
        for match in _ASIDE.finditer(script.text)
        if not ("(" in match[0][:2] and subject.search(match[0]))
        and not (match[0].lstrip(", ")[:1] in "aA" and subject.search(match[0]))
    ]
    return script.without(set(spans)) if spans else script


def _agree(one: Claim, other: Claim) -> bool:
    if one.date is None or other.date is None or one.date == other.date:
        return True
    return one.date.agrees(other.date)


def _merge(made: Claim, claim: Claim) -> None:
    """What rests on a source says more than what does not, and the more exact date more."""
    if made.proposal is None and claim.proposal is not None:
        made.proposal, made.standing, made.because = claim.proposal, claim.standing, claim.because
        made.is_past = claim.is_past
    if made.date is None or (claim.date and made.date.covers(claim.date)):
        made.date = claim.date or made.date
    made.location = made.location or claim.location
    made.where = made.where or claim.where


class Reading:
    """One place in a sentence that may claim something."""

    def __init__(
        self,
        claims: Claims,
        sentence: Sentence,
        script: Script,
        kind: Kind,
        match: re.Match[str],
    ) -> None:
        self.context, self.today = claims.context, claims.today
        self.sentence, self.script, self.match = sentence, script, match
        self.kind = kind
        self.groups = {name: said for name, said in match.groupdict().items() if said}
        self.aux = self.groups.get("aux", "") + self.groups.get("aux2", "")
        self.verb = self.groups.get("verb", "")
        text = script.text
        breaks = [
            0,
            *(b.end() for b in _CLAUSE.finditer(text, 0, match.start())),
        ]
        after = _CLAUSE.search(text, match.end())
        self.begin, self.end = breaks[-1], after.start() if after else len(text)

    def claims(self) -> Iterator[Claim]:
        standing = self._standing()
        if standing is None:
            return
        for show, season in self._subjects():
            claim = self._claim(show, season, standing)
            if claim is not None:
                yield claim

    def _claim(self, show: int | None, season: Mention | None, standing: Standing) -> Claim | None:
        kind = self.kind
        number = season.number if season else None
        if kind in (Kind.RENEWED, Kind.ANNOUNCED) and number is not None:
            kind = Kind.ANNOUNCED if number == 1 else Kind.RENEWED
        proposal, verb = self.sentence.nearest(self._place[0]) or (None, "")
        officials = self.context.catalog.officials
        if (
            standing == Standing.REPORTED
            and proposal
            and proposal.origin.number in officials
            and DECIDES.search(verb)
        ):
            standing = Standing.CONFIRMED
        claim = Claim(
            kind,
            standing,
            self.is_past,
            show,
            self.context.catalog.season(show, number),
            number,
            date=self._date(kind),
            proposal=proposal,
            because=self.script.block.snippet(*self._place),
        )
        if kind in (Kind.CASTING, Kind.CREW) and not self._cast(claim):
            return None
        if kind == Kind.LOCATION and not self._located(claim):
            return None
        if kind == Kind.PREMIERE and claim.date is None:
            return None
        return claim

    @property
    def _place(self) -> tuple[int, int]:
        return self.script.span(self.match.start(), self.match.end())

    @property
    def is_past(self) -> bool:
        if _FUTURE.search(self.aux):
            # "is said to have begun" is over.
            return bool(re.search(r"\bto\shave\b", self.aux))
        if _AGO.search(self.script.text, self.begin, self.end):
            return True
        if self.kind == Kind.LOCATION:
            return bool(re.search(r"\b(?:was|were|been)\b", self.verb + self.aux))
        return bool(_PAST.search(self.aux) or _DONE.search(self.verb))

    # -- How sure ------------------------------------------------------------------------

    def _standing(self) -> Standing | None:
        """None: nothing is claimed."""
        text, match = self.script.text, self.match
        before = text[self.begin : match.start()]
        clause = text[self.begin : self.end]
        whole = text[: self.end]
        if _HAD_BEEN.search(self.aux):
            return None
        if _MAYBE.search(before) or _MAYBE.search(self.aux.replace("expected", "")):
            return None
        if self.kind == Kind.LOCATION and _MAYBE.search(self.groups.get("mid", "")):
            return None
        is_base = self.verb.lower() in BASE
        if is_base and not self.aux and not self.groups.get("subj"):
            return None
        is_denied = bool(_DENIED.search(whole))
        if _NOT.search(before):
            return (
                None if not is_denied or _NOT.search(_DENIED.sub("", before)) else Standing.DENIED
            )
        if _NOT_YET.search(self.aux):
            return self._negated() if not is_denied else None
        if self.kind == Kind.LOCATION and _NOT.search(self.groups.get("mid", "")):
            return None
        if is_denied:
            return Standing.DENIED
        return Standing.RUMOURED if _RUMOUR.search(clause) else Standing.REPORTED

    def _negated(self) -> Standing | None:
        tail = self.groups.get("tail", "").lower()
        if self.kind == Kind.PREMIERE and re.search(
            r"\b(?:until|before|later|sooner|earlier)\b", tail
        ):
            # "Not until 2018" is in 2018; "not before" says nothing.
            return Standing.REPORTED if "until" in tail else None
        if _WILL_NOT.search(self.aux):
            return Standing.DENIED
        is_over = self.kind == Kind.CANCELLED and not re.search(r"\byet\b", self.aux)
        return Standing.DENIED if is_over else None

    # -- What about ----------------------------------------------------------------------

    def _subjects(self) -> Iterator[tuple[int | None, Mention | None]]:
        """The shows, each with the mention of a season if one is meant."""
        named = self._named(self.groups.get("subj", ""))
        later = self._named(self.groups.get("later", "") or self.groups.get("season", ""))
        season = next((m for m in later if m.number), None)
        if (
            self.kind in (Kind.RENEWED, Kind.PREMIERE)
            and season
            and (named or self.groups.get("it"))
        ):
            if not named:
                yield from ((show, season) for show, _season in self._implied())
            for mention in named:
                show = self._show(mention)
                if show:
                    yield show, season
            return
        if named and self._is_only_part():
            return
        mentions = named or later
        if self.kind == Kind.LOCATION:
            mentions = self._of_location()
        if mentions:
            for mention in mentions:
                show = self._show(mention)
                if show or self.kind == Kind.CASTING:
                    yield show, mention if mention.number else None
            return
        if (
            not self.groups.get("it")
            and "subj" in self.match.re.groupindex
            and self.kind
            not in (
                *DATED,
                Kind.CASTING,
                Kind.CREW,
            )
        ):
            return
        yield from self._implied()

    def _is_only_part(self) -> bool:
        """ "The soundtrack of Luke Cage will be released": something else than the show."""
        match = self.match
        if match.start("subj") > match.start("verb"):
            return False
        before = _OF.search(
            self.script.text[max(0, match.start("subj") - 60) : match.start("subj")]
        )
        return before is not None and before[1].lower() not in WHOLE

    def _named(self, said: str) -> list[Mention]:
        return list(self.script.signs(said, SHOW | SEASON))

    def _show(self, mention: Mention) -> int | None:
        if mention.show and not mention.of("show"):
            return mention.show
        shows = mention.of("show")
        about = [show for show in shows if show.number in self.context.shows] or shows
        if len(about) != 1:
            return None
        is_certain = len(mention.things) == 1
        if not is_certain and self.kind == Kind.PREMIERE and _WEAK.match(self.verb):
            return about[0].number if about[0].number in self.context.shows else None
        if not is_certain and about[0].number:
            # Nobody but a show begins filming, is renewed or has a cast.
            mention.settle(about[0].number)
        return about[0].number

    def _of_location(self) -> list[Mention]:
        """What films there: named in the clause, before the verb or right after it."""
        text, match = self.script.text, self.match
        inside = self._named(match[0])
        before = self._named(text[self.begin : match.start()])
        return inside[:1] or before[-1:]

    def _implied(self) -> Iterator[tuple[int | None, Mention | None]]:
        """ "Filming has begun": on the show that this block named last, or on the main one."""
        scene, place = self.sentence.scene, self._place[0]
        named, main = scene.show_before(place), self.context.main
        show = named.show if named else main
        is_here = named is not None and named.start >= self.script.start
        if not show:
            if self.kind == Kind.CASTING:
                yield None, None
            return
        says_so = self.groups.get("it") or self.match[0].lower().startswith("the ")
        is_it = self.groups.get("it", "").lower() == "it"
        if named and not is_here and main not in (None, show) and (is_it or not says_so):
            return
        season = scene.season_before(place, show)
        if season and self.kind not in DATED and season.start < self.script.start:
            season = None
        yield show, season

    # -- Who, where and when -------------------------------------------------------------

    def _cast(self, claim: Claim) -> bool:
        if person := self.groups.get("pers"):
            mention = self.script.mention(person)
            claim.person = mention.one("person")
            claim.who = next((thing.name for thing in mention.of("person")), "")
        elif name := self.groups.get("unknown"):
            while (shorter := _TITLES.sub("", name)) != name:
                name = shorter
            claim.who = name if " " in name else ""
            if not claim.show:
                return False
        if claim.person is None and not self.groups.get("unknown"):
            return False
        if character := self.groups.get("char"):
            mention = self.script.mention(character)
            claim.character = mention.one("character")
            claim.whom = next((thing.name for thing in mention.of("character")), "")
        claim.is_return = bool(re.match(r"return|back|repris", self.verb, re.IGNORECASE))
        job = (self.groups.get("job") or self.verb).lower()
        claim.job = next((does for part, does in JOBS if part in job), "directs")
        return bool(claim.who)

    def _located(self, claim: Claim) -> bool:
        mention = self.script.mention(self.groups["loc"])
        claim.location = mention.one("location")
        claim.where = next((thing.name for thing in mention.of("location")), "")
        return claim.location is not None

    def _date(self, kind: Kind) -> PreciseDate | None:
        if when := self.groups.get("when"):
            return self._on(when)
        if kind in DATED:
            return self._date_near()
        date_ = self._date_beside()
        is_day = date_ and date_.precision == Precision.DAY and date_.day <= self.today
        return date_ if is_day else None

    def _on(self, written: str) -> PreciseDate | None:
        spoken = self.script.mention(written).date
        return spoken.on(self.today, self.is_past) if spoken else None

    def _date_near(self) -> PreciseDate | None:
        """In the same clause, and not another verb's."""
        text, match = self.script.text, self.match
        for date_ in signs(DATE).finditer(match[0]):
            return self._on(date_[0])
        for date_ in signs(DATE).finditer(text[match.end() : self.end]):
            between = text[match.end() : match.end() + date_.start()]
            if len(between) > 90 or _OTHER.search(between.replace(" since ", " ")):
                break
            if not _SAID_THEN.search(between) and not _UNTIL.search(between):
                return self._on(date_[0])
        found = None
        for date_ in signs(DATE).finditer(text[self.begin : match.start()]):
            found = date_
        if found:
            between = text[self.begin + found.end() : match.start()]
            before = text[max(0, self.begin + found.start() - 25) : self.begin + found.start()]
            verbs_between = _OTHER.search(signs(SHOW | SEASON).sub("", between))
            if len(between) < 60 and not verbs_between and not _SAID_THEN.search(before):
                return self._on(found[0])
        return None

    def _date_beside(self) -> PreciseDate | None:
        text, match = self.script.text, self.match
        inside = signs(DATE).search(match[0])
        after = re.match(rf"['”\"]?,?\s(?:on\s|late\s|early\s)?({sign(DATE)})", text[match.end() :])
        first = re.match(rf"\W*(?:on\s)?({sign(DATE)}),?\s", text[self.begin :])
        for date_ in (inside, after, first):
            if date_ is not None:
                return self._on(date_[date_.re.groups])
        return None


# Of these an order or a wish is made, too; a claim needs somebody who does it.
BASE = (
    "renew",
    "cancel",
    "axe",
    "scrap",
    "begin",
    "start",
    "tap",
    "renewing",
    "cancelling",
    "canceling",
    "beginning",
    "starting",
)
# Of these of a show it is told what is told of the show.
WHOLE = {
    "season", "seasons", "episode", "episodes", "series", "cast", "crew", "stars", "team", "run",
    "production", "filming", "shooting", "photography", "cameras", "work", "rest", "premiere",
    "release", "debut", "return", "launch", "makers", "producers", "one", "all", "both",
}  # fmt: skip
JOBS = [("writ", "writes"), ("pen", "writes"), ("showrun", "runs"), ("produc", "produces")]
