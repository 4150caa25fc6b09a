"""How sure is it? A question, an "if" and a "not yet" claim nothing. "Will not" is a denial, and
"reportedly" a rumour; confirmed is only what those announce who decide."""

import re

from articles.reading.passages import Passage
from shows.ledger import Kind, Standing

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
DENIED_AFTER = re.compile(
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
# Of these an order or a wish is made, too; a claim needs somebody who does it.
_BASE = {
    "renew", "cancel", "axe", "scrap", "begin", "start", "tap", "renewing", "cancelling",
    "canceling", "beginning", "starting",
}  # fmt: skip


def standing(passage: Passage) -> Standing | None:
    """None: nothing is claimed."""
    before = passage.before
    clause = passage.script.text[passage.begin : passage.end]
    whole = passage.script.text[: passage.end]
    if _HAD_BEEN.search(passage.aux):
        return None
    if _MAYBE.search(before) or _MAYBE.search(passage.aux.replace("expected", "")):
        return None
    if passage.kind == Kind.LOCATION and _MAYBE.search(passage.groups.get("mid", "")):
        return None
    is_base = passage.verb.lower() in _BASE
    if is_base and not passage.aux and not passage.groups.get("subj"):
        return None
    is_denied = bool(_DENIED.search(whole))
    if _NOT.search(before):
        return None if not is_denied or _NOT.search(_DENIED.sub("", before)) else Standing.DENIED
    if _NOT_YET.search(passage.aux):
        return _negated(passage) if not is_denied else None
    if passage.kind == Kind.LOCATION and _NOT.search(passage.groups.get("mid", "")):
        return None
    if is_denied:
        return Standing.DENIED
    return Standing.RUMOURED if _RUMOUR.search(clause) else Standing.REPORTED


def _negated(passage: Passage) -> Standing | None:
    tail = passage.groups.get("tail", "").lower()
    if passage.kind == Kind.PREMIERE and re.search(
        r"\b(?:until|before|later|sooner|earlier)\b", tail
    ):
        # "Not until 2018" is in 2018; "not before" says nothing.
        return Standing.REPORTED if "until" in tail else None
    if _WILL_NOT.search(passage.aux):
        return Standing.DENIED
    is_over = passage.kind == Kind.CANCELLED and not re.search(r"\byet\b", passage.aux)
    return Standing.DENIED if is_over else None
