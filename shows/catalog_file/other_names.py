"""The cell with a record's other names: a list in JSON, one text in CSV."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from geekfeed.lib.aliases import names
from shows.catalog_file.cells import Cell, Column
from shows.catalog_file.problems import Wrong


@dataclass(frozen=True)
class Aliases(Column):
    """Other names, each of which is one line of the record's text."""

    empty: Any = ""

    def read(self, cell: Cell) -> str:
        if isinstance(cell, str):
            raise Wrong(_('Give a list of names: ["Jess", "Jewel"].'))
        if any(len(name.splitlines()) > 1 for name in cell):
            raise Wrong(_("A name cannot go over several lines: make it one."))
        return "\n".join(filter(None, map(str.strip, cell)))

    def write(self, *values: Any) -> list[str]:
        return names("", values[0])[1:]

    def same(self, before: Any, after: Any) -> bool:
        return self.write(before) == self.write(after)

    def shown(self, value: Any) -> str:
        return ", ".join(self.write(value))


def joined(names: list[str]) -> str:
    """A list in one cell of a CSV file: a|b. A | that belongs to a name is written as \\|."""
    return "|".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in names)


def split(text: str) -> list[str]:
    r"""What `joined` has joined. A \ before anything but | or another \ is only itself."""
    found = [""]
    for part in re.findall(r"\\[\\|]|[^|\\]+|.", text, re.DOTALL):
        if part == "|":
            found.append("")
        else:
            found[-1] += part[1] if len(part) == 2 and part[0] == "\\" else part
    return [name for name in found if name.strip()]
