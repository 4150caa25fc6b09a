"""The words of a story, made from words.toml by chance."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

Facts = dict[str, Any]  # what stands for {show}, {person}, … in the phrases


@cache
def phrases() -> dict[str, Any]:
    """The file, with its lists of single words taken apart."""
    read = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {key: one.split() if isinstance(one, str) else one for key, one in read.items()}


def of_kind(chance: Random, kind: str, part: str, facts: Facts) -> str:
    """A headline, a claim or a first sentence about one kind of fact."""
    return chance.choice(phrases()["kinds"][kind][part]).format_map(facts)


def phrase(chance: Random, part: str, facts: Facts) -> str:
    return chance.choice(phrases()["text"][part]).format_map(facts)


def body(chance: Random, kind: str, facts: Facts) -> str:
    """Three to six paragraphs, now and then with a heading or a quotation between them."""
    sentences = chance.sample(phrases()["text"]["sentences"], 18)
    parts = [_paragraph([of_kind(chance, kind, "opens", facts), *sentences[:2]], facts)]
    for number in range(1, chance.randint(3, 6)):
        parts.append(_paragraph(sentences[number * 3 : number * 3 + 3], facts))
        if number == 2:
            parts.append(f"<h2>{phrase(chance, 'headings', facts)}</h2>")
        elif chance.random() < 0.1:
            said = phrase(chance, "quotes", facts)
            parts.append(
                f"<blockquote><p>{said}</p><footer>{facts['person']}</footer></blockquote>"
            )
    if parts[-1].startswith("<h2>"):
        parts.pop()
    return "".join(parts)


def _paragraph(sentences: list[str], facts: Facts) -> str:
    return f"<p>{' '.join(sentences).format_map(facts)}</p>"
