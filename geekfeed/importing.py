"""What an import into the catalog means for the rooms above it.

Records are written in bulk, so that none of those hears of them that listen to single ones.
"""

from django.db import transaction
from django.db.models import Q

from articles import waiting
from articles.reading import catalog
from geekfeed import chrome
from shows.tvmaze.report import Report
from shows.tvmaze.told import ToldShow
from shows.tvmaze.writing import write


def bring_in(told: ToldShow, *, dry_run: bool = False) -> Report:
    """Bring a show into the catalog and move the stories under its embargoes with its dates, in one
    transaction. `dry_run`: do all of it, and then take all of it back.

    Raises shows.tvmaze.writing.Interrupted.
    """
    with transaction.atomic():
        show, report = write(told)
        waiting.reschedule(Q(embargo_season__show=show) | Q(embargo_episode__season__show=show))
        chrome.forget()
        catalog.follow()
        transaction.set_rollback(dry_run)
    return report
