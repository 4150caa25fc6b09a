"""Places in a story's form, as checks and notes name them: "headline", "claims", one row by its
key, "claims:7f0c…", and a cell of it, "claims:7f0c…:date_on"."""

from articles.state import ROWS


def anchor(spot: str) -> str:
    """The id of the element on the writing page: a field, or the card that the rows stand in."""
    name = spot.partition(":")[0]
    if name in ROWS:
        return f"{name}-group"
    return f"id_{name}" if name.isidentifier() and not name.startswith("_") else "article_form"


def row(spot: str) -> str:
    """The key of the row; empty for a field, or for all rows of a kind."""
    return spot.split(":")[1] if ":" in spot else ""
