"""What is said of a story, field by field, where two of its states are compared or one is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.compare.body import Bodies
from articles.compare.rows import RowChange
from articles.compare.words import Marked
from articles.state import ROWS
from images.models import Image


@dataclass(frozen=True)
class Change:
    """`name` is the field's, or the kind of rows', in the story's form; `label` its words there."""

    name: str
    label: str
    kind = ""

    @property
    def anchor(self) -> str:
        """The element that the checklist's links lead to, as in the form."""
        return f"{self.name}-group" if self.name in ROWS else f"id_{self.name}"


@dataclass(frozen=True)
class TextChange(Change):
    """A text, marked by words, or a choice that took another one's place."""

    text: Marked
    kind = "text"

    @property
    def differs(self) -> bool:
        return self.text.differs

    @property
    def is_empty(self) -> bool:
        return self.text.is_empty


@dataclass(frozen=True)
class PictureChange(TextChange):
    """`old` and `new` are the pictures, where they are still there."""

    old: Image | None = None
    new: Image | None = None
    kind = "picture"


@dataclass(frozen=True)
class BodyChange(Change):
    """`html` is the cleaned body, where one state is read."""

    bodies: Bodies
    html: SafeString | str = ""
    kind = "body"

    @property
    def differs(self) -> bool:
        return self.bodies.differs

    @property
    def is_empty(self) -> bool:
        return not self.html and not self.bodies.trouble


@dataclass(frozen=True)
class Chip:
    """A topic. `mark`: "=", "+" or "−"."""

    mark: str
    name: str


@dataclass(frozen=True)
class TopicsChange(Change):
    chips: Sequence[Chip]
    kind = "topics"

    @property
    def differs(self) -> bool:
        return any(chip.mark != "=" for chip in self.chips)

    @property
    def is_empty(self) -> bool:
        return not self.chips

    @property
    def old(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.mark != "+"]

    @property
    def new(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.mark != "−"]


@dataclass(frozen=True)
class RowsChange(Change):
    """`has_moved`: those that stay stand in another order."""

    rows: Sequence[RowChange]
    has_moved: bool = False
    kind = "rows"

    @property
    def differs(self) -> bool:
        return bool(self.rows) or self.has_moved

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def old(self) -> list[RowChange]:
        return [row for row in self.rows if row.mark != "plus"]

    @property
    def new(self) -> list[RowChange]:
        return [row for row in self.rows if row.mark != "minus"]
