"""Reading a draft: what it says of the catalog, and whom it has it from.

Nothing is decided here and nothing written. What is found are proposals, each with the words that
it was read from, so that a person can see why; and rather too few than wrong ones.
"""

from articles.reading.catalog import Catalog
from articles.reading.citations import Citations, pages
from articles.reading.found import Draft, Found, FoundCitation, FoundClaim, FoundName, Named
from articles.reading.gathering import Claims
from articles.reading.publications import Publications
from articles.reading.script import Context, Mention, Scene
from articles.reading.sentences import Sentence, sentences
from articles.reading.text import blocks

__all__ = ["Draft", "Found", "FoundCitation", "FoundClaim", "FoundName", "Named", "read"]


def read(draft: Draft, catalog: Catalog) -> Found:
    """What the draft seems to say, in the order in which it says it.

    Asks the database once at most, for the owners of the pages that are linked to; the time grows
    with the length of the text, and hardly with the catalog. Never raises, whatever the text is.
    """
    parts = list(blocks(draft))
    linked = pages(parts)
    citations = Citations(catalog, catalog.owners(linked) if linked else {}, frozenset(linked))
    context = Context(catalog, draft.shows)
    publications = Publications(catalog, [part.text for part in parts])
    scenes: list[Scene] = []
    told: list[Sentence] = []
    for part in parts:
        scene = Scene(part, context)
        scenes.append(scene)
        told += sentences(scene, citations, publications)
    claims = Claims(context, draft.today)
    claims.read(told)
    finished = {id(made): citation for made, citation in citations.finished()}
    return Found(
        list(finished.values()),
        _names(scenes),
        [claim.finished(finished) for claim in claims.made],
    )


def _names(scenes: list[Scene]) -> list[FoundName]:
    """Each record once, as it was first written; so also each set of records that share a name. One
    name is one row: where it is somebody's choice once, it is nowhere decided for them."""
    mentions = [(scene, mention) for scene in scenes for mention in scene.mentions]
    open_ = {mention.things for _scene, mention in mentions if len(mention.things) > 1}
    found: dict[tuple[Named, ...], FoundName] = {}
    for scene, mention in mentions:
        if _is_name(mention) and mention.could_be not in open_ and mention.things not in found:
            text = scene.block.text[mention.start : mention.end]
            found[mention.things] = FoundName(text, mention.things)
    return list(found.values())


def _is_name(mention: Mention) -> bool:
    return bool(mention.things) and not mention.is_guess
