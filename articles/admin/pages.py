"""The desk's pages about stories beside the list and the form. Each has `urls(wrap)`."""

from articles.admin import (
    both,
    calendar,
    covered,
    find,
    history,
    keep,
    log,
    merging,
    notes,
    presence,
    preview,
    review,
)

PAGES = [
    keep,
    presence,
    covered,
    find,
    preview,
    review,
    both,
    history,
    log,
    notes,
    calendar,
    merging,
]
