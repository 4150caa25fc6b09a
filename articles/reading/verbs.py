"""What is news of a show, as patterns of a sentence's script (script.py): subject and verb.

Each pattern names what it needs: `subj` a show or a season, `aux` the words before the verb, which
say whether it has happened and whether it has not, and whatever else its claim is about.
"""

import re
from dataclasses import dataclass

from articles.reading.script import (
    CHARACTER,
    DATE,
    LOCATION,
    PERSON,
    SEASON,
    SHOW,
    SOURCE,
    Script,
    firsts,
    sign,
    stems,
)
from shows.ledger import Kind

_SUBJECT, _DATE = sign(SHOW | SEASON), sign(DATE)
_Q, _UNQ = r"[“\"(']?", r"[”\")']?"
_IT = r"(?P<it>\bthe\s(?:\w+\s)?(?:show|series|drama)|(?<![\w'])it)"
SUBJ = rf"(?:{_Q}(?P<subj>{_SUBJECT}){_UNQ}|{_IT})"
LATER = rf"{_Q}(?P<later>{_SUBJECT}){_UNQ}"
LATE_SEASON = rf"{_Q}(?P<later>{sign(SEASON)}){_UNQ}"
SUBJS = (
    rf"(?:(?P<subj>{_Q}{_SUBJECT}{_UNQ}(?:(?:,|,?\sand"
    rf"|\s&)\s(?:the\s)?{_Q}{_SUBJECT}{_UNQ}){{0,5}})"
    rf"|{_IT})"
)
# "Jessica Jones’s new season, which …"
_ITS = (
    r"(?:'s?(?:\s(?:new|next|upcoming|latest)\s(?:season|run|series|episodes))?)?"
    r"(?:,\s(?:which|that))?,?"
)
AGENT = (
    rf"(?:(?P<agent>{sign(SOURCE)})(?:'s)?"
    r"|\bthe\s(?:streaming\s)?(?:service|giant|network|streamer|studio|company|platform|channel))"
)
PERS = (
    rf"(?:(?P<pers>{sign(PERSON)})|(?P<unknown>(?-i:(?<![\w'])[A-Z][\w'.-]+\s(?:[A-Z]\.\s)?"
    r"(?:[a-z]{2,3}\s)?[A-Z][\w'-]+(?:\s(?!Joins|Cast|Will|Returns|To|Is|Has)[A-Z][\w'-]+)?)))"
)
CHAR = rf"{_Q}(?P<char>{sign(CHARACTER)}){_UNQ}"
LOC = rf"{_Q}(?P<loc>{sign(LOCATION)})"
WHEN = rf"(?P<when>{_DATE})"

