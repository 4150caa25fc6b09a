"""The rows of a JSON file: a list of flat objects."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from shows.catalog_file.cells import Cell
from shows.catalog_file.form import COLUMNS
from shows.catalog_file.problems import Problems, Wrong
from shows.catalog_file.rows import Broken, Row, unknown

NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
BLANK = re.compile(r"[ \t\r\n]*")


def json_rows(text: str, problems: Problems) -> Iterator[Row]:
    """Object by object, so that each one's line is known."""
    decoder = json.JSONDecoder(
        object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=_constant
    )
    lines = _Lines(text)
    at = _expect(text, 0, "[", lines)
    while text[at : at + 1] != "]":
        line = lines.at(at)
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            sentence = _("This is no JSON from here on (%(why)s).") % {"why": error.msg}
            raise Broken(error.lineno, sentence) from None
        except RecursionError:
            raise Broken(
                line, _("This is nested too deeply. A record is one flat object.")
            ) from None
        except Wrong as wrong:
            raise Broken(line, str(wrong)) from None
        if (cells := _cells(value, line, problems)) is not None:
            yield Row(line, cells)
        at = _skip(text, at)
        if text[at : at + 1] != "]":
            at = _expect(text, at, ",", lines)
    if _skip(text, at + 1) != len(text):
        raise Broken(lines.at(_skip(text, at + 1)), _("The list has ended, and more follows."))


class _Lines:
    """Counts on from where it was asked last."""

    def __init__(self, text: str) -> None:
        self.text, self.seen, self.line = text, 0, 1

    def at(self, position: int) -> int:
        self.line += self.text.count("\n", self.seen, position)
        self.seen = position
        return self.line


def _skip(text: str, at: int) -> int:
    return BLANK.match(text, at).end()


def _expect(text: str, at: int, sign: str, lines: _Lines) -> int:
    """The place after the sign and after what is blank around it."""
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        sentence = {
            "[": _("The file is one list of objects: it begins with [."),
            ",": _("A comma or the end of the list, ], is missing here."),
        }
        raise Broken(lines.at(at), sentence[sign])
    return _skip(text, at + 1)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Wrong(_("“%(name)s” is there twice in one object.") % {"name": twice})
    return made


def _constant(name: str) -> None:
    raise Wrong(_("%(name)s is no value.") % {"name": name})


def _cells(value: Any, line: int, problems: Problems) -> dict[str, Cell] | None:
    if not isinstance(value, dict):
        problems.add(line, _('Each part of the list is an object: {"kind": "show", …}.'))
        return None
    cells: dict[str, Cell] = {}
    for name, cell in value.items():
        if cell is None:
            cell = ""
        is_list = isinstance(cell, list) and all(isinstance(part, str) for part in cell)
        if name not in COLUMNS:
            problems.add(line, unknown(name))
        elif not isinstance(cell, str) and not is_list:
            problems.add(
                line, name, _("Give a text, a number or, for other names, a list of texts.")
            )
        elif any(map(NO_CHARACTER.search, cell if is_list else [cell])):
            problems.add(line, name, _("A character in here is none: look for \\u0000 or \\ud…."))
        else:
            cells[name] = cell
            continue
        return None
    return cells
