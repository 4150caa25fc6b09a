"""What a story and its claims rest on. Own reporting rests on nothing, and may."""

from django.utils.translation import gettext as _

from articles import one_report
from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, advice
from shows.ledger import Standing

# The name of its findings, which stand under the sources, too.
ONE_REPORT = "one report"


def claims_have_a_source(facts: Facts) -> Verdict:
    if not facts.piece.claims:
        return NOTHING_TO_LOOK_AT
    if facts.piece.citations:
        return FINE
    said = _("It makes claims and names no source. Add one, unless all of it is our own reporting.")
    return [advice("no source", said, "citations", _("Add one"))]


def each_claim_rests_on_something(facts: Facts) -> Verdict:
    """Only where the story names sources: otherwise it has been said once, for all of them."""
    if not (facts.piece.claims and facts.piece.citations):
        return NOTHING_TO_LOOK_AT
    said = _("Claim %(number)d rests on no source. Choose one, unless it is our own reporting.")
    return [
        advice("claim", said % {"number": number}, f"claims:{claim.key}", _("Choose"))
        for number, (claim, citation) in enumerate(facts.piece.claims, start=1)
        if citation is None
    ]


def sources_are_reports_of_their_own(facts: Facts) -> Verdict:
    """Advice only: the ledger counts right whatever a story names."""
    if not facts.piece.citations:
        return NOTHING_TO_LOOK_AT
    alarms = one_report.within(facts.piece) + one_report.across(facts.piece, facts.told_elsewhere)
    return [advice(ONE_REPORT, alarm.sentence, alarm.field, _("Look")) for alarm in alarms]


def denials_say_what_they_deny(facts: Facts) -> Verdict:
    """Without a date and without an earlier claim, readers see something struck out that nobody
    has said."""
    denials = [
        (number, claim)
        for number, (claim, _citation) in enumerate(facts.piece.claims, start=1)
        if claim.standing == Standing.DENIED
    ]
    if not denials:
        return NOTHING_TO_LOOK_AT
    said = _(
        "Claim %(number)d is a denial. What does it deny? Choose the earlier claim that it "
        "settles, or give the date that is denied."
    )
    return [
        advice("denial", said % {"number": number}, f"claims:{claim.key}", _("Choose"))
        for number, claim in denials
        if claim.date is None and not claim.answers_id
    ]