DET = (
    rf"(?:(?:the|an?|its|their|his|her|this|that|upcoming|new|brand-new|hit|popular|planned|next"
    rf"|highly-anticipated|long-awaited|drama|series|show|original|live-action|superhero|limited"
    rf"|[\w-]+-(?:episode|part)|{sign(SOURCE)}(?:'s?)?|[A-Z][\w]+'s)\s){{0,5}}"
)
AUX = (
    r"(?:(?:has|have|had|having|is|are|was|were|be|been|being|to|will|would|set|due|slated"
    r"|scheduled"
    r"|expected|about|ready|going|may|might|could|can|cannot|should|must|supposed|said|rumou?red"
    r"|reported|believed|thought|tipped|not|never|yet|now|just|already|also|still|soon|finally|once"
    r"|again|all|back|did|does|do|no\slonger|no\splans|in\sfact|only|[a-z]+n't|plan(?:s|ning)?"
    rf"|[a-z]+ly|that|they|it|{_DATE})\s){{0,8}}"
)
N = r"(?:principal\s)?(?:production|filming|shooting|photography)"
BEGIN = (
    r"(?:begin(?:s|ning)?|began|begun|start(?:s|ed|ing)?|kick(?:s|ed|ing)?\soff"
    r"|(?:gets?|got|gotten|getting)\sunder\s?way|under\s?way|commence[sd]?|resume[sd]?)"
)
# "Starts shooting at the men" is a scene and no production.
_NO_GUN = rf"\b(?!\sat\s(?!(?:the\scorner\sof\s)?{sign(LOCATION)})|\s(?:it|him|her)self)"
WRAP = r"wrap(?:s|ped|ping)?(?:\sup)?"
FINISH = r"(?:finish(?:es|ed|ing)?|complet(?:es?|ed|ing)|conclude[sd]?|end(?:s|ed))"
# "a second season trailer" is no second season.
NO_MORE = (
    r"(?!'s\b|['”\"]?\s(?:premieres?|release|trailers?|teasers?|dates?|posters?|finale|casting"
    r"|cast|villains?"
    r"|set|photos?|images?|details|plot|synopsis|showrunner|writers?|director|soundtrack|update)\b)"
)
ENDS = (
    rf"(?=['”\"]?\s*(?:$|[.,;:!—–(]|(?:as|for|with|starring|to\sseries|based|at|on|last|in|back"
    rf"|which|earlier)\b|{_DATE}))"
)
PREMIERE = (
    r"(?:premier(?:es?|ed|ing)|arriv(?:es?|ed|ing)|return(?:s|ed|ing)?|debut(?:s|ed|ing)?"
    r"|releas(?:es?|ed|ing)|launch(?:es|ed|ing)?|drop(?:s|ped|ping)?|bow(?:s|ed|ing)?"
    r"|land(?:s|ed|ing)?|hit(?:s|ting)?\s(?:netflix|screens)|stream(?:s|ing)?|air(?:s|ed|ing)?"
    r"|(?:begins?|starts?)\s(?:streaming|airing))"
)
# Only with a verb before: "is out in August", "will come in 2018".
COMES = r"(?:out|available|coming|come\sout|come|here)"
TAIL = (
    rf"(?P<tail>(?:\s(?:back|globally|worldwide|exclusively|only|to|on|in|at|by|for|from|the|its"
    rf"|service|streaming|around|world|everywhere|all|\d+|episodes|screens|sometime|late|early|mid"
    rf"|with|a|an|next|as|soon|no|later|sooner|earlier|than|until|before|of|our|your|end|eight"
    rf"|thirteen|platform|network|after|stream|watch|binge|viewers|subscribers|{sign(SOURCE)}"
    rf"|{sign(SHOW)})){{0,9}}\s?)"
)
JOB = r"(?:(?:co-|executive\s|new\s|series\s)?(?:showrunner|director|producer|head\swriter|writer))"
_NO_JOB = (
    rf"(?!(?:\s[\w'-]+)?(?:{_SUBJECT})?\sas\s(?:an?\s|the\s|its\s)?(?:[\w-]+\s){{0,2}}"
    r"(?:showrunner|director|producer|writer|composer|editor|consultant))"
)
ROLE = (
    rf"(?:as|to\splay)\s(?:(?:(?:the|villain|hero|young|fan-favorite|[a-z-]+)\s){{0,3}}{CHAR}"
    r"|(?:an?|the|one)\s[^,.;:“”\"]{1,60}?)"
)
_IN_SHOW = rf"(?:(?:,?\s(?:in|for|on|of)\s{DET}{LATER}))?"


@dataclass(frozen=True)
class News:
    """What can be told of a kind, in its `patterns`, each with the place of its verb among the
    `verbs`. They are tried on sentences that have one of each of the `cues` in them, and mentions
    of what the kind `needs`; most have not."""

    kind: Kind
    cues: tuple[set[str], ...]
    needs: int
    verbs: tuple[re.Pattern[str], ...]
    patterns: tuple[tuple[int, re.Pattern[str]], ...]

    def may_be_in(self, sentence: Script) -> bool:
        if any(row.isdisjoint(sentence.stems) for row in self.cues):
            return False
        return not self.needs & ~sentence.kinds


def _of(kind: Kind, cues: str, *patterns: str, needs: int = 0) -> News:
    rows = tuple(stems(row) for row in cues.split("+"))
    verbs = [_verb_of(way) for way in patterns]
    each = tuple(dict.fromkeys(verbs))
    ways = tuple(
        (each.index(verb), re.compile(way, re.IGNORECASE))
        for verb, way in zip(verbs, patterns, strict=True)
    )
    return News(kind, rows, needs, each, ways)


