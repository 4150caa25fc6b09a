"""What both formats are read into."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from shows.catalog_file.cells import Cell
from shows.catalog_file.form import COLUMNS


@dataclass(frozen=True)
class Row:
    """`cells` are those that the row has, empty ones among them, by the names of their columns."""

    line: int
    cells: dict[str, Cell]


class Broken(Exception):
    """From this line on, nothing of the file can be understood."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


def unknown(name: str) -> str:
    return _("There is no column “%(name)s”. There are: %(columns)s.") % {
        "name": name[:60],
        "columns": ", ".join(COLUMNS),
    }
