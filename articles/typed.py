"""Rows of a state as the records that they may become, however unfinished they are."""

from datetime import date

from articles.models import Claim
from articles.state import Row
from geekfeed.lib.dates import Precision
from geekfeed.lib.desk import is_number

RECORDS = ("show", "season", "person", "character", "location")


def claim_of(row: Row) -> Claim:
    """A claim that is not saved. What is half typed says nothing yet."""
    claim = Claim(
        says=first(row, "says"),
        kind=first(row, "kind"),
        standing=first(row, "standing"),
        **{f"{name}_id": number(row, name) for name in RECORDS},
    )
    precision = first(row, "date_precision")
    try:
        claim.date_on = date.fromisoformat(first(row, "date_on"))
        claim.date_precision = precision if precision in Precision.values else Precision.DAY
    except ValueError:
        claim.date_on, claim.date_precision = None, ""
    return claim


def number(row: Row, cell: str) -> int | None:
    text = first(row, cell)
    return int(text) if is_number(text) else None


def numbers(row: Row, cell: str) -> list[int]:
    return [int(text) for text in row.get(cell, []) if is_number(text)]


def first(row: Row, cell: str) -> str:
    return (row.get(cell) or [""])[0]
