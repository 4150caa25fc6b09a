"""The rows of a CSV file."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from geekfeed.lib.sentences import quoted
from shows.catalog_file.form import COLUMNS, KIND, LISTS
from shows.catalog_file.other_names import split
from shows.catalog_file.problems import Problems
from shows.catalog_file.rows import Broken, Row, unknown

LONGEST_CELL = 1_000_000
DELIMITERS = (";", "\t")  # in the first row: otherwise it is a comma


def csv_rows(text: str, problems: Problems) -> Iterator[Row]:
    """The line of a row is its first one: a cell between quotation marks may go over several."""
    csv.field_size_limit(LONGEST_CELL)
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = next((sign for sign in DELIMITERS if sign in heading), ",")
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
            raise Broken(line, sentence % {"why": error}) from None
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
                    % {
                        "cells": len(cells),
                        "names": len(names),
                        "delimiter": _("tab") if delimiter == "\t" else quoted(delimiter),
                    },
                )
        line = reader.line_num + 1


def _names(cells: list[str], line: int) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for name, cell in zip(names, cells, strict=True):
        if not name:
            raise Broken(line, _("A column has no name. Name it, or take it out."))
        if name not in COLUMNS:
            raise Broken(line, unknown(cell))
        if names.count(name) > 1:
            raise Broken(line, _("The column “%(name)s” is there twice.") % {"name": name})
    if KIND not in names:
        raise Broken(
            line,
            _(
                "There is no column “kind”, which says what each row is about. The "
                "first row has the names of the columns."
            ),
        )
    return names
