"""Comments that say the same."""

import pytest

from comments.wording import fingerprint, nearly_same

SAID = "I have walked past that corner every day since March, and nobody has ever filmed there."


@pytest.mark.parametrize(
    "other",
    [
        SAID.upper(),
        SAID.replace(" ", "\n\n"),
        SAID.replace(",", " –").replace(".", "!!!"),
        SAID.replace("e", "е").replace("a", "а").replace("o", "ο"),
        f"**{SAID}**",
        f"||{SAID}||",
        SAID.replace("I", "𝐈").replace("w", "ｗ"),
        SAID.replace(" ", " \u200b"),
        SAID.replace("e", "é"),
    ],
)
def test_what_looks_the_same_has_one_fingerprint(other):
    assert fingerprint(other) == fingerprint(SAID)


@pytest.mark.parametrize("other", ["", SAID[:-8], SAID.replace("March", "May"), "!?"])
def test_what_says_something_else_has_another(other):
    assert fingerprint(other) != fingerprint(SAID)


def test_what_has_no_letters_is_told_apart():
    assert len({fingerprint(text) for text in (":-)", ":-(", "👍", "❤️", "")}) == 5
    assert fingerprint("👍 👍") == fingerprint("👍👍")


def test_a_fingerprint_is_short():
    assert len(fingerprint(SAID * 90)) == 32


@pytest.mark.parametrize(
    "other",
    [
        SAID,
        SAID.replace("March", "May"),
        f"Hey! {SAID}",
        f"{SAID} See you",
        SAID.replace("ever ", ""),
    ],
)
def test_what_was_made_from_the_other_is_nearly_the_same(other):
    assert nearly_same(SAID, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            SAID,
            "They never film on a Friday, if the permits on the lamp posts are anything to go by.",
        ),
        (SAID, SAID + SAID[::-1]),
        ("Great episode!", "Great episodes!"),
        ("", SAID),
    ],
)
def test_what_is_not_is_not(one, other):
    assert not nearly_same(one, other)
