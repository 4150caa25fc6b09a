"""What it costs to read a comment grows with its length and no faster: steps of Python are counted,
of ours and of markdown-it's.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from comments.models import Listed
from comments.screening.lists import found_in
from comments.wording import fingerprint, html_of, links, nearly_same, plain, tidied
from comments.wording.sameness import COMPARED, _beginning

LONG = 2_000
PATTERNS = [
    "*",
    "**",
    "_",
    "*a ",
    "*a _",
    "_a*b",
    "*a*",
    "**a *",
    "a*b**c***d",
    "`",
    "<",
    "</",
    "<b>",
    "&",
    "\\",
    "\\*",
    "[",
    "]",
    "[a](",
    "[a](https://a.example/",
    "[a](https://a.example)",
    "[a](https://x(",
    "[a](https://x)",
    "![](",
    "(",
    "https://",
    "https://a.example/",
    "https://a.example ",
    "https://a@",
    "://",
    "h",
    "|",
    "||",
    "||a",
    "|| ",
    "||a ",
    "||S1: ",
    "||||a",
    ">!",
    ">!a",
    ">! ",
    "!<",
    ">!a!<",
    "||a >!",
    "> ",
    ">",
    ">\n",
    "> a\n",
    ">> a\n> b\n",
    "\n",
    "a\n",
    "a\n\n",
    " ",
    "a ",
    "\t",
    "\x00",
    "\u0301",
    "a\u0301\u0316",
    "\u200d",
    "👩\u200d",
    "\ufe0f",
    "\u202e",
    "ש",
    "ﷺ",
    "🏴",
    "\U000e0067",
]


class Counter:
    def __init__(self) -> None:
        self.steps = 0

    def trace(self, _frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        self.steps += event == "line"
        return self.trace


@contextmanager
def counted() -> Iterator[Counter]:
    counter, before = Counter(), sys.gettrace()
    sys.settrace(counter.trace)
    try:
        yield counter
    finally:
        sys.settrace(before)


def steps(work: Callable[[str], Any], text: str) -> int:
    with counted() as counter:
        work(text)
    return counter.steps


@pytest.mark.parametrize("pattern", PATTERNS, ids=ascii)
def test_four_times_as_long_is_four_times_the_work(pattern):
    short = pattern * (LONG // 4 // len(pattern))
    assert steps(everything, short * 4) <= 4.4 * steps(everything, short) + 2_000


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("*a ", "b*"),
        ("_", "_"),
        ("**a *b ", "c* d**"),
        ("[", "]"),
        ("[", "](https://a.example)"),
        (">!a", "!<"),
        ("||a >!b ", "!< ||"),
        ("(", ")"),
        ("https://a.example/(", ")"),
    ],
)
def test_depth_costs_no_more_than_length(begin, end):
    depth = LONG // 4 // len(begin + end)
    short, deep = begin * depth + end * depth, begin * 4 * depth + end * 4 * depth
    assert steps(everything, deep) <= 4.4 * steps(everything, short) + 2_000


@pytest.mark.parametrize("pattern", PATTERNS, ids=ascii)
def test_a_comment_s_html_is_not_much_longer_than_it(pattern):
    assert len(html_of(pattern * (LONG // len(pattern)), 7)) <= 40 * LONG


def test_the_count_sees_what_grows_faster():
    def squared(text: str) -> int:
        found = 0
        for _one in text:
            for _other in text:
                found += 1
        return found

    assert steps(squared, "a" * 200) > 4.4 * steps(squared, "a" * 50) + 2_000


def test_a_sign_that_is_many_letters_is_compared_as_far_as_others():
    assert len(_beginning("ﷺ" * 5_000)) == COMPARED


@pytest.mark.parametrize("text", ["a " * 2_500, "".join(f"a{n} " for n in range(1_000))])
def test_many_stars_cost_as_much_as_few(text):
    def looked_through(stars: int) -> int:
        listed = [Listed(kind="word", key=f"spam{number}*") for number in range(stars)]
        found_in(text, listed)  # what is compiled once
        return steps(lambda said: found_in(said, listed), text)

    assert looked_through(1_000) - looked_through(100) < 900 * 40


def everything(text: str) -> None:
    html = html_of(text, 7)
    links(text)
    plain(html)
    tidied(text)
    fingerprint(text)
    nearly_same(text, text + "a")
