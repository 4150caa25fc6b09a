"""The newsroom's calendar in a person's own: iCalendar, under an address that only they have.

Calendar programs cannot sign in, so the address is the key. It opens what its owner may see at the
desk today: whoever leaves the newsroom, or may no longer look at stories, has no calendar either.
"""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import calendar
from articles.calendar import Kind, Slip
from articles.models import CalendarKey
from geekfeed.lib import ics
from geekfeed.lib.addresses import absolute

BACK, AHEAD = timedelta(days=90), timedelta(days=365)
MOST = 1000  # of each kind
EVERY = timedelta(hours=1)
TOKEN = re.compile(r"[-_A-Za-z0-9]{20,64}")


@require_safe
def desk_calendar(request: HttpRequest, token: str) -> HttpResponse:
    keys = CalendarKey.objects.select_related("user")
    # A database may refuse to look for what no key can be.
    key = keys.filter(token=token).first() if TOKEN.fullmatch(token) else None
    user = key.user if key else None
    if user is None or not user.is_staff or not user.has_perm("articles.view_article"):
        raise Http404("There is no such calendar.")
    now = timezone.now()
    slips = calendar.agenda(user, now - BACK, now + AHEAD, MOST)
    written = ics.calendar(
        _("%(site)s desk") % {"site": settings.SITE_NAME},
        map(_event, slips),
        maker=f"-//{settings.SITE_NAME}//Desk//EN",
        every=EVERY,
    )
    return HttpResponse(
        written,
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"},
    )


def _event(slip: Slip) -> ics.Event:
    """A story keeps its name on the way from a plan to its readers, so that it is one event that
    moves; changes to a live story are another one."""
    story = slip.story
    changed = story.changed_at
    if slip.kind == Kind.CHANGES:
        changed = max(changed, story.working_copy.saved_at)
    host = urlsplit(settings.SITE_URL).hostname
    name = f"story-{story.pk}-changes" if slip.kind == Kind.CHANGES else f"story-{story.pk}"
    told = [slip.state, story.first_author, story.show_name]
    if slip.is_under_embargo:
        told.append(_("under embargo"))
    return ics.Event(
        uid=f"{name}@{host}",
        start=slip.at,
        summary=slip.headline,
        changed=changed,
        sequence=story.version,
        status="TENTATIVE" if slip.kind == Kind.PLANNED else "CONFIRMED",
        description="\n".join(word for word in told if word),
        url=absolute(reverse("admin:articles_article_change", args=[story.pk])),
        is_private=True,
    )
