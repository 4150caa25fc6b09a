"""Headline, address, standfirst and the words of the body."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, advice, blocker

FITS_SEARCH = 60  # characters of a headline
FITS_SOCIAL = 70
FITS_STANDFIRST = 160  # characters, in search results and beside links
LONG_PARAGRAPH = 160  # words
SHORTEST_SHOUT = 12  # letters: "MODOK" and "S.H.I.E.L.D." are names


def has_a_headline(facts: Facts) -> Verdict:
    if facts.piece.headline.strip():
        return FINE
    said = _("The story has no headline. Say what happened.")
    return [blocker("headline", said, "headline", _("Write it"))]


def has_an_address(facts: Facts) -> Verdict:
    if facts.piece.slug:
        return FINE
    said = _("The story has no address. Save it with a headline.")
    return [blocker("address", said, "slug", _("Write it"))]


def has_a_body(facts: Facts) -> Verdict:
    if facts.text.text:
        return FINE
    said = facts.too_much or _("The story has no body. Write one.")
    return [blocker("body", said, "body", _("Look") if facts.too_much else _("Write it"))]


def headline_fits(facts: Facts) -> Verdict:
    length = len(facts.piece.headline)
    if not length:
        return NOTHING_TO_LOOK_AT
    if length > FITS_SOCIAL:
        said = _(
            "The headline has %(length)d characters. Shared and in a search result it would be "
            "cut; %(most)d fit."
        )
        name, most = "social", FITS_SOCIAL
    elif length > FITS_SEARCH:
        said = _(
            "The headline has %(length)d characters. A search result would cut it; %(most)d fit."
        )
        name, most = "search", FITS_SEARCH
    else:
        return FINE
    said %= {"length": length, "most": most}
    return [advice(name, said, "headline", _("Look"))]


def headline_is_quiet(facts: Facts) -> Verdict:
    headline = facts.piece.headline
    letters = sum(letter.isalpha() for letter in headline)
    if letters < SHORTEST_SHOUT:
        return NOTHING_TO_LOOK_AT
    if not headline.isupper():
        return FINE
    said = _("The headline is all capitals. Write it as a sentence or a title.")
    return [advice("capitals", said, "headline", _("Look"))]


def has_a_standfirst(facts: Facts) -> Verdict:
    if facts.piece.standfirst.strip():
        return FINE
    said = _("There is no standfirst. Say in a sentence or two why it matters.")
    return [advice("standfirst", said, "standfirst", _("Write it"))]


def standfirst_fits(facts: Facts) -> Verdict:
    length = len(facts.piece.standfirst)
    if not length:
        return NOTHING_TO_LOOK_AT
    if length <= FITS_STANDFIRST:
        return FINE
    said = _(
        "The standfirst has %(length)d characters. Beside a link about %(most)d are shown; say the "
        "rest in the body."
    ) % {"length": length, "most": FITS_STANDFIRST}
    return [advice("long standfirst", said, "standfirst", _("Look"))]


def paragraphs_are_short(facts: Facts) -> Verdict:
    if not facts.text.paragraphs:
        return NOTHING_TO_LOOK_AT
    long = [words for words in facts.text.paragraphs if len(words.split()) > LONG_PARAGRAPH]
    if not long:
        return FINE
    said = ngettext(
        "A paragraph has more than %(most)d words: “%(begins)s” Break it in two.",
        "%(count)d paragraphs have more than %(most)d words, the first “%(begins)s” Break them.",
        len(long),
    ) % {"count": len(long), "most": LONG_PARAGRAPH, "begins": Truncator(long[0]).words(5)}
    return [advice("long paragraph", said, "body", _("Look"))]


def quotations_have_names(facts: Facts) -> Verdict:
    if not facts.text.quotations:
        return NOTHING_TO_LOOK_AT
    nameless = [said for said in facts.text.quotations if not said.who]
    if not nameless:
        return FINE
    said = ngettext(
        "A quotation does not say whose words it has: “%(begins)s” Name who said it.",
        "%(count)d quotations do not say whose words they have, the first “%(begins)s” Name them.",
        len(nameless),
    ) % {
        "count": len(nameless),
        "begins": Truncator(nameless[0].words.strip("“”\"'")).words(5),
    }
    return [advice("nameless quotation", said, "body", _("Look"))]


RULES = [
    headline_fits,
    headline_is_quiet,
    has_a_standfirst,
    standfirst_fits,
    paragraphs_are_short,
    quotations_have_names,
]
