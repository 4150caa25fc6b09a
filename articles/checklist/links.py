"""The links in the text: whether they lead somewhere, and say where."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.checklist import addresses
from articles.checklist.addresses import story_slug
from articles.checklist.facts import Facts
from articles.checklist.finding import FINE, NOTHING_TO_LOOK_AT, Verdict, advice
from articles.checklist.reading import Link
from articles.models import Article
from geekfeed.lib.sentences import quoted

# Read out by themselves, as those do who go from link to link, these say nothing.
VAGUE = {"click here", "here", "link", "more", "read more", "source", "this", "this link"}
ONLY_OURS = ("/admin/", "/preview/")


def links_lead_somewhere(facts: Facts) -> Verdict:
    return _found(
        facts,
        "nowhere",
        lambda link: not addresses.read(link.href).leads_somewhere,
        lambda count: ngettext(
            "The link %(links)s leads nowhere. Give it an address that begins with https://.",
            "%(count)d links lead nowhere: %(links)s. Give them addresses that begin with "
            "https://.",
            count,
        ),
    )


def linked_stories_are_there(facts: Facts) -> Verdict:
    """One sentence for drafts and for addresses that nobody has: it gives no draft away."""

    def is_missing(link: Link) -> bool:
        slug = story_slug(link.href)
        story = facts.others.get(slug)
        if not slug or (story and story.pk == facts.piece.article.pk):
            return False
        return story is None or not (story.is_live or story.status == Article.Status.WITHDRAWN)

    return _found(
        facts,
        "no story",
        is_missing,
        lambda count: ngettext(
            "The link %(links)s leads to a story of ours that readers do not have.",
            "%(count)d links lead to stories of ours that readers do not have: %(links)s.",
            count,
        ),
    )


def linked_stories_stand(facts: Facts) -> Verdict:
    def is_withdrawn(link: Link) -> bool:
        story = facts.others.get(story_slug(link.href))
        return story is not None and story.status == Article.Status.WITHDRAWN

    return _found(
        facts,
        "withdrawn story",
        is_withdrawn,
        lambda count: ngettext(
            "The link %(links)s leads to a story that was withdrawn. Take it out.",
            "%(count)d links lead to stories that were withdrawn: %(links)s. Take them out.",
            count,
        ),
    )


def links_are_for_readers(facts: Facts) -> Verdict:
    return _found(
        facts,
        "desk",
        lambda link: addresses.read(link.href).path.startswith(ONLY_OURS),
        lambda count: ngettext(
            "The link %(links)s leads into the desk, where readers cannot follow.",
            "%(count)d links lead into the desk, where readers cannot follow: %(links)s.",
            count,
        ),
    )


def links_say_where_they_lead(facts: Facts) -> Verdict:
    return _found(
        facts,
        "vague link",
        lambda link: link.text.casefold().strip(" .:»>→") in VAGUE,
        lambda count: ngettext(
            "The link %(links)s does not say where it leads. Link the words that do.",
            "%(count)d links do not say where they lead: %(links)s. Link the words that do.",
            count,
        ),
    )


def links_are_encrypted(facts: Facts) -> Verdict:
    def is_open(link: Link) -> bool:
        address = addresses.read(link.href)
        is_ours = bool(address.path)
        return address.scheme == "http" and (settings.HTTPS or not is_ours)

    return _found(
        facts,
        "http",
        is_open,
        lambda count: ngettext(
            "The link %(links)s begins with http://. Try it with https://.",
            "%(count)d links begin with http://: %(links)s. Try them with https://.",
            count,
        ),
    )


def _found(
    facts: Facts, name: str, is_wrong: Callable[[Link], bool], sentence: Callable[[int], str]
) -> Verdict:
    """One finding for all links that are wrong in the same way, naming the first ones."""
    if not facts.text.links:
        return NOTHING_TO_LOOK_AT
    wrong = [link for link in facts.text.links if is_wrong(link)]
    if not wrong:
        return FINE
    named = dict.fromkeys(_named(link) for link in wrong)
    said = sentence(len(wrong)) % {"count": len(wrong), "links": ", ".join(list(named)[:3])}
    return [advice(name, said, "body", _("Look"))]


def _named(link: Link) -> str:
    words = link.text or link.href
    return quoted(words if len(words) <= 40 else f"{words[:39]}…")


RULES = [
    links_lead_somewhere,
    linked_stories_are_there,
    linked_stories_stand,
    links_are_for_readers,
    links_say_where_they_lead,
    links_are_encrypted,
]
