"""Where a story stands: its section, the shows that it is about, its topics."""

from django.utils.translation import gettext as _

from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, advice, blocker


def has_a_section(facts: Facts) -> Verdict:
    if facts.piece.section:
        return FINE
    said = _("The story is in no section. Choose one.")
    return [blocker("section", said, "section", _("Choose"))]


def section_has_its_source(facts: Facts) -> Verdict:
    section = facts.piece.section
    if section is None or not section.needs_source:
        return NOTHING_TO_LOOK_AT
    if facts.piece.citations:
        return FINE
    said = _("Every story of “%(section)s” names a source. Add one.") % {"section": section}
    return [blocker("needs source", said, "citations", _("Add one"))]


def section_has_its_subject(facts: Facts) -> Verdict:
    section = facts.piece.section
    if section is None or not section.needs_subject:
        return NOTHING_TO_LOOK_AT
    if facts.piece.coverage or facts.piece.topics:
        return FINE
    said = _("Every story of “%(section)s” has a show or a topic. Add one.") % {"section": section}
    return [blocker("needs subject", said, "coverage", _("Add one"))]


def section_has_its_picture(facts: Facts) -> Verdict:
    section = facts.piece.section
    if section is None or not section.needs_picture:
        return NOTHING_TO_LOOK_AT
    if facts.piece.lead_image:
        return FINE
    said = _("Every story of “%(section)s” has a lead picture. Choose one.") % {"section": section}
    return [blocker("needs picture", said, "lead_image", _("Choose"))]


def is_about_something(facts: Facts) -> Verdict:
    piece = facts.piece
    if piece.coverage or piece.topics:
        return FINE
    if piece.section and piece.section.needs_subject:
        return NOTHING_TO_LOOK_AT  # its section has said so already
    said = _("It names no show and no topic. Those who follow one will not find it.")
    return [advice("subject", said, "coverage", _("Choose"))]


def topics_are_no_doubles(facts: Facts) -> Verdict:
    """A topic and its double each list half of the stories."""
    if not facts.piece.topics:
        return NOTHING_TO_LOOK_AT
    said = _("“%(typed)s” is nearly the topic “%(known)s”, which is in use. Take that one.")
    return [
        advice("topic", said % {"typed": typed, "known": known}, "topics", _("Look"))
        for typed, known in facts.doubles
    ]
