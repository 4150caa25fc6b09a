"""What is wrong with a file, line by line, in sentences that say what to do."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST = 100  # problems that are told one by one


class Wrong(ValueError):
    """A sentence for the person who wrote the file."""


class NotImported(Exception):
    """Nothing was written. `lines` are the sentences that say why."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass
class Problems:
    """Collected until the whole file has been looked at."""

    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, *parts: str) -> None:
        """Of the line with that number: the kind, the column, the sentence, as far as they help."""
        where = _("line %(number)d") % {"number": line}
        self.found.append((line, ": ".join([where, *parts])))

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def lines(self) -> list[str]:
        """In the order of the file, the first hundred, then how many more there are."""
        told = [sentence for _line, sentence in sorted(self.found, key=lambda one: one[0])]
        more = len(told) - MOST
        if more > 0:
            last = ngettext("… and %(count)d more.", "… and %(count)d more.", more)
            return [*told[:MOST], last % {"count": more}]
        return told
