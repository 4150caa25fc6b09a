"""A story's state: what its form says, as one JSON value.

    {"fields": {"headline": ["…"], "section": ["3"], "topics": ["filming, season 2"]},
     "rows":   {"citations": [{"key": "7f…", "tag": ["3"], "via": ["5"], "url": ["…"]}],
                "claims":    [{"key": "c2…", "rests_on": ["7f…"], …}]}}

Values are the strings that a browser sends, so that anything half typed can be kept. A row is named
by its key. Primary keys of rows, positions and buttons are left out: they mean nothing tomorrow.
"""

from typing import Any

from django.db.models import Model

from articles.models import Article
from articles.models.topic import written

FIELDS = ("headline", "slug", "standfirst", "body", "section", "lead_image", "next_up")
CLAIM = ("says", "kind", "standing", "show", "season", "person", "character", "location")
CLAIM_DATE = ("date_on", "date_precision", "detail")


def read(article: Article) -> dict[str, Any]:
    """The state of a story as it stands in the database."""
    return {
        "fields": _cells(article, *FIELDS)
        | {
            "topics": [written(article.topics.all())],
        },
        "rows": {
            "bylines": [_row(row, "author", "role") for row in _rows(article.bylines)],
            "coverage": [_row(row, "show", "season") for row in _rows(article.coverage)],
            "citations": [
                _row(row, "tag", "url", "note")
                | {"via": [str(hop.source_id) for hop in row.hops.all()]}
                for row in _rows(article.citations.prefetch_related("hops"))
            ],
            "claims": [
                _row(row, *CLAIM, *CLAIM_DATE)
                | {"rests_on": [str(row.citation.key) if row.citation else ""]}
                for row in _rows(article.claims.select_related("citation"))
            ],
            "related_links": [_row(row, "related") for row in _rows(article.related_links)],
        },
    }


def _rows(related: Any) -> Any:
    return related.order_by("position", "pk")


def _row(row: Model, *names: str) -> dict[str, Any]:
    return {"key": str(row.key)} | _cells(row, *names)


def _cells(row: Model, *names: str) -> dict[str, list[str]]:
    """Each column as a form sends it: text as it is, a choice by its number, nothing as ""."""
    values = {name: row.serializable_value(name) for name in names}
    return {name: ["" if value is None else str(value)] for name, value in values.items()}
