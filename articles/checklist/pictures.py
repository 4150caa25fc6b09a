"""The lead picture and those in the text: what they say to those who cannot see them, and whether
we may show them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, advice, blocker
from images.models import Image


def lead_has_alt_text(facts: Facts) -> Verdict:
    if facts.piece.lead_image is None:
        return NOTHING_TO_LOOK_AT
    if facts.piece.lead_image.alt.strip():
        return FINE
    said = _("The lead picture has no alt text. Say what it shows.")
    return [blocker("alt", said, "lead_image", _("Write it"))]


def lead_has_a_credit(facts: Facts) -> Verdict:
    if facts.piece.lead_image is None:
        return NOTHING_TO_LOOK_AT
    if facts.piece.lead_image.credit.strip():
        return FINE
    said = _("The lead picture has no credit. Say whose it is.")
    return [blocker("credit", said, "lead_image", _("Write it"))]


def lead_may_be_shown(facts: Facts) -> Verdict:
    image = facts.piece.lead_image
    if image is None:
        return NOTHING_TO_LOOK_AT
    if _may_be_shown(image, facts):
        return FINE
    said = _("We may not show the lead picture any more. Choose another one.")
    return [blocker("rights", said, "lead_image", _("Choose"))]


def safe_picture_is_fit_to_be_shown(facts: Facts) -> Verdict:
    """As the lead picture, in whose place it stands."""
    image = facts.piece.safe_image
    if image is None or image == facts.piece.lead_image:
        return NOTHING_TO_LOOK_AT
    if not (image.alt.strip() and image.credit.strip()):
        said = _("The safe picture needs an alt text and a credit.")
        return [blocker("safe picture", said, "safe_image", _("Write it"))]
    if _may_be_shown(image, facts):
        return FINE
    said = _("We may not show the safe picture any more. Choose another one.")
    return [blocker("safe picture", said, "safe_image", _("Choose"))]


def _may_be_shown(image: Image, facts: Facts) -> bool:
    return image.rights_expire_on is None or facts.today <= image.rights_expire_on


def pictures_in_the_text_may_be_shown(facts: Facts) -> Verdict:
    if not facts.text.pictures:
        return NOTHING_TO_LOOK_AT
    titles = facts.expired_pictures
    if not titles:
        return FINE
    said = ngettext(
        "We may not show the picture “%(title)s” in the text any more. Take it out.",
        "We may not show %(count)d pictures in the text any more, the first “%(title)s”. Take them "
        "out.",
        len(titles),
    ) % {"count": len(titles), "title": titles[0]}
    return [blocker("rights in the text", said, "body", _("Look"))]


def has_a_lead_picture(facts: Facts) -> Verdict:
    if facts.piece.lead_image:
        return FINE
    if facts.piece.section and facts.piece.section.needs_picture:
        return NOTHING_TO_LOOK_AT  # its section has said so already
    said = _("There is no lead picture. Lists and shared links show one.")
    return [advice("picture", said, "lead_image", _("Choose"))]


def pictures_in_the_text_have_alt_texts(facts: Facts) -> Verdict:
    if not facts.text.pictures:
        return NOTHING_TO_LOOK_AT
    count = sum(not picture.alt for picture in facts.text.pictures)
    if not count:
        return FINE
    said = ngettext(
        "A picture in the text has no alt text. Say what it shows.",
        "%(count)d pictures in the text have no alt text. Say what they show.",
        count,
    ) % {"count": count}
    return [advice("alt in the text", said, "body", _("Write it"))]
