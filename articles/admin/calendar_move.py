"""Moving a slip of the calendar: what may be moved, what is asked first, and what is said of it."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import calendar, embargo, workflow
from articles.admin import access
from articles.calendar import BY_ITSELF, Kind, Slip
from articles.models import Article
from articles.workflow import Refused
from geekfeed.lib import periods
from geekfeed.lib.dates import in_our_times
from geekfeed.lib.desk import LONGEST_NUMBER

ASKED = {
    Kind.SCHEDULED: gettext_lazy("“%(story)s” goes out by itself: on %(at)s, instead of %(was)s."),
    Kind.CHANGES: gettext_lazy(
        "The changes to “%(story)s” go out by themselves: on %(at)s, instead of %(was)s."
    ),
}
DONE = {
    Kind.PLANNED: gettext_lazy("“%(story)s” is planned for %(at)s."),
    Kind.UNDATED: gettext_lazy("“%(story)s” is planned for %(at)s."),
    Kind.SCHEDULED: gettext_lazy("“%(story)s” goes out on %(at)s, by itself."),
    Kind.CHANGES: gettext_lazy("The changes to “%(story)s” go out on %(at)s, by themselves."),
}


class Ask(Exception):
    """It can be done, and should be wanted: the message says what it would change."""


def _moment_in_our_times(moment: datetime) -> None:
    in_our_times(moment.date())


class Move(forms.Form):
    """`seen` is what the page showed of the slip's time, empty if it had none; `sure`, that what
    it changes has been read. A slip is dropped on a `day`, or a moment is typed, `at`."""

    story = forms.IntegerField(min_value=1, max_value=10**LONGEST_NUMBER - 1)
    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in Kind])
    seen = forms.CharField(required=False, max_length=40)
    day = forms.DateField(required=False, validators=[in_our_times])
    at = forms.DateTimeField(required=False, validators=[_moment_in_our_times])
    sure = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not self.errors and not (told["day"] or told["at"]):
            raise forms.ValidationError(_("Say when: choose a day and a time."))
        return told

    def carry_out(self, request: HttpRequest) -> tuple[Slip, str]:
        """Returns the slip where it is now, and what to say. Raises `Refused`, `Ask` and Http404;
        nothing has changed then."""
        if not self.is_valid():
            raise Refused(" ".join(said for found in self.errors.values() for said in found))
        with transaction.atomic():
            return self._carry_out(request)

    def _carry_out(self, request: HttpRequest) -> tuple[Slip, str]:
        told = self.cleaned_data
        # Whoever moves it at the same moment waits here, and then finds that it has moved.
        Article.objects.select_for_update().filter(pk=told["story"]).values("pk").first()
        story = access.story_or_404(request, told["story"])
        slip = _slip(story, Kind(told["kind"]), told["seen"], request.user)
        at = told["at"] or _on(told["day"], slip)
        if at == slip.at:
            return slip, _("It is there already. Nothing has changed.")
        words = {"story": slip.headline, "at": say(at), "was": say(slip.at)}
        if slip.kind in BY_ITSELF:
            if not told["sure"] and at > timezone.now():
                raise Ask(ASKED[slip.kind] % (words | {"at": say(_goes_out(slip, at))}))
            workflow.schedule(story, request.user, at)
        else:
            workflow.plan(story, request.user, planned_for=at)
        moved = _moved(slip, request.user)
        return moved, DONE[moved.kind] % (words | {"at": say(moved.at)})


def _slip(story: Article, kind: Kind, seen: str, user: Any) -> Slip:
    """The slip that is being moved, if it still is where it was seen and may be moved."""
    standing = calendar.standing(story)
    if kind not in standing or calendar.seen(standing[kind]) != seen:
        raise Refused(
            _("Somebody else has moved this story meanwhile. Look where it is now, then try again.")
        )
    if kind == Kind.OUT:
        raise Refused(_("It is out. What readers already have does not move."))
    if not calendar.may_move(story, kind, user):
        raise Refused(
            _("Only editors move what goes out by itself.")
            if kind in BY_ITSELF
            else _("You can plan your own drafts. Take the story back from review first.")
        )
    if kind == Kind.SCHEDULED and story.copy is not None:
        # Scheduling takes along what was typed since, which nobody has read here.
        raise Refused(
            _(
                "Something was typed into this story after it was scheduled, and would go out with "
                "it. Open it, look at that, and schedule it there."
            )
        )
    return Slip(kind, story, standing[kind], may_move=True)


def _on(day: Any, slip: Slip) -> datetime:
    """A slip that is dropped on a day keeps its time of day; one that had none gets nine."""
    at_home = timezone.get_default_timezone()
    clock = slip.at.astimezone(at_home).time() if slip.at else calendar.MORNING
    return periods.at(day, clock)


def _goes_out(slip: Slip, at: datetime) -> datetime:
    """When it would really go out, if it were moved there."""
    if slip.kind != Kind.SCHEDULED:
        return at
    try:
        held = embargo.hold_back(slip.story, at)
    except embargo.Unknown as unknown:
        raise Refused(str(unknown)) from unknown
    if held == slip.at:
        raise Refused(
            _("Its embargo holds it back: it cannot go out before %(at)s.") % {"at": say(held)}
        )
    return held


def _moved(slip: Slip, user: Any) -> Slip:
    """Where it is now, which an embargo may have made later than was wanted."""
    kind = Kind.PLANNED if slip.kind == Kind.UNDATED else slip.kind
    return next(calendar.slips_of([(kind, slip.story.pk)], user), slip)


def say(moment: datetime | None) -> str:
    """A time, as the desk says it: with the year where that is not the present one."""
    if moment is None:
        return ""
    moment = timezone.localtime(moment, timezone.get_default_timezone())
    is_this_year = moment.year == timezone.localdate().year
    return date_format(moment, _("l j F, H:i") if is_this_year else _("l j F Y, H:i"))
