"""What is checked before a story goes out. docs/checks.md says the same in a writer's words.

Each check is a small function, kept with those about the same thing. It gets the `Facts` of a story
and returns what it finds. What stops a story from going out is a blocker; everything else is advice
that can be left. Nothing here changes anything.
"""

from collections.abc import Callable
from datetime import datetime

from articles.checklist import links, words
from articles.checklist.embargo import embargo_has_an_end
from articles.checklist.facts import Facts
from articles.checklist.finding import Checklist, Finding, Verdict
from articles.checklist.people import authors_have_bios, has_a_byline
from articles.checklist.pictures import (
    has_a_lead_picture,
    lead_has_a_credit,
    lead_has_alt_text,
    lead_may_be_shown,
    pictures_in_the_text_have_alt_texts,
    pictures_in_the_text_may_be_shown,
    safe_picture_is_fit_to_be_shown,
)
from articles.checklist.sources import (
    ONE_REPORT,
    claims_have_a_source,
    denials_say_what_they_deny,
    each_claim_rests_on_something,
    sources_are_reports_of_their_own,
)
from articles.checklist.spoilers import (
    headline_gives_nothing_away,
    spoiler_has_a_safe_headline,
)
from articles.checklist.subjects import (
    has_a_section,
    is_about_something,
    section_has_its_picture,
    section_has_its_source,
    section_has_its_subject,
    topics_are_no_doubles,
)
from articles.piece import Piece

__all__ = ["ONE_REPORT", "Checklist", "Finding", "check"]

# In the order in which they are told: first what every story needs, then as the page is read.
RULES: list[Callable[[Facts], Verdict]] = [
    words.has_a_headline,
    words.has_an_address,
    has_a_section,
    words.has_a_body,
    has_a_byline,
    lead_has_alt_text,
    lead_has_a_credit,
    lead_may_be_shown,
    safe_picture_is_fit_to_be_shown,
    pictures_in_the_text_may_be_shown,
    section_has_its_source,
    section_has_its_subject,
    section_has_its_picture,
    embargo_has_an_end,
    spoiler_has_a_safe_headline,
    headline_gives_nothing_away,
    *words.RULES,
    claims_have_a_source,
    each_claim_rests_on_something,
    denials_say_what_they_deny,
    sources_are_reports_of_their_own,
    *links.RULES,
    pictures_in_the_text_have_alt_texts,
    has_a_lead_picture,
    is_about_something,
    topics_are_no_doubles,
    authors_have_bios,
]


def check(piece: Piece, now: datetime) -> Checklist:
    """What is to be done before the story goes out at that moment, blockers first.

    It costs at most six queries, whatever the story has, and looks at nothing but the piece
    otherwise.
    """
    facts = Facts(piece, now)
    verdicts = [rule(facts) for rule in RULES]
    looked_at = [verdict for verdict in verdicts if verdict is not None]
    findings = [finding for verdict in looked_at for finding in verdict]
    findings.sort(key=lambda finding: not finding.is_blocker)
    return Checklist(findings, passed=sum(not verdict for verdict in looked_at))
