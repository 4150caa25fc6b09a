"""A text of 6,000 words with everything in it that the editor can make."""

from itertools import cycle, islice
from pathlib import Path

from geekfeed.demo.misbehaving.names import LONG_WORD

HERE = Path(__file__).parent
FENCE = "+++\n"
WORDS = 6_000
LENGTHS = (4, 3, 6, 1, 5)
"""Sentences of one paragraph after the other."""
APART = 4
"""Paragraphs from one piece of furniture to the next."""


def sentences() -> list[str]:
    return (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()


def furniture() -> list[str]:
    """Headings, lists, tables, figures, quotations and embeds."""
    text = (HERE / "furniture.html").read_text(encoding="utf-8")
    return text.replace("{word}", LONG_WORD).split(FENCE)


def body() -> str:
    """As the demo's stories have theirs: pictures by their names."""
    said, between = cycle(sentences()), iter(furniture())
    parts: list[str] = []
    words = 0
    for number, length in enumerate(cycle(LENGTHS), start=1):
        paragraph = " ".join(islice(said, length))
        parts.append(f"<p>{paragraph}</p>")
        words += len(paragraph.split())
        if words >= WORDS:
            return "".join([*parts, *between])
        if number % APART == 0:
            parts.append(next(between, ""))
