"""Who says so? Attribution phrases, as news is written: "according to X (via Y)", "Y reports that".

A source that nobody has recorded is taken for one where it looks like a publication, or where the
phrase is used of nothing else; as a guess also where it has a name and looks like nobody in
particular. An actress who said something is no source of ours. Whoever passed something on is never
taken for the one who said it first: where that one cannot be told, nobody is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.reading.catalog import called
from articles.reading.found import Named
from articles.reading.publications import ANY, LOOSE, STRICT, Publications
from articles.reading.script import DATE, HIDDEN, PERSON, SOURCE, Script, sign, stems

_KNOWN = sign(SOURCE)
_UNKNOWN = (
    r"(?-i:(?<![\w.])(?:The\s)?[A-Z/][\w.'&/+-]*(?:\s(?:(?:of|the|on|for|and"
    r"|&)\s)?[A-Z][\w.'&/+-]*){0,4}"
    r"|(?<![\w.@-])[a-z0-9][a-z0-9-]{1,40}\.(?:com|net|org|tv|io|co\.uk)\b)"
)
_NAMED = rf"(?-i:the\s)?(?P<source>{_KNOWN}|{_UNKNOWN})"
_MORE = rf"(?-i:the\s)?(?:{_KNOWN}|{_UNKNOWN})"

_PAPER = (
    r"(?:(?:reports?|story|article|post|piece|tweet|interview|sources?|insiders?|statement"
    r"|press\srelease|filing|rumou?rs?|news|word|information|page|account|folks|team|people"
    r"|exclusive|scoop|update|listing)\s"
    r"(?:from|by|in|at|with|on|of|over\sat|posted\sby|published\sby|posted\son|published\sin)\s)"
)
_LEAD = rf"(?:(?:an?|the|its|their|this|one|our|some)\s)?(?:[\w-]+\s){{0,2}}?{_PAPER}"
_AUX = (
    r"(?:(?:has|have|had|is|are|was|were|also|now|just|previously|first|since|later|already|earlier"
    r"|originally|exclusively|officially|recently|\w+ly"
    rf"|(?:on\s)?{sign(DATE)})\s){{0,3}}"
)
# What publications do and nobody else; and what people do, too.
_REPORTS = (
    r"(?:reports|reported|reporting|first\sreported|br(?:oke|eaks)\sthe\snews"
    r"|(?<=has\s)learned|(?<=have\s)learned)"
)
_SAYS = (
    r"(?:reports?|reported|says?|said|learn(?:s|ed|t)|reveal(?:s|ed|ing)?|confirm(?:s|ed|ing)?"
    r"|announc(?:es?|ed|ing)|claim(?:s|ed|ing)?|not(?:es|ed)|stat(?:es|ed)|writes|wrote|add(?:s"
    r"|ed)|hearing"
    r"|tweet(?:s|ed)|hears|heard|post(?:s|ed)|spotted|unveil(?:s|ed)|shared|den(?:ies|ied)"
    r"|debunk(?:s|ed)|insists|suggests|pegs|teas(?:es|ed)|points\sout|pointed\sout|told\sus"
    r"|(?:sh(?:ot|oots)\sdown|dismiss(?:es|ed)|reject(?:s|ed)|refut(?:es|ed)|quash(?:es|ed))\s"
    r"(?=(?:\w+\s){0,3}(?:rumou?rs?|reports?|claims?|speculation|suggestions?|that)\b))"
)
# Of somebody unknown it is told in so many words that they said so; one word more is a surname.
_TELLS = r"(?:says|claims|confirms|reveals\sthat|writes|is\sreporting|hears)"
_TOLD = r"(?:said|claimed|confirmed|revealed\sthat|wrote|(?<=has\s)heard|(?<=has\s)confirmed)"
_WORD = r"(?-i:(?<![\w.])[A-Z][\w&/+-]*)"
_WORDS = (
    r"(?-i:(?<![\w.])(?:The\s)?[A-Z][\w.'&/+-]*(?:\s(?:(?:of|the|on|for|and|&)\s)?[A-Z][\w.'&/+-]*)"
    r"{1,4})"
)
_ASIDE = (
    r"(?:\sthat\s|,\s[^,.;:()]{1,60},\s|\s\([^()]{1,60}\)\s|'s\s[A-Z][\w'-]+\s[A-Z][\w'-]+\s"
    r"|'s\s(?:report|story|sources?|insiders?)\s|\s)"
)
_END = (
    r"(?=['\"”’]?\s?(?:$|[.,;:()—–!?]|(?:in|on|this|last|earlier|which|who|has|have|and)\s"
    rf"|{sign(DATE)}))"
)


@dataclass(frozen=True)
class Rule:
    """Tried on sentences that have one of the cues in them, and one of the `needs` as it is written
    there; most have not."""

    cues: set[str]
    pattern: re.Pattern[str]
    how: int = STRICT
    is_hop: bool = False
    needs: tuple[str, ...] = ()


def _rule(cues: str, pattern: str, **facts: Any) -> Rule:
    return Rule(stems(cues), re.compile(pattern, re.IGNORECASE), **facts)


RULES = [
    _rule("according per", rf"\b(?:according\sto|as\sper)\s(?:{_LEAD})?{_NAMED}", how=LOOSE),
    _rule(
        "report broke breaks learned first",
        rf"{_NAMED}{_ASIDE}{_AUX}(?P<verb>{_REPORTS})\b(?!\sto\b)",
        how=LOOSE,
    ),
    _rule(
        "report say says said learn reveal confirm announce claim notes noted state writes wrote"
        " adds"
        " added tweet hear post spotted unveil shared deny denies debunk insist suggest pegs tease"
        " point told shot shoots dismiss reject refute quash",
        rf"{_NAMED}{_ASIDE}{_AUX}(?P<verb>{_SAYS})\b",
    ),
    _rule(
        "say says claim confirm reveal write report hear said wrote",
        rf"(?P<source>{_WORDS}){_ASIDE}{_AUX}(?P<verb>{_TELLS}|{_TOLD})\b",
        how=LOOSE,
    ),
    _rule(
        "say says claim confirm reveal write report hear",
        rf"(?P<source>{_WORD}){_ASIDE}{_AUX}(?P<verb>{_TELLS})\b",
        how=LOOSE,
    ),
    _rule(
        "report say says said reveal confirm announce claim notes noted wrote",
        rf"\bas\s{_NAMED}{_ASIDE}{_AUX}(?P<verb>{_SAYS})\b",
        how=LOOSE,
        needs=("As ", " as "),
    ),
    _rule(
        "report reveal announce discover publish uncover broken claim",
        r"\b(?P<verb>reported|revealed|announced|published|uncovered|broken|claimed)\s(?:\w+ly\s)?"
        rf"by\s{_NAMED}",
        how=LOOSE,
        needs=(" by ",),
    ),
    _rule(
        "report reveal confirm announce spotted post discover publish uncover unveil broken notice"
        " deny denied debunk obtain seen shared",
        r"\b(?P<verb>reported|revealed|confirmed|announced|spotted|posted|discovered|published"
        r"|uncovered|unveiled|broken|noticed|denied|debunked|obtained|seen|shared)\s(?:\w+ly\s)?"
        rf"(?:by|on|in|at)\s{_NAMED}",
    ),
    _rule(
        "first originally",
        r"\b(?:first|originally)\s(?:reported|revealed|spotted)\s(?:by|in|at)\s" + _NAMED,
        how=LOOSE,
    ),
    _rule(
        "told tell confirm reveal explain tease hint admit joke chat speak spoke talk interview"
        " conversation sat writing wrote",
        r"\b(?:told|tells|telling|tell|sp(?:eaking|oke|oken)\s(?:to|with)"
        r"|talk(?:ing|ed)?\s(?:to|with)|chat(?:t(?:ed|ing))?\swith"
        r"|(?:confirmed|revealed|explained|teased|hinted|admitted|joked)\sto"
        r"|interview(?:ed)?\s(?:with|by|for|in)"
        rf"|in\sconversation\swith|sat\sdown\swith|wr(?:iting|ote)\s(?:in|for))\s{_NAMED}",
    ),
    _rule(
        "told tell confirm reveal explain speak spoke",
        r"\b(?:told|tells|telling|tell|sp(?:eaking|oke|oken)\s(?:to|with)"
        rf"|(?:confirmed|revealed|explained)\sto)\s(?P<source>{_WORDS})",
        how=LOOSE,
    ),
    _rule(
        "source interview speak",
        r"\b(?:(?:sources?|insiders?)\s(?:have\s|has\s)?(?:tells?|told)"
        rf"|interview\s(?:with|for)|speaking\s(?:to|with))\s{_NAMED}",
        how=LOOSE,
    ),
    _rule(
        "report story scoop exclusive sources insiders",
        rf"(?P<source>{_WORDS}|{_WORD})'s\s(?:own\s)?(?:report|sources?|insiders?|scoop|exclusive)\b",
        how=LOOSE,
        needs=("'s ",),
    ),
    _rule(
        "report says said writes wrote notes claim announce confirm",
        r"(?:^|[,”\"—–]\s?)(?P<verb>reports|reported|says|said|writes|wrote|notes|claims|announced"
        rf"|confirmed)\s{_NAMED}{_END}",
        how=LOOSE,
    ),
    _rule("report", rf"\s(?P<verb>reports|reported)\s{_NAMED}(?=[.;)]|\Z)"),
    _rule("source", rf"(?:\A|[(\[]|\s)sources?:\s{_NAMED}", how=ANY),
    _rule(
        "report story scoop exclusive article interview sources",
        rf"(?P<source>{_KNOWN})'s?\s(?:\w+\s)?"
        r"(?:report|story|scoop|exclusive|article|interview|sources)\b",
    ),
    _rule(
        "word news report information rumor rumour update story scoop picture photo it",
        r"\b(?:word|news|reports?|information|rumou?rs?|update|story|scoop|pictures?|photos?|it)\s"
        rf"(?:comes|come|came)\s(?:to\sus\s)?(?:from|by\sway\sof)\s{_NAMED}",
    ),
    _rule("told tell", rf"(?P<source>{_KNOWN}){_ASIDE}{_AUX}(?P<verb>told|tells)\s(?={_MORE})"),
    _rule(
        "report story article post piece tweet interview source insider statement release filing"
        " rumor rumour news word information page account folks team people exclusive scoop update"
        " listing",
        rf"\b(?:{_PAPER}){_NAMED}(?='?s?\s(?:\w+ly\s)?(?:\w+s|\w+ed|that)\b|,)",
    ),
    _rule(
        "courtesy per credit thanks",
        rf"\b(?:courtesy\sof|(?<!as\s)per|credit\sto|thanks\sto)\s{_NAMED}",
    ),
    _rule("per", rf"\b(?<!as\s)per\s{_NAMED}", how=LOOSE),
    _rule(
        "via h hat",
        rf"\((?:via|h/t|hat\stip)[:\s]\s?(?:to\s)?{_NAMED}(?P<more>[^()]{{0,120}})\)",
        how=ANY,
        is_hop=True,
    ),
    _rule("way", rf"\bby\sway\sof\s{_NAMED}", is_hop=True),
    _rule(
        "via h hat",
        rf"(?<![\w(/])(?:via|h/t|hat\stip)[:\s]\s?(?:to\s)?{_NAMED}"
        rf"(?P<more>(?:(?:,\s|\sand\s|,?\svia\s){_MORE}){{0,3}})",
        is_hop=True,
    ),
    _rule("via", rf"(?<![\w(/])via[:\s]\s?(?P<source>{_WORDS})", how=LOOSE, is_hop=True),
]
CUES = set().union(*(rule.cues for rule in RULES))
_BY_CUE = {cue: [at for at, rule in enumerate(RULES) if cue in rule.cues] for cue in CUES}
# What only those do who decide: their act is their word, if nobody else is named for it.
_ACT = re.compile(
    rf"(?P<source>{_KNOWN})(?:'s)?{_ASIDE}{_AUX}(?P<verb>renew(?:s|ed)|order(?:s|ed)"
    rf"|greenl(?:ights?|it)"
    r"|cancell?(?:s|ed)|axe[sd]|commission(?:s|ed)|picked\sup|picks\sup|sets|(?<=has\s)set|dated"
    r"|dates|casts?|g(?:ives|iven|ave)"
    r"|pull(?:s|ed)\sthe\splug|scrap(?:s|ped))\b",
    re.IGNORECASE,
)
DECIDES = re.compile(
    r"announc|confirm|reveal|unveil|renew|order|greenl|cancel|axe|commission|pick|\bset|date|cast"
    r"|pull|scrap|tweet|g(?:ive|ave)|den(?:y|ie)",
    re.IGNORECASE,
)
# Somebody says so whom nobody can cite.
_PERSON_SAYS = re.compile(
    rf"(?:{sign(PERSON)}|(?-i:[A-Z][\w'-]+)|\b(?:he|she|they))\s{_AUX}(?:said|says|reported|reports"
    r"|claim(?:s|ed)|reveal(?:s|ed)|confirm(?:s|ed)|announc(?:es|ed)|told|tells|tease[sd]|wrote|writes|tweet(?:s|ed)"
    r"|admit(?:s|ted))\b"
    rf"|[,”\"]\s(?:says|said)\s(?:{sign(PERSON)}|(?-i:[A-Z])|(?:he|she|they)\b)",
    re.IGNORECASE,
)
_SITE_OR_SO = (
    r"(?:sites?|websites?|blogs?|fans?|users?|accounts?|outlets?|newspapers?|papers?|magazines?|leakers?"
    r"|insiders?|sources?|youtubers?|podcasts?|reports?|redditors?|tweets?|posts?|pages?|forums?"
    r"|scoopers?|publications?|channels?|interviews?|rumou?rs?|extras?|neighbou?rs?|spokes\w+)"
)
_SOMEBODY = re.compile(
    r"\b(?:according\sto|as\sper)\s"
    rf"|\b{_SITE_OR_SO}(?:\s[^.,;()]{{0,40}}?)?\s{_AUX}(?:say|said|says|report|claim|reveal|hear"
    r"|suggest|hint|confirm|tell|told)(?:s|ed)?\b"
    r"|[,”\"]\s(?:says|said|reports|reported|claims|claimed)\s(?:an?|one|some)\s"
    r"|(?<!\w)via[:\s]\s?(?-i:[A-Z])|\bha(?:s|ve)\sit\sthat\b"
    r"|\b(?:reported|revealed|claimed|confirmed)\sby\s",
    re.IGNORECASE,
)
# A sentence begins with these, and no name.
_BEGINNING = re.compile(
    r"\A(?:(?:As|But|And|Now|Yesterday|Today|Meanwhile|While|Also|Still|Then|Later|Though|Although"
    r"|Whereas|Per|Via|Finally|Recently|Earlier|On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s)+"
)
_ENDS = re.compile(
    r"['\"”’]?\s?(?:\Z|[.,;:()\[\]—–!?-]|(?:via|by|and|but|who|which|that|as|at|about|during|in|on|this|last|earlier"
    r"|today|yesterday|has|have|is|was|will|the|a|an|sources?|reports?|insiders?|website)\b"
    rf"|{sign(DATE | SOURCE)})|'s\s",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\s(?:to|for|no)\s", re.IGNORECASE)
_UNSAID = re.compile(
    r"\b(?:neither|nor|nobody\sat|no\sone\sat|none\sof|if|until|unless|whether|hope"
    r"|wish)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\s(?:nothing|no(?:ne)?\b(?!\s\w)|little|anything)", re.IGNORECASE)


@dataclass
class Attribution:
    """Somebody named as a source in a sentence: where the phrase is in the script, and in the
    block; `hops` are those that it came by, in order, each with its place in the block."""

    source: Named
    start: int
    end: int
    place: tuple[int, int]
    named_at: tuple[int, int]
    verb: str = ""
    hops: list[tuple[Named, tuple[int, int]]] = field(default_factory=list)
    is_act: bool = False
    """Of somebody who decides, and of whom it is only told what they did."""


@dataclass
class Told:
    """`by` are those that a sentence has it from, in the order in which they are named."""

    by: list[Attribution]
    hops: list[Attribution] = field(default_factory=list)
    has_origin: bool = False


def read(script: Script, publications: Publications) -> Told:
    if CUES.isdisjoint(script.stems):
        return Told(_acts(script))
    origins, hops = _phrases(script, publications)
    _add_partners(script, origins)
    _pass_on(script, origins, hops)
    told = Told([], hops, bool(origins))
    # A person's words are first told by whoever prints them; anybody else's are not.
    if origins or not (hops and _is_said(_SOMEBODY, script, hops)):
        _hand_on(origins, hops)
    told.by = sorted(origins, key=lambda one: one.named_at) or _acts(script)
    return told


def is_somebodys(script: Script, told: Told) -> bool:
    """Whether the sentence has it from somebody who cannot be told."""
    if told.has_origin:
        return False
    return any(_is_said(says, script, told.hops) for says in (_SOMEBODY, _PERSON_SAYS))


def _phrases(
    script: Script, publications: Publications
) -> tuple[list[Attribution], list[Attribution]]:
    """Those who said so, and those who passed it on."""
    found: dict[int, Attribution] = {}
    hops: list[Attribution] = []
    for rule in _rules_for(script):
        for match in rule.pattern.finditer(script.text):
            if HIDDEN in match[0] and rule.is_hop:
                continue
            for one in _sources(script, match, rule, publications):
                if rule.is_hop:
                    hops.append(one)
                    continue
                kept = found.setdefault(match.start("source"), one)
                if kept is not one:
                    kept.verb = kept.verb or one.verb
                    kept.place = (
                        min(kept.place[0], one.place[0]),
                        max(kept.place[1], one.place[1]),
                    )
    return sorted(found.values(), key=lambda one: one.named_at), hops


def _rules_for(script: Script) -> list[Rule]:
    """In their own order."""
    places = {place for cue in CUES & script.stems for place in _BY_CUE[cue]}
    found = [RULES[place] for place in sorted(places)]
    return [
        rule for rule in found if not rule.needs or any(need in script.text for need in rule.needs)
    ]


def _is_said(says: re.Pattern[str], script: Script, hops: list[Attribution]) -> bool:
    """Whether somebody is said to have said so, apart from those who passed it on."""
    return any(
        not any(hop.start < match.end() and match.start() < hop.end for hop in hops)
        for match in says.finditer(script.text)
    )


def _sources(
    script: Script, match: re.Match[str], rule: Rule, publications: Publications
) -> Iterator[Attribution]:
    groups = match.groupdict()
    if "verb" in groups and _is_negated(script.text, match):
        return
    source = _named(script, match["source"], rule.how, publications)
    if source is None:
        return
    if source.is_guess and not _is_told(script.text, match):
        return
    one = Attribution(
        source,
        match.start(),
        match.end(),
        script.span(match.start(), match.end()),
        script.span(*match.span("source")),
        groups.get("verb") or "",
    )
    at = match.end("source")
    for more in re.finditer(_MORE, groups.get("more") or "", re.IGNORECASE):
        name = re.sub(r"^the\s", "", more[0])
        if other := _named(script, name, LOOSE, publications):
            one.hops.append((other, script.span(at + more.start(), at + more.end())))
    yield one


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Not so in "according to New York law", "the court reports to nobody"."""
    if "verb" not in match.groupdict():
        return bool(_ENDS.match(text, match.end("source")))
    return match.end("verb") < match.end("source") or not _OTHERWISE.match(text, match.end("verb"))


