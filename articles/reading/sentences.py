"""The sentences of a draft, each with the citations that it rests on."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from articles.reading import attribution
from articles.reading.citations import Citations, ReadCitation
from articles.reading.publications import Publications
from articles.reading.script import Scene, Script

# "The report states that …" goes on with what the sentence before it reported.
_GOES_ON = re.compile(
    r"\W*(?:the|this|that|their|its)\s(?:same\s)?(?:reports?|site|outlet|publication|article|piece"
    r"|paper|magazine|announcement|listing|notice|statement|source)\b|\W*(?:it|they)\s"
    r"(?:also\s)?(?:adds?|added|notes?|noted|says?|reports?|claims?|continues)\b",
    re.IGNORECASE,
)
# "The news comes from X" says whose the sentence before it was.
_LOOKS_BACK = re.compile(
    r"\W*(?:(?:the|this|that)\s(?:news|word|report|information|scoop|update|rumou?r|story|exclusive)"
    r"\s(?:comes|came|was|is|has\sbeen)\b|(?:that|this|it)(?:'s|\sis|\scomes|\swas)?\s(?:all\s)?"
    r"(?:according\sto|from|reported|first\sreported))",
    re.IGNORECASE,
)


@dataclass
class Sentence:
    scene: Scene
    script: Script
    phrases: list[tuple[attribution.Attribution, ReadCitation]] = field(default_factory=list)
    """The attribution phrases in it."""
    rests_on: list[tuple[int, ReadCitation, str]] = field(default_factory=list)
    """Citations with their places in the block, and the verb that the source comes with."""
    told: attribution.Told = field(default_factory=lambda: attribution.Told([]))

    @cached_property
    def is_somebodys(self) -> bool:
        """Whether it comes from somebody who cannot be told, so that it rests on nobody."""
        return attribution.is_somebodys(self.script, self.told)

    def nearest(self, at: int) -> tuple[ReadCitation, str] | None:
        if not self.rests_on or self.is_somebodys:
            return None
        _place, citation, verb = min(self.rests_on, key=lambda entry: abs(entry[0] - at))
        return citation, verb


def sentences(scene: Scene, citations: Citations, publications: Publications) -> list[Sentence]:
    """What a block says, sentence by sentence. Words under pictures and other people's words are
    read for the links in them alone."""
    block = scene.block
    told = [Sentence(scene, scene.script(*span)) for span in block.sentences()]
    if block.said in ("quoted", "caption"):
        citations.read(block, [])
        return []
    phrases = []
    for sentence in told:
        sentence.told = attribution.read(sentence.script, publications)
        phrases += [(sentence, phrase) for phrase in sentence.told.by]
    cited, alone = citations.read(block, [phrase for _sentence, phrase in phrases])
    for (sentence, phrase), citation in zip(phrases, cited, strict=True):
        sentence.phrases.append((phrase, citation))
        sentence.rests_on.append((phrase.named_at[0], citation, phrase.verb))
    at = 0
    for place, citation in alone:
        while at + 1 < len(told) and told[at].script.end <= place:
            at += 1
        if not (told[at].phrases or told[at].is_somebodys):
            told[at].rests_on.append((place, citation, ""))
    return told


def lean(told: list[Sentence]) -> None:
    """Lets sentences without a source rest on that of a neighbour which they clearly go on from."""
    for at, sentence in enumerate(told[1:], 1):
        before, words = told[at - 1], sentence.script.text[:60]
        if not sentence.rests_on and _GOES_ON.match(words):
            # A heading or an advertisement may stand between the two.
            others = reversed(told[max(0, at - 3) : at])
            told_so = next((o for o in others if o.rests_on or o.is_somebodys), sentence)
            sentence.rests_on, sentence.is_somebodys = told_so.rests_on[-1:], told_so.is_somebodys
        elif (
            sentence.rests_on
            and not before.rests_on
            and _LOOKS_BACK.match(words)
            and not before.is_somebodys
        ):
            before.rests_on = sentence.rests_on[:1]
