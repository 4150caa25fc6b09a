"""What may stand in a cell: how it is read, and how it is written so that it is read the same.

A cell is text; that of other names is a list. An empty one, "" or [], has no value. `read` gets the
others. `write` gets what the database has at `paths` and returns text, a whole number, a list or
None, which the two formats spell in their own ways.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from shows.catalog_file.problems import Wrong

Cell = str | list[str]

SLUG = re.compile(r"[-a-zA-Z0-9_]+", re.ASCII)
NUMBER = re.compile(r"-?[0-9]{1,12}", re.ASCII)
LONGEST_SLUG = 120
SMALL, LARGE = 32_767, 2_147_483_647  # what PostgreSQL's whole numbers hold


@dataclass(frozen=True)
class Column:
    """`field` is what the record calls it, if not so. A `needed` one cannot be empty. `paths` lead
    from the record to what the cell says, where that is more than the field alone."""

    name: str
    field: str = ""
    needed: bool = False
    paths: tuple[str, ...] = ()
    empty: Any = None  # the value of an empty cell

    @property
    def attribute(self) -> str:
        return self.field or self.name

    @property
    def fields(self) -> tuple[str, ...]:
        """The model's fields in which it is kept."""
        return (self.attribute,)

    @property
    def read_from(self) -> tuple[str, ...]:
        return self.paths or self.fields

    def value(self, cell: Cell) -> Any:
        """Raises Wrong."""
        if cell in ("", []):
            return self.empty
        return self.read(cell)

    def read(self, cell: Cell) -> Any:
        if not isinstance(cell, str):
            raise Wrong(_("Give one text here, not a list."))
        return self.parse(cell)

    def parse(self, text: str) -> Any:
        return text

    def write(self, *values: Any) -> Any:
        """Of several values, the first that there is."""
        return next((value for value in values if value is not None), None)

    def names(self, values: Mapping[str, Any]) -> Any:
        """Its part in the name of the record that a row with these values is about."""
        return values.get(self.name, self.empty)

    def names_it(self, *values: Any) -> Any:
        """The same, of what the database has."""
        value = next((value for value in values if value is not None), None)
        return self.empty if value is None else value

    def same(self, before: Any, after: Any) -> bool:
        return before == after

    def shown(self, value: Any) -> str:
        """As the history of the record says it."""
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Text(Column):
    """Kept to the letter."""

    empty: Any = ""


@dataclass(frozen=True)
class Web(Text):
    def parse(self, text: str) -> str:
        if not text.startswith(("https://", "http://")):
            raise Wrong(_("“%(text)s” is no web address: begin with https://.") % {"text": text})
        return text


@dataclass(frozen=True)
class Slug(Column):
    """The address that names a record: of this row, or of the one that it refers to."""

    empty: Any = ""

    def parse(self, text: str) -> str:
        text = text.strip()
        if not SLUG.fullmatch(text) or len(text) > LONGEST_SLUG:
            raise Wrong(
                _("“%(text)s” is no address: use up to %(most)d letters, digits and hyphens.")
                % {"text": text, "most": LONGEST_SLUG}
            )
        return text


@dataclass(frozen=True)
class Refers(Slug):
    """To another record, by its address. `empty` names nobody."""

    @property
    def read_from(self) -> tuple[str, ...]:
        return self.paths or (f"{self.attribute}__slug",)


@dataclass(frozen=True)
class Number(Column):
    least: int = 0
    most: int = SMALL

    def parse(self, text: str) -> int:
        text = text.strip()
        if not NUMBER.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise Wrong(
                _("“%(text)s” will not do: give a whole number from %(least)d to %(most)d.")
                % {"text": text, "least": self.least, "most": self.most}
            )
        return int(text)


@dataclass(frozen=True)
class Degrees(Column):
    most: int = 180

    def parse(self, text: str) -> Decimal:
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not (number.is_finite() and abs(number) <= self.most):
            raise Wrong(
                _("“%(text)s” will not do: give degrees from -%(most)d to %(most)d, as 40.741895.")
                % {"text": text, "most": self.most}
            )
        return number

    def write(self, *values: Any) -> str | None:
        return None if values[0] is None else f"{values[0]:.6f}"

    def shown(self, value: Any) -> str:
        return "" if value is None else f"{value:.6f}"


@dataclass(frozen=True)
class Choice(Column):
    choices: type[models.TextChoices] = models.TextChoices
    empty: Any = ""

    def parse(self, text: str) -> str:
        chosen = "_".join(text.lower().split())  # “In production”, as people write it
        if chosen not in self.choices.values:
            raise Wrong(
                _("“%(text)s” is none of these: %(choices)s.")
                % {"text": text.strip(), "choices": ", ".join(self.choices.values)}
            )
        return chosen

    def shown(self, value: Any) -> str:
        return str(self.choices(value).label) if value else ""
