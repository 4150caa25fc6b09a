"""How sure is it? A question, an "if", a wish and a "not yet" claim nothing, nor does what somebody
takes back. "Will not" is a denial, "not before" is none, and "reportedly" is a rumour; confirmed is
only what those announce who decide."""

import re

from articles.reading.passages import Passage
from articles.reading.script import PERSON, SOURCE, sign
from shows.ledger import Kind, Standing

_MAYBE = re.compile(
    r"\b(?:if|whether|unless|when|whenever|once|until|before|ahead\sof|as\ssoon\sas|in\scase"
    r"|hop(?:e|es|ing|ed)|hopefully|wish(?:es)?|wants?|wanted|should|wonder\w*|imagin\w+|suppose"
    r"|would\slike|let's|asked|ask|dream\w*|unclear|so\sthat|must|need(?:s|ed)?|bet|guess"
    r"|in\sorder\sto|petition\w*|demand\w*|pray\w*|deserves?|ought|how|why|what|eager|waiting"
    r"|pretend\w*|remember|as\sthough|late\sto|to\ssee|looking\sforward|almost|nearly"
    r"|(?:decid\w+|vot\w+|chose|opt\w+|advis\w+)\sagainst|short\sof|rul(?:es?|ed)\sout|consider\w*"
    r"|(?:is|are|was|were|comes?|came)\s(?:very\s)?close\sto|on\sthe\sverge|threat\w*|beg(?:s|ged|ging)?"
    r"|plead\w*|urg(?:es?|ed|ing)|calls?\s(?:for|on)|called\s(?:for|on)|campaign\w*|predict\w*"
    r"|doubt\w*|fear(?:s|ed)?|worr(?:y|ies|ied)|odds|in\sthe\sevent|assum\w+|jok(?:es?|ed|ing)"
    r"|hypothe\w+|fantas\w+|fingers\scrossed|lobby\w*|longs?\sfor|were\sto|provided)\b"
    r"|\b(?:instead\sof|rather\sthan)\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
# "…, fans hope", "… if the money comes together".
_MAYBE_AFTER = re.compile(
    r",\s(?:\w+\s){0,3}?(?:hopes?|hoped|wish(?:es)?|pray|dream)\b|\b(?:hopefully|god\swilling)\b"
    r"|(?<!even)(?<!as)(?<!and)\s(?:if|unless|provided|assuming)\s(?!only\b)",
    re.IGNORECASE,
)
# "Had it begun", "were it to begin", and what it would have done then.
_HAD_IT = re.compile(r"(?<!\w)(?:had|were|should)\s(?:the\s|its\s)?\Z", re.IGNORECASE)
_WOULD_HAVE = re.compile(
    r"\b(?:w|sh|c)ould(?:n't)?\s(?:\w+ly\s|not\s|never\s|also\s)?have\b", re.IGNORECASE
)
_IF = re.compile(r"\W*(?:if|unless|had|were|should|without|but\sfor)\s", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|could|might)\b", re.IGNORECASE)
# Whoever said so says so no longer.
_REPORT = r"(?:reports?|story|stories|claims?|articles?|posts?|pieces?|scoop|tweet|statement|news)"
TAKEN_BACK = re.compile(
    r"\b(?:retract\w*|recant\w*|walk(?:s|ed|ing)?\s(?:it\s|that\s)?back"
    rf"|walk(?:s|ed|ing)?\s(?:\w+\s){{1,3}}back|t(?:akes?|ook|aken)\s(?:\w+\s){{0,3}}back"
    r"|(?:withdr[ae]w\w*|rescind\w*|pull(?:s|ed)|delet(?:es|ed)|correct(?:s|ed)|disown\w*"
    rf"|disavow\w*|back(?:s|ed)\s(?:away|off)\sfrom|apologi[sz]e[sd]?\sfor)\s(?:\w+\s){{0,3}}?{_REPORT}"
    rf"|{_REPORT}\s(?:has|have|was|were)\s(?:\w+\s){{0,3}}?(?:withdrawn|rescinded|pulled|deleted"
    r"|taken\sdown|corrected))\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:false(?:ly)?|fake[ds]?|bogus|unfounded|baseless|mistaken(?:ly)?|erroneous(?:ly)?|hoax\w*"
    r"|incorrect(?:ly)?|wrong(?:ly)?|premature(?:ly)?|prank\w*|spoof\w*|satir\w+|parody|untrue"
    r"|april\sfools?'?s?'?|misreport\w*|made-up|invented|debunked)\b",
    re.IGNORECASE,
)
# A time that something does not come before says nothing of when it comes, nor that it does not.
_BOUND = re.compile(
    r"\b(?:before|until|till|prior\sto|ahead\sof|(?:earlier|sooner)\sthan|earliest|any\s?time\ssoon"
    r"|soon|this\searly|so\searly|for\s(?:now|a\swhile|some\stime)|yet|as\s(?:planned|scheduled)"
    r"|on\s(?:time|schedule))\b",
    re.IGNORECASE,
)
_NO_EARLIER = re.compile(
    r"\b(?:(?:no|not|never)\s(?:any\s)?(?:earlier|sooner)\sthan|not\s(?:before|until|till)"
    r"|at\s(?:the\s(?:very\s)?|its\s)?earliest)\b",
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
    r"|(?:reject(?:s|ed)?|quash(?:es|ed)?|rubbish(?:es|ed)?|scotch(?:es|ed)?|contradict(?:s|ed)?"
    r"|disput(?:es|ed)|pour(?:s|ed)\scold\swater\son|push(?:es|ed)\sback\s(?:on|against))\s"
    r"(?:(?:the|these|those|all|any|recent|earlier)\s)*(?:reports?|rumou?rs?|claims?|speculation"
    r"|stories|story|idea|suggestions?|notion)"
    r"|shot\sdown|shoots\sdown|shut\sdown\s(?:rumou?rs|reports)|refut(?:es|ed)|dismiss(?:es|ed))\b",
    re.IGNORECASE,
)
DENIED_AFTER = re.compile(
    r"\W*(?:that|this|it|those|these|(?:the|those|these)\s(?:reports?|rumou?rs?|claims?|story))\s"
    r"(?:is|was|are|were|has\sbeen|have\sbeen|turned\sout\sto\sbe)\s(?:simply\s|now\s|also\s)?"
    r"(?:not\strue|untrue|false|wrong|nonsense|denied|debunked|a\shoax)"
    rf"|\W*(?:but\s)?(?:{sign(SOURCE | PERSON)}(?:'s\s\w+)?"
    r"|(?:the|its|their|an?)\s(?:\w+\s){0,3}?\w+|he|she|they)\s(?:(?:has|have|later|since|quickly|promptly|now|also)\s){0,3}"
    r"(?:den(?:ied|ies)|debunk(?:ed|s)|dismiss(?:ed|es)|refut(?:ed|es)|reject(?:ed|s)|shot\sdown)\s"
    r"(?:it|that|this|(?:the|this|that|these|those)\s(?:reports?|rumou?rs?|claims?|story))"
    r"(?=\W*(?:\Z|[.,;:!–—]|on\b|to\b))",
    re.IGNORECASE,
)
_RUMOUR = re.compile(
    r"\b(?:rumou?r(?:ed|s)?|reportedly|allegedly|supposedly|may|might|could|said\sto|speculat\w+"
    r"|whispers?|unconfirmed|possibly|perhaps|potentially|believed\sto|thought\sto|likely|probably"
    r"|tipped\sto|eyeing|eyes|in\stalks|word\shas\sit)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"(?:has|have|had|is|are|was|were|will|may|might|could)\b", re.IGNORECASE)
# Of these an order or a wish is made, too; a claim needs somebody who does it.
_BASE = {
    "renew", "cancel", "axe", "scrap", "begin", "start", "tap", "renewing", "cancelling",
    "canceling", "beginning", "starting",
}  # fmt: skip


def standing(passage: Passage) -> Standing | None:
    """None: nothing is claimed."""
    before, aux = passage.before, passage.aux
    mid = passage.groups.get("mid", "") if passage.kind == Kind.LOCATION else ""
    is_denied = bool(_DENIED.search(passage.script.text[: passage.end]))
    if _is_supposed(passage) or _MAYBE.search(mid):
        return None
    if TAKEN_BACK.search(passage.script.text) or (_FALSE.search(before) and not is_denied):
        return None
    if _is_order(passage) or _NO_EARLIER.search(passage.after_the_verb):
        return None
    if _NOT.search(before):
        is_real = is_denied and not _NOT.search(_DENIED.sub("", before))
        return Standing.DENIED if is_real and not _is_bound(passage) else None
    if _NOT_YET.search(aux):
        return None if is_denied else _negated(passage)
    if _NOT.search(mid):
        return None
    if is_denied:
        return None if _is_bound(passage) else Standing.DENIED
    is_rumour = _RUMOUR.search(passage.script.text, passage.begin, passage.end)
    return Standing.RUMOURED if is_rumour else Standing.REPORTED


def _is_supposed(passage: Passage) -> bool:
    """Whether it is a wish, a condition, or what would have come of one."""
    before, aux = passage.before, passage.aux
    if _HAD_BEEN.search(aux) or _WOULD_HAVE.search(aux):
        return True
    if _MAYBE.search(before) or _MAYBE.search(aux.replace("expected", "")):
        return True
    if _HAD_IT.search(before) and not _FINITE.match(aux):
        return True
    if _IF.match(passage.script.text) and _WOULD.search(aux):
        return True
    return bool(_MAYBE_AFTER.search(passage.after))


def _is_order(passage: Passage) -> bool:
    return passage.verb.lower() in _BASE and not passage.aux and not passage.groups.get("subj")


def _is_bound(passage: Passage) -> bool:
    """Whether only a time is denied that nobody can put into a calendar: "not any time soon"."""
    return bool(_BOUND.search(passage.after_the_verb))


def _negated(passage: Passage) -> Standing | None:
    if _is_bound(passage):
        return None
    if _WILL_NOT.search(passage.aux):
        return Standing.DENIED
    is_over = passage.kind == Kind.CANCELLED and not re.search(r"\byet\b", passage.aux)
    return Standing.DENIED if is_over else None
