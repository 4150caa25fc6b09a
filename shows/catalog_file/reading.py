"""A CSV or JSON file becomes rows with the numbers of their lines."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _

from shows.catalog_file.csv_rows import csv_rows
from shows.catalog_file.json_rows import json_rows
from shows.catalog_file.problems import NotImported, Problems
from shows.catalog_file.rows import Broken, Row

Made = TypeVar("Made")

SUFFIXES = (".csv", ".json")


def read(path: Path, problems: Problems, make: Callable[[Row], Made | None]) -> list[Made]:
    """What `make` makes of each row, one after the other: a large file is never held as rows.
    Whatever is wrong with single rows goes into `problems`; NotImported where the file as a whole
    cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        sentence = _(
            "“%(name)s” ends in neither .csv nor .json. From a spreadsheet, save it as “CSV UTF-8”."
        )
        raise NotImported([sentence % {"name": path.name}])
    text = _text(path)
    found: list[Made] = []
    try:
        for row in (csv_rows if suffix == ".csv" else json_rows)(text, problems):
            if (made := make(row)) is not None:
                found.append(made)
    except Broken as broken:
        problems.add(broken.line, str(broken))
        return []
    if not found and not problems:
        raise NotImported(
            [
                _(
                    "The file has no records: each one is a row below the names of the "
                    "columns (CSV) or an object in a list (JSON)."
                )
            ]
        )
    return found


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
    if data.startswith(b"PK\x03\x04"):
        sentence = _(
            "This is a spreadsheet’s own file: save it there as “CSV UTF-8”, and try again."
        )
        raise NotImported([sentence])
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
