"""The desk's pages about stories beside the list and the form. Each has `urls(wrap)`."""

from articles.admin import (
    both,
    calendar,
    covered,
    earlier,
    find,
    found,
    history,
    keep,
    log,
    merge_record,
    merging,
    names,
    notes,
    presence,
    preview,
    review,
)

PAGES = [
    keep,
    presence,
    covered,
    found,
    earlier,
    names,
    find,
    preview,
    review,
    both,
    history,
    log,
    notes,
    calendar,
    merging,
    merge_record,
]
