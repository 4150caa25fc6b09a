"""Reading a draft: what it finds in many sentences, and what it must never find or do."""

from collections import Counter

import pytest

from articles.reading import Draft, Found, Named, read
from articles.tests.sentences import CASES, CATALOG, MONDAY, Case

PRECISION, RECALL = 0.95, 0.85


def named(source: Named) -> str:
    domain = f"({source.domain})" if source.domain else ""
    return source.name if source.number is not None else f"?{source.name}{domain}"


def chain(citation) -> str:
    told = " via ".join(named(source) for source in (citation.origin, *citation.via))
    return f"{told} @ {citation.url}" if citation.url else told


def name(found) -> str:
    kinds = "|".join(thing.kind for thing in found.candidates)
    return f"{kinds}: {found.candidates[0].name}"


def _of(kind, number):
    for _name, thing in RECORDS:
        if (thing.kind, thing.number) == (kind, number):
            return thing.name
    raise AssertionError(f"There is no {kind} {number}.")


def claim(found) -> str:
    show = _of("show", found.show) if found.show else "-"
    words = [found.kind, found.standing, show + (f"/{found.season % 100}" if found.season else "")]
    if found.kind in ("casting", "crew"):
        words.append(f"who={_of('person', found.person) if found.person else '?'}")
    if found.character:
        words.append(f"as={_of('character', found.character)}")
    if found.location:
        words.append(f"at={_of('location', found.location)}")
    if found.date:
        words.append(f"on={written(found.date)}")
    if found.citation:
        words.append(f"<- {chain(found.citation)}")
    return " ".join(words)


def written(when) -> str:
    if when.precision == "quarter":
        return f"{when.day.year}-Q{when.day.month // 3 + 1}"
    return when.isoformat()


def compared(case: Case, found: Found) -> tuple[Counter, Counter]:
    """What was expected and what was found, of what the case looks at."""
    expected, got = Counter(), Counter()
    for part, wanted, told in (
        ("citation", case.citations, map(chain, found.citations)),
        ("name", case.names, map(name, found.names)),
        ("claim", case.claims, map(claim, found.claims)),
    ):
        if wanted is not None:
            expected.update((part, words) for words in wanted)
            got.update((part, words) for words in told)
    return expected, got


from articles.tests.sentences import CHARACTERS, LOCATIONS, PEOPLE, SHOWS  # noqa: E402

RECORDS = [*SHOWS, *PEOPLE, *CHARACTERS, *LOCATIONS]


def test_most_of_what_sentences_say_is_found_and_hardly_anything_else(capsys):
    right = wrong = missed = 0
    for case in CASES:
        expected, got = compared(case, read(case.draft, CATALOG))
        right += (expected & got).total()
        wrong += (got - expected).total()
        missed += (expected - got).total()
        if expected != got:
            print(
                case.headline or case.text,
                "\n   wrong",
                got - expected,
                "\n   missed",
                expected - got,
            )
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(
            f"\n{len(CASES)} sentences: precision {precision:.3f}, recall {recall:.3f} "
            f"({right} right, {wrong} wrong, {missed} missed)"
        )
    assert precision >= PRECISION
    assert recall >= RECALL
