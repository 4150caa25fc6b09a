"""Reading a comment's Markdown: its paragraphs and quotations, and what is in a paragraph.

The lines make the blocks, which is all that is left of Markdown's blocks: a quotation is the lines
that begin with ">". What stands in a paragraph is read by markdown-it, with its rules for emphasis
and with ours for the rest.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from comments.wording import addresses
from comments.wording.covering import CLOSE, OPEN
from comments.wording.tidying import is_seen

DEEPEST = 3
"""Quotations in one another; what is quoted more often stands in the third."""

# Faces such as >:( and >_< look out of no quotation.
_QUOTED = re.compile(r"(?: *>(?![.:;_=<-]))+ *")
_SCHEME = re.compile(r"(?<![^\W_])https?\Z", re.IGNORECASE)
_NOT_IN_ADDRESS = rf"\s<>\"“”„«»`{{}}|\\^{OPEN}{CLOSE}"
_ADDRESS = re.compile(rf"https?://[^{_NOT_IN_ADDRESS}]+", re.IGNORECASE)
_LINK = re.compile(
    r"\[([^\[\]\n]{1,200}+)\]"
    rf"\((https?://[^(){_NOT_IN_ADDRESS}]*+(?:\([^(){_NOT_IN_ADDRESS}]*+\)[^(){_NOT_IN_ADDRESS}]*+)*+)\)",
    re.IGNORECASE,
)
_AFTER_ADDRESS = ".,;:!?'’…*_~]"
_ESCAPED = "*[|>"


@dataclass
class Quotation:
    """What stands in it; the whole text is one that nobody is quoted in."""

    blocks: list["Quotation | str"] = field(default_factory=list)


def blocks(text: str) -> Quotation:
    """The paragraphs of a text, and the quotations with theirs."""
    whole = Quotation()
    around, lines = [whole], list[str]()

    def end_paragraph() -> None:
        if lines:
            around[-1].blocks.append("\n".join(lines))
            lines.clear()

    for line in text.split("\n"):
        mark = _QUOTED.match(line)
        depth = min(mark[0].count(">"), DEEPEST) if mark else 0
        words = line[mark.end() :] if mark else line
        if not words or depth != len(around) - 1:
            end_paragraph()
        if words or not mark:
            del around[depth + 1 :]
        if words:
            while len(around) <= depth:
                around.append(Quotation())
                around[-2].blocks.append(around[-1])
            lines.append(words)
    end_paragraph()
    return whole


def tokens(paragraph: str) -> list[Token]:
    """What is in a paragraph: text, with the beginnings and ends of emphasis and links."""
    return _markdown.parseInline(paragraph)[0].children or []


def _link(state: StateInline, _silent: bool) -> bool:
    """`[words](address)`, without titles, and with no picture made of it."""
    is_one = not state.linkLevel and state.src[state.pos - 1 : state.pos] != "!"
    found = _LINK.match(state.src, state.pos, state.posMax) if is_one else None
    address = addresses.read(found[2]) if found else None
    if not found or not address:
        return False
    words = re.sub(rf"[*_{OPEN}{CLOSE}]", "", found[1])
    # Words of many covers would be a link of many pieces, each with its address.
    if not is_seen(words) or found[1].count(OPEN) + found[1].count(CLOSE) > 2:
        return False
    end = state.posMax
    _push_link(state, address)
    state.pos, state.posMax = found.span(1)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    if not addresses.look_true(words, address):
        state.append_pending(f" ({address.host})")
    state.push("link_close", "a", -1)
    state.pos, state.posMax = found.end(), end
    return True


def _bare_address(state: StateInline, _silent: bool) -> bool:
    """An address that stands in the text. markdown-it has read its scheme as text by then."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.src, max(0, state.pos - 5), state.pos)
    found = _ADDRESS.match(state.src, scheme.start(), state.posMax) if scheme else None
    if not found or not scheme:
        return False
    typed = _without_punctuation(found[0])
    address = addresses.read(typed)
    end = scheme.start() + len(typed)
    if not address:
        # As far as it goes it is text: what stands in it is not an address, either.
        state.append_pending(state.src[state.pos : end])
    else:
        state.pending = state.pending[: -len(scheme[0])]
        _push_link(state, address)
        state.append_pending(address.words)
        state.push("link_close", "a", -1)
    state.pos = end
    return True


def _without_punctuation(typed: str) -> str:
    """An address without the signs that belong to the sentence around it. A bracket is its own if
    it has another one for it."""
    opened, closed = typed.count("("), typed.count(")")
    end = len(typed)
    while typed[end - 1] in _AFTER_ADDRESS or (typed[end - 1] == ")" and closed > opened):
        closed -= typed[end - 1] == ")"
        end -= 1
    return typed[:end]


def _push_link(state: StateInline, address: addresses.Address) -> None:
    state.push("link_open", "a", 1).attrs = {"href": address.href}


def _escape(state: StateInline, _silent: bool) -> bool:
    r"""A backslash takes the meaning of the sign after it. It stays before "_": ¯\_(ツ)_/¯."""
    sign = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or not sign or sign not in _ESCAPED + "_":
        return False
    state.append_pending(sign if sign in _ESCAPED else f"\\{sign}")
    state.pos += 2
    return True


def _reader() -> Any:
    reader = MarkdownIt("zero", {"html": False, "linkify": False, "maxNesting": 20})
    reader.enable("emphasis")
    reader.inline.ruler.push("words_and_address", _link)
    reader.inline.ruler.push("bare_address", _bare_address)
    reader.inline.ruler.push("take_meaning", _escape)
    return reader


_markdown = _reader()