def _is_negated(text: str, match: re.Match[str]) -> bool:
    """ "Neither Marvel nor Netflix has announced", "until Deadline confirms", "said nothing"."""
    before = text[max(0, match.start() - 20) : match.start()]
    return bool(_UNSAID.search(before) or _NOTHING.match(text, match.end()))


def _named(script: Script, written: str, how: int, publications: Publications) -> Named | None:
    if re.fullmatch(_KNOWN, written):
        return script.mention(written).of("source")[0]
    if known := publications.catalog.sources.get(called(written)):
        return known  # a common word that only here is certain to be a name
    return publications.read(_BEGINNING.sub("", written), how)


def _add_partners(script: Script, origins: list[Attribution]) -> None:
    """ "Marvel and Netflix announced": both did."""
    for one in list(origins):
        before = script.text[: max(0, one.start)]
        if one.verb and (match := re.search(rf"({_KNOWN})\s(?:and|&)\s(?:the\s)?\Z", before)):
            source = script.mention(match[1]).of("source")[0]
            place = script.span(*match.span(1))
            if source not in [other.source for other in origins]:
                origins.append(
                    Attribution(source, match.start(), match.end(), place, place, one.verb)
                )


def _pass_on(script: Script, origins: list[Attribution], hops: list[Attribution]) -> None:
    """ "Netflix told Variety": the second has it from the first."""
    teller = None
    for one in list(origins):
        if teller and script.text[one.start : one.start + 4].lower() in ("told", "tell"):
            origins.remove(one)
            hops.append(one)
        teller = one if one.verb in ("told", "tells") else None


def _hand_on(origins: list[Attribution], hops: list[Attribution]) -> None:
    """Gives each chain of hops to the origin before it; without one, its first is the origin."""
    for hop in hops:
        chain = [(hop.source, hop.named_at), *hop.hops]
        before = [one for one in origins if one.start < hop.start and one.source != hop.source]
        if any(one.named_at == hop.named_at for one in origins):
            continue
        if before:
            origin = before[-1]
            known = [origin.source, *(source for source, _place in origin.hops)]
            origin.hops += [pair for pair in chain if pair[0] not in known]
            origin.place = (origin.place[0], max(origin.place[1], hop.place[1]))
            origin.end = max(origin.end, hop.end)
        else:
            origins.append(hop)


def _acts(script: Script) -> list[Attribution]:
    found = []
    for match in _ACT.finditer(script.text):
        place = script.span(*match.span("source"))
        source = script.mention(match["source"]).of("source")[0]
        span = script.span(*match.span())
        found.append(Attribution(source, *match.span(), span, place, match["verb"], is_act=True))
    return found