def _verb_of(pattern: str) -> re.Pattern[str]:
    """The part of a pattern that its verb is. A text without it is not looked at any further: to
    look for the verb alone is much quicker than to look for all that may stand before it."""
    begin = pattern.index("(?P<verb>") + len("(?P<verb>")
    depth, at = 1, begin
    while depth:
        sign_here = pattern[at]
        at += 2 if sign_here == "\\" else 1
        depth += (sign_here == "(") - (sign_here == ")")
    return re.compile(pattern[begin : at - 1], re.IGNORECASE)


NEWS = [
    _of(
        Kind.FILMING_BEGAN,
        "production filming shooting photography cameras + begin began begun start kick underway"
        " way"
        " commence resume roll filming shooting goes gone went going go heads enter",
        rf"\b(?<!post-)(?<!pre-)(?:{N}|cameras)\s(?:(?:on|for|of)\s{DET}{SUBJ}\s)?"
        rf"(?P<aux>{AUX})(?P<verb>{BEGIN}|roll(?:s|ed|ing)?)\b(?:\srolling)?(?:\s(?:on|for"
        rf"|of)\s{DET}{LATER})?",
        rf"{SUBJ}{_ITS}\s(?:{N}\s)?(?P<aux>{AUX})(?P<verb>{BEGIN})(?:\s(?:its|on))?\s{N}{_NO_GUN}",
        rf"{SUBJ}(?:'s?)?\s{N}\s(?P<aux>{AUX})(?P<verb>{BEGIN})\b",
        rf"(?<!\S)(?P<aux>{AUX})\b(?P<verb>{BEGIN})\s{N}\s(?:on\s|for\s|of\s)?{DET}{SUBJ}",
        rf"{SUBJ}\s(?P<aux>(?:has|have|is|are|was|were)\s{AUX})(?P<verb>filming|shooting)\b",
        rf"{SUBJ}\s(?P<aux>(?:now|currently|already)\s)(?P<verb>filming|shooting)\b",
        rf"(?P<aux>(?:has|have|is|are|was|were)\s{AUX})(?P<verb>filming|shooting)\s{DET}{SUBJ}",
        rf"{SUBJ}\s(?P<aux>{AUX})(?P<verb>goes|gone|went|going|go|heads|headed)\s"
        r"(?:into\sproduction|(?:before|in\sfront\sof)\s(?:the\s)?cameras?)",
        rf"{SUBJ}\s(?P<aux>{AUX})(?P<verb>enter(?:s|ed)?)\sproduction",
    ),
    _of(
        Kind.FILMING_WRAPPED,
        "production filming shooting photography wrap + wrap finish complete conclude end ends"
        " ended over"
        " come",
        rf"\b(?<!post-)(?<!pre-){N}\s(?:(?:on|for|of)\s{DET}{SUBJ}\s)?(?P<aux>{AUX})"
        rf"(?P<verb>{WRAP}|{FINISH}|come\sto\san\send|over)\b(?:\s(?:on|for)\s{DET}{LATER})?",
        rf"{SUBJ}{_ITS}\s(?:{N}\s)?(?P<aux>{AUX})(?P<verb>{WRAP}|{FINISH})\s(?:up\s)?{N}",
        rf"{SUBJ}\s(?P<aux>{AUX})(?P<verb>wrap(?:s|ped))(?:\sup)?"
        rf"(?=['”\"]?\s*(?:$|[.,;!—–(]|in\b|on\b|last\b|just\b|{_DATE}))",
        rf"{SUBJ}(?:'s?)?\s{N}\s(?P<aux>{AUX})(?P<verb>{WRAP}|{FINISH})\b",
        rf"(?<!\S)(?P<aux>{AUX})\b(?P<verb>{WRAP}|{FINISH})\s{N}\s(?:on\s|for\s|of\s)?{DET}{SUBJ}",
        rf"\b(?P<verb>wrap)\s(?:on|for)\s{DET}{SUBJ}",
    ),
    _of(
        Kind.RENEWED,
        "renew picked picks pick seasons season run + renew pick picked get gets getting got given"
        " land"
        " score scoring nab nabs receive earn order green commission announce confirm return come"
        " coming"
        " back",
        rf"{SUBJS}(?:\s\(?|,\s)(?P<aux>{AUX})(?P<verb>renewed"
        rf"|picked\sup)\b(?:\sby\s{DET}{sign(SOURCE)})?"
        rf"(?:\sfor\s{DET}{LATE_SEASON}{NO_MORE})?",
        rf"(?<!\S)(?:{AGENT}\s)?(?P<aux>{AUX})\b(?P<verb>renew(?:s|ed|ing)?|pick(?:s"
        rf"|ed)\sup)\s{DET}{SUBJS}"
        rf"(?:\sfor\s{DET}{LATE_SEASON}{NO_MORE})?",
        rf"{SUBJ}\s(?P<aux>{AUX})(?P<verb>gets?|got|getting|given|lands?|landed|scores?|scored"
        rf"|nabs?"
        rf"|nabbed|receives?|received|earns?"
        rf"|earned)\s(?:an?\s)?(?:official\s)?{LATE_SEASON}{NO_MORE}",
        rf"{AGENT}\s(?P<aux>{AUX})(?P<verb>orders?|ordered|greenlights?|greenlit|commissions?"
        rf"|commissioned|announces?|announced|confirms?"
        rf"|confirmed)\s{DET}(?P<season>{sign(SEASON)}){NO_MORE}{ENDS}",
        rf"(?P<season>{sign(SEASON)})\s(?P<aux>(?:has|have|is|was|will)\s{AUX})(?P<verb>ordered"
        rf"|greenlit"
        r"|commissioned|announced|given\sthe\sgreen\slight)\b",
        rf"{SUBJ}\s(?P<aux>(?:will|would|to|is|be|won't|set)\s{AUX})(?P<verb>return(?:ing)?"
        rf"|come\sback|coming\sback|(?<=be\s)back|(?<=is\s)back)\sfor\s{DET}"
        rf"{LATE_SEASON}{NO_MORE}",
    ),
    _of(
        Kind.CANCELLED,
        "cancel axe axed axes scrap plug",
        rf"{SUBJS}\s(?P<aux>{AUX})(?P<verb>cancell?ed|axed|scrapped)\b",
        rf"(?:{AGENT}\s(?P<aux>{AUX})|(?P<aux2>(?:has|have|had|will|to|not|no\splans)\s{AUX}))"
        r"(?P<verb>cancel(?:s|l?ed|l?ing)?|axe[sd]?|scrap(?:s|ped)?|pull(?:s|ed)?\sthe\splug\son)\s"
        rf"{DET}{SUBJS}",
        rf"\A(?P<verb>cancel(?:s|l?ed)|axe[sd]|scrap(?:s|ped)|pull(?:s"
        rf"|ed)\sthe\splug\son)\s{DET}{SUBJS}",
    ),
    _of(
        Kind.ANNOUNCED,
        "order green announce unveil commission picked given",
        rf"{AGENT}\s(?P<aux>{AUX})(?P<verb>orders?|ordered|greenlights?|greenlit|announces?"
        rf"|announced"
        rf"|unveils?|unveiled|commissions?"
        rf"|commissioned)\s{DET}{_Q}(?P<subj>{sign(SHOW)}){_UNQ}{ENDS}",
        rf"{_Q}(?P<subj>{sign(SHOW)}){_UNQ}\s(?P<aux>(?:has|have|is|was"
        rf"|officially)\s{AUX})(?P<verb>ordered(?:\sto\sseries)?"
        r"|greenlit|announced|given\sa\sseries\sorder|picked\sup\sto\sseries)\b",
    ),
    _of(
        Kind.PREMIERE,
        "premiere arrive return debut release launch drop bow bows land hit hits hitting stream"
        " air airs airing"
        " aired out available come comes coming here date dates",
        rf"{SUBJS}{_ITS}\s(?P<aux>{AUX})(?P<verb>{PREMIERE})\b{TAIL}{WHEN}",
        rf"\A(?:(?:in|on)\s)?{WHEN},\s{DET}{SUBJS}\s(?P<aux>{AUX})(?P<verb>{PREMIERE})\b(?:\sfor\s"
        rf"{DET}{LATE_SEASON})?",
        rf"\b(?P<verb>give|gives|given|gave|sets|set)\s(?P<aux>){DET}{SUBJ}\s(?:an?"
        rf"|its)\s(?:official\s)?"
        rf"(?:premiere|release|launch)\sdate(?:\s(?:of|on|for|in))?\s{WHEN}",
        rf"{SUBJ}\s(?P<aux>{AUX})(?:for|to|a|eyeing|planned"
        rf"|planning)\s(?:a\s)?{WHEN}\s(?P<verb>premiere|release|debut|launch|return)\b",
        rf"{SUBJS}\s(?P<aux>(?:is|are|will|would|to|be)\s{AUX})(?P<verb>{COMES})\b{TAIL}{WHEN}",
        rf"{SUBJS}(?:'s?)?[^.;:!?{firsts(SHOW | SEASON)}]{{0,80}},\s(?P<aux>)"
        rf"(?P<verb>arriving|premiering|debuting|launching|returning|streaming)\b{TAIL}{WHEN}",
        rf"\bthe\s(?:show|series|season|new\sseason"
        rf"|drama)\s(?P<aux>{AUX})(?P<verb>{PREMIERE})\b{TAIL}{WHEN}",
        rf"\b(?P<verb>premiere|release|launch|debut)(?:\sdate)?\s(?:of"
        rf"|for)\s{DET}{SUBJ}\s(?P<aux>{AUX})"
        rf"(?:(?:for|on|in|as|at|announced|confirmed)\s){{0,3}}{WHEN}",
        rf"{SUBJ}(?:'s?)?\s(?:official\s)?(?P<verb>premiere|release|launch|debut)(?:\sdate)?(?::"
        rf"|\s)\s?"
        rf"(?P<aux>{AUX})(?:(?:for|on|in|as|announced|confirmed)\s){{0,3}}{WHEN}",
        rf"{SUBJ}\s(?P<aux>{AUX})(?:gets?|has|got|given|sets?|lands?|received?|receives|scores)\s"
        r"(?:an?\s|its\s)?(?:official\s|new\s)?(?P<verb>premiere|release|launch)\sdate"
        rf"(?:(?::|,|\sof|\son|\sfor|\sin|\s[–—-]))?\s{WHEN}",
        rf"{SUBJ}\s(?P<aux>{AUX})(?:sets?|gets?|eyes|eyeing|lands)\s(?:a\s|for\s)?{WHEN}\s"
        r"(?P<verb>premiere|release|debut|launch)",
        rf"(?:sets?|dates|dated)\s(?:an?\s)?{WHEN}\s(?P<aux>)(?P<verb>premiere|release"
        rf"|debut)(?:\sdate)?\s(?:of|for)\s{DET}{SUBJ}",
        needs=DATE,
    ),
    _of(
        Kind.CASTING,
        "cast join play portray tapped signed return reprise back star stars appear voice add adds"
        " added",
        rf"{PERS}(?:,\s[^,;:]{{1,60}},)?\s(?P<aux>{AUX})(?P<verb>join(?:s|ed|ing)?)\s(?:"
        rf"the\s(?:growing\s|main\s|ensemble\s)?cast(?:\s(?:of|for)\s{DET}{SUBJ})?"
        rf"|{DET}{LATER}(?!'s\s(?:crew"
        rf"|writers)){_NO_JOB})(?:'s?)?(?:\scast)?(?:,?\sas\s(?:the\s)?{CHAR})?",
        rf"{PERS}(?:,\s[^,;:]{{1,60}},)?\s(?P<aux>{AUX})(?P<verb>cast|tapped"
        rf"|signed\son)\s{ROLE}{_IN_SHOW}",
        rf"{PERS}(?:,\s[^,;:]{{1,60}},)?\s(?P<aux>{AUX})(?P<verb>cast)\sin\s{DET}{SUBJ}"
        rf"(?:\s(?:as|to\splay)\s{CHAR})?",
        rf"{PERS}(?:,\s[^,;:]{{1,60}},)?\s(?P<aux>(?:will|to|set|would|may|might|could|is"
        rf"|has)\s{AUX})"
        rf"(?P<verb>play(?:ing)?|portray(?:ing)?|(?:guest\s)?star(?:ring)?\sas|appear(?:ing)?\sas"
        rf"|voice)"
        rf"\s{DET}{CHAR}{_IN_SHOW}",
        rf"{PERS}(?:,\s[^,;:]{{1,60}},)?\s(?P<aux>{AUX})(?P<verb>return(?:s|ed|ing)?|back"
        rf"|repris(?:es?|ed|ing)\s(?:his|her|their|the)\s(?:role"
        rf"|part))\s(?:to\s{DET}(?P<subj>{_SUBJECT})\s)?as\s"
        rf"(?:the\s)?{CHAR}{_IN_SHOW}",
        rf"(?:{AGENT}|{SUBJ})\s(?P<aux>{AUX})(?P<verb>casts?|adds?|added)\s{PERS}"
        rf"(?:\s(?:as|to\splay)\s(?:the\s)?{CHAR})?{_IN_SHOW}",
    ),
    _of(
        Kind.CREW,
        "direct write writing head helm showrunner pen producer + direct write writing helm pen"
        " name hire"
        " taps tapped appoint confirm announce promote take took taking return serve serving sign"
        " join"
        " replace succeed",
        rf"{PERS}(?:,\s[^,;:]{{1,60}},)?\s(?P<aux>(?:will|to|set|would|tapped|hired|is"
        rf"|has)\s(?:tapped\s|hired\s)?{AUX})"
        rf"(?P<verb>direct(?:ing)?|helm(?:ing)?|write|writing|pen)\b(?:\s(?:the\s"
        rf"|an?\s)?(?:[\w-]+\s){{0,4}}?"
        rf"(?:of\s|for\s|on\s)?{DET}{SUBJ})?",
        rf"{PERS}(?:,\s[^,;:]{{1,60}},)?\s(?P<aux>{AUX})(?P<verb>named|hired|tapped|appointed"
        rf"|confirmed"
        rf"|announced|promoted|takes\sover|taking\sover|took\sover|take\sover|return(?:s|ing)?"
        rf"|serve|serving"
        rf"|signed\son|joins|joined)\s(?:{DET}{SUBJ}\s)?(?:as\s|to\s)?(?:the\s|its\s"
        rf"|an?\s){{0,2}}(?P<job>{JOB})"
        rf"\b{_IN_SHOW}",
        rf"{PERS}\s(?P<aux>{AUX})(?P<verb>replac(?:es?|ed|ing)|succeed(?:s|ed"
        rf"|ing)?)\s(?:{sign(PERSON)}|(?-i:[A-Z])[\w\s.'-]{{2,40}}?)"
        rf"\sas\s(?:the\s)?(?P<job>{JOB})\b{_IN_SHOW}",
        rf"(?<!\S)(?:(?:{AGENT}|{SUBJ})\s)?(?P<aux>{AUX})(?P<verb>names|named|taps|tapped|hires"
        rf"|hired)\s{PERS}\s(?:as\s|to\sbe\s)?"
        rf"(?:the\s|its\s|new\s){{0,2}}(?P<job>{JOB})\b{_IN_SHOW}",
    ),
    _of(
        Kind.LOCATION,
        "filming shooting production film shot",
        r"\b(?P<verb>filming|shooting|production|shoots|(?:(?:will|to|be|been|is|was"
        r"|were)\s(?:be\s|being\s)?"
        r"(?:\w+ly\s)?)(?:filmed|shot|film|shoot))\b(?P<mid>[^.;!?“”\"]{0,100}?)\s"
        rf"(?:at|on|in|near|outside|around|along)\s(?:(?:the|a|corner|intersection"
        rf"|of)\s){{0,4}}{LOC}",
        needs=LOCATION,
    ),
]

# A sentence without any of these is no news of any kind.
FIRST_CUES = set().union(*(news.cues[0] for news in NEWS))
