"""Counting how often something was followed.

One UPDATE of its row each time, on the way to an answer that browsers and caches keep: it is rare,
and exact. Counting in memory first would lose the last ones of every process, to save a write that
no view of a page makes. If the database cannot take it, the reader is led on all the same.
"""

import logging

from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


def count(rows: QuerySet) -> None:
    """Once more for these rows, which have `hits` and `hit_at`."""
    try:
        with transaction.atomic():
            rows.update(hits=F("hits") + 1, hit_at=timezone.now())
    except DatabaseError:
        log.warning(_("It could not be counted that an address was followed."), exc_info=True)
