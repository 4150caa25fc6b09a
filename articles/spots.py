"""Places in a story's form, as checks and notes name them: "headline", "claims", and one row by its
key, "claims:7f0c…"."""

from articles.state import ROWS


def anchor(spot: str) -> str:
    """The id of the element on the writing page: a field, or the card that the rows stand in."""
    name = spot.partition(":")[0]
    if name in ROWS:
        return f"{name}-group"
    return f"id_{name}" if name.isidentifier() and not name.startswith("_") else "article_form"


def row(spot: str) -> str:
    """The key of the row; empty for a field, or for all rows of a kind."""
    return spot.partition(":")[2]
