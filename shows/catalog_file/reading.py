"""A CSV or JSON file becomes rows with the numbers of their lines."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from shows.catalog_file.cells import Cell, split
from shows.catalog_file.form import COLUMNS, KIND, LISTS
from shows.catalog_file.problems import NotImported, Problems, Wrong

SUFFIXES = (".csv", ".json")
LONGEST_CELL = 1_000_000
NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
BLANK = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True)
class Row:
    """`cells` are those that the row has, empty ones among them, by the names of their columns."""

    line: int
    cells: dict[str, Cell]


def read(path: Path, problems: Problems) -> list[Row]:
    """Whatever is wrong with single rows goes into `problems`; NotImported where the file as a
    whole cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise NotImported([_("“%(name)s” ends in neither .csv nor .json.") % {"name": path.name}])
    text = _text(path)
    try:
        rows = list((_csv_rows if suffix == ".csv" else _json_rows)(text, problems))
    except _Broken as broken:
        problems.add(broken.line, str(broken))
        return []
    if not rows and not problems:
        raise NotImported(
            [
                _(
                    "The file has no records: each one is a row below the names of the "
                    "columns (CSV) or an object in a list (JSON)."
                )
            ]
        )
    return rows


class _Broken(Exception):
    """From this line on, nothing of the file can be understood."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotImported([_("There is no file “%(name)s”.") % {"name": path}]) from None
    except IsADirectoryError:
        raise NotImported(
            [_("“%(name)s” is a folder. Name a file in it.") % {"name": path}]
        ) from None
    except OSError as error:
        raise NotImported(
            [_("“%(name)s” cannot be read: %(why)s.") % {"name": path, "why": error.strerror}]
        ) from None
    if not data.strip():
        raise NotImported([_("The file is empty.")])
    save_as = _("Save the file as UTF-8 and try again.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotImported([_("The file is in UTF-16. %(advice)s") % {"advice": save_as}])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _("line %(number)d: This is not UTF-8. %(advice)s") % {
            "number": data.count(b"\n", 0, error.start) + 1,
            "advice": save_as,
        }
        raise NotImported([sentence]) from None
    if "\0" in text:
        sentence = _(
            "line %(number)d: There is a NUL byte here, so this is no text. %(advice)s"
        ) % {"number": text.count("\n", 0, text.index("\0")) + 1, "advice": save_as}
        raise NotImported([sentence])
    return text


# -- CSV --------------------------------------------------------------------------------------


def _csv_rows(text: str, problems: Problems) -> Iterator[Row]:
    """The line of a row is its first one: a cell between quotation marks may go over several."""
    csv.field_size_limit(LONGEST_CELL)
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if ";" in heading else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            sentence = _(
                "The row that begins here cannot be read (%(why)s). A quotation mark in a "
                "cell is written twice, and the cell stands between quotation marks."
            )
            raise _Broken(line, sentence % {"why": error}) from None
        if cells is None:
            return
        if any(cells):
            if not names:
                names = _names(cells, line)
            elif len(cells) == len(names):
                yield Row(
                    line,
                    {n: split(c) if n in LISTS else c for n, c in zip(names, cells, strict=True)},
                )
            else:
                sentence = _(
                    "This row has %(cells)d cells, and there are %(names)d columns. Look for "
                    "a %(delimiter)s too many or too few; where it belongs to a text, the "
                    "text stands between quotation marks."
                )
                problems.add(
                    line,
                    sentence
                    % {"cells": len(cells), "names": len(names), "delimiter": f"“{delimiter}”"},
                )
        line = reader.line_num + 1


def _names(cells: list[str], line: int) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for name, cell in zip(names, cells, strict=True):
        if not name:
            raise _Broken(line, _("A column has no name. Name it, or take it out."))
        if name not in COLUMNS:
            raise _Broken(line, unknown(cell))
        if names.count(name) > 1:
            raise _Broken(line, _("The column “%(name)s” is there twice.") % {"name": name})
    if KIND not in names:
        raise _Broken(
            line,
            _(
                "There is no column “kind”, which says what each row is about. The "
                "first row has the names of the columns."
            ),
        )
    return names


def unknown(name: str) -> str:
    return _("There is no column “%(name)s”. There are: %(columns)s.") % {
        "name": name[:60],
        "columns": ", ".join(COLUMNS),
    }


# -- JSON -------------------------------------------------------------------------------------


def _json_rows(text: str, problems: Problems) -> Iterator[Row]:
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
            raise _Broken(error.lineno, sentence) from None
        except RecursionError:
            raise _Broken(
                line, _("This is nested too deeply. A record is one flat object.")
            ) from None
        except Wrong as wrong:
            raise _Broken(line, str(wrong)) from None
        if (cells := _cells(value, line, problems)) is not None:
            yield Row(line, cells)
        at = _skip(text, at)
        if text[at : at + 1] != "]":
            at = _expect(text, at, ",", lines)
    if _skip(text, at + 1) != len(text):
        raise _Broken(lines.at(_skip(text, at + 1)), _("The list has ended, and more follows."))


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
        raise _Broken(lines.at(at), sentence[sign])
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
