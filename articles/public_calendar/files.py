"""The calendar as files that calendar programs subscribe to: of the site, a show or a franchise.

**Dates without a day.** What is known to the month is an event over that month: programs draw it as
a bar above its days, and the summary says “some time in March 2018”. What is known to the quarter
or the year is no event. It would be honest as one, but Apple's, Google's and Microsoft's calendars
draw it above each of 365 days, and their lists repeat it on every one of them; the kinds that RFC
5545 has for what is no appointment (VTODO, VJOURNAL) they do not show in a calendar that somebody
subscribes to. So it stands in words in the calendar's description and on the page, and becomes an
event as soon as a month or a day is known. No day is ever invented.

**Newer and older.** SEQUENCE has to be higher for a newer writing of an event. Nobody keeps count
of the writings, so it is the moment of the last change, in seconds since the year 2000: it rises
with every change, and the moments that it is taken from never go back, whatever is withdrawn and
restored. What is denied is a CANCELLED event as long as the denial stands; what no story says any
more is one for 90 days, since programs that keep old events would not hear of it otherwise.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.public_calendar.entry import Entry
from articles.public_calendar.reading import entries
from articles.public_calendar.rows import Reach
from articles.structured import chain_in_words
from geekfeed.lib import ics
from geekfeed.lib.addresses import absolute, address_of
from geekfeed.lib.dates import DAYS, Precision
from geekfeed.lib.periods import midnight
from shows.addresses import leads_on
from shows.ledger import Standing
from shows.models import Franchise, Show

BACK, AHEAD = timedelta(days=90), timedelta(days=2 * 365)
GONE_FOR = timedelta(days=90)
MOST = 1000
MOST_OF_A_SHOW = 2000
EVERY = timedelta(hours=4)
SECONDS = 300  # that a copy is good for
NAMED_WITHOUT_A_DAY = 12
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@require_safe
def site_calendar(request: HttpRequest) -> HttpResponse:
    return _answer(request, settings.SITE_NAME, _around_today())


@require_safe
@leads_on(Show)
def show_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    show = get_object_or_404(Show, slug=slug)
    return _answer(request, show.name, _all_times(show))


@require_safe
@leads_on(Franchise)
def franchise_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    franchise = get_object_or_404(Franchise, slug=slug)
    return _answer(request, franchise.name, _around_today(franchise))


def _around_today(franchise: Franchise | None = None) -> Reach:
    today = timezone.localdate()
    return Reach(
        today - BACK,
        today + AHEAD,
        today,
        MOST,
        franchise=franchise,
        gone_since=timezone.now() - GONE_FOR,
    )


def _all_times(show: Show) -> Reach:
    first, last = DAYS
    return Reach(
        first,
        last,
        timezone.localdate(),
        MOST_OF_A_SHOW,
        show=show,
        gone_since=timezone.now() - GONE_FOR,
    )


def _answer(request: HttpRequest, name: str, reach: Reach) -> HttpResponse:
    """The file, or that nothing has changed: its ETag is made from what it says.

    Dates come into reach and leave it with the days, so it was last modified today at the latest.
    """
    found = entries(reach)
    is_of_the_site = reach.show is None and reach.franchise is None
    title = name if is_of_the_site else f"{settings.SITE_NAME}: {name}"
    written = ics.calendar(
        title,
        [event(entry) for entry in found if _is_an_event(entry)],
        maker=f"-//{settings.SITE_NAME}//Calendar//EN",
        every=EVERY,
        about=_about(found),
    )
    name_of_it = f'"{blake2b(written, digest_size=12).hexdigest()}"'
    modified = max([midnight(reach.today), *(entry.changed for entry in found)])
    seconds = int(modified.timestamp())
    response = HttpResponse(
        written,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": f"public, max-age={SECONDS}",
            "ETag": name_of_it,
            "Last-Modified": http_date(seconds),
            "X-Robots-Tag": "noindex",
        },
    )
    return get_conditional_response(request, name_of_it, seconds, response)


def event(entry: Entry) -> ics.Event:
    what = entry.what if entry.has_day else _some_time(entry)
    return ics.Event(
        uid=f"{entry.name}@{urlsplit(settings.SITE_URL).hostname}",
        start=entry.date.day,
        last=entry.date.last_day,
        summary=f"{entry.title}: {what}",
        changed=entry.changed,
        sequence=sequence(entry.changed),
        status=_status(entry),
        description="\n".join(_whose_word(entry)),
        url=address_of(entry),
        categories=(entry.show.name,),
    )


def sequence(changed: datetime) -> int:
    """Seconds since the year 2000: a number that a later change is always higher by, and that fits
    into the 31 bits that a program may have for it until 2068."""
    return max(0, int((changed - EPOCH).total_seconds()))


def _is_an_event(entry: Entry) -> bool:
    return entry.date.precision in (Precision.DAY, Precision.MONTH)


def _some_time(entry: Entry) -> str:
    is_quarter = entry.date.precision == Precision.QUARTER
    period = entry.date.short if is_quarter else entry.date
    return _("%(what)s, some time in %(period)s") % {"what": entry.what, "period": period}


def _status(entry: Entry) -> str:
    if entry.is_off:
        return "CANCELLED"
    return "CONFIRMED" if entry.standing in (None, Standing.CONFIRMED) else "TENTATIVE"


def _whose_word(entry: Entry) -> list[str]:
    if entry.is_gone:
        return [_("No story says so any more.")]
    told = [] if entry.claim is None else [_claimed(entry.claim)]
    if entry.standing is None:
        told.insert(0, _("From our catalog."))
    else:
        told.insert(0, entry.claim.says)
    return told


def _claimed(claim: Any) -> str:
    words = {
        "standing": claim.sure.label,
        "source": chain_in_words(claim.chain) or _("our own reporting"),
    }
    return _("%(standing)s: %(source)s") % words


def _about(found: Iterable[Entry]) -> str:
    lines = [_("Premieres, episodes and filming dates, and whose word they are.")]
    today = timezone.localdate()
    vague = [
        entry
        for entry in found
        if not (_is_an_event(entry) or entry.is_off or entry.date.has_passed(today))
    ]
    if vague:
        lines.append(_("Not known to the day or month yet:"))
        lines += [f"{entry.title}: {_some_time(entry)}" for entry in vague[:NAMED_WITHOUT_A_DAY]]
    lines.append(absolute(reverse("calendar")))
    return "\n".join(lines)
