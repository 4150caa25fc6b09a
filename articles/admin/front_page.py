"""The front page at the desk: which stories lead, in which order, and until when.

One page with all the places, saved together: a story is moved by giving it another number, and the
others make room, so that two can trade places and no number is ever taken.
"""

from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import front_page, workflow
from articles.forms.verbs import Moments, moment_field
from articles.models import Article, FrontPageSlot
from geekfeed.lib.desk import ChooseOne, DeskAdmin, RecordField, is_number

PLACES = 12
FEWEST = 6  # rows that are always there
EMPTY = 2  # rows at the end in which a story can be put


class Place(NamedTuple):
    position: int
    article: Article
    until: datetime | None


class PlaceForm(Moments, forms.Form):
    """A place. `slot` is what it holds now, `known` are the stories that were chosen anywhere."""

    moments = ("until",)

    place = forms.IntegerField(
        label=gettext_lazy("Place"), min_value=1, max_value=PLACES, required=False
    )
    article = RecordField(
        Article.objects.all(),
        label=gettext_lazy("Story"),
        required=False,
        widget=ChooseOne(FrontPageSlot._meta.get_field("article"), admin.site),
        error_messages={"invalid_choice": gettext_lazy("There is no such story any more.")},
    )
    until = moment_field(gettext_lazy("Until"))
    away = forms.BooleanField(label=gettext_lazy("Take away"), required=False)

    def __init__(
        self,
        *args: Any,
        slot: FrontPageSlot | None = None,
        known: dict[str, Article],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.slot = slot
        self.fields["article"].known = self.fields["article"].widget.known = known

    @property
    def story(self) -> Article | None:
        """What it is to hold."""
        return None if self.cleaned_data.get("away") else self.cleaned_data.get("article")

    @property
    def ends(self) -> datetime | None:
        """The browser sends minutes: what was not touched stays as exact as it was."""
        was_touched = "until" in self.changed_data or not self.slot
        return self.cleaned_data.get("until") if was_touched else self.slot.until

    @property
    def place_asked_for(self) -> int | None:
        """The number that somebody has given it just now. Without any it goes last."""
        given = self.cleaned_data.get("place") or PLACES + 1
        return given if "place" in self.changed_data else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("away"):
            return cleaned
        until, is_touched = cleaned.get("until"), {"until", "article"} & set(self.changed_data)
        if until and not cleaned.get("article") and "article" not in self.errors:
            self.add_error("article", _("Choose a story for this place, or clear its time."))
        elif until and is_touched and until <= timezone.now():
            self.add_error("until", _("That moment has passed. Choose a later one, or none."))
        return cleaned


class Places(forms.BaseFormSet):
    """The places in their order. Unlike a formset of models it saves all or nothing at once."""

    def __init__(self, slots: list[FrontPageSlot], user: Any, data: Any = None) -> None:
        self.slots, self.user = slots, user
        self.extra = max(FEWEST - len(slots), EMPTY)
        super().__init__(data, initial=[_initial(slot) for slot in slots], prefix="places")
        self.known = self._known()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        has_slot = index is not None and index < len(self.slots)
        return {"known": self.known, "slot": self.slots[index] if has_slot else None}

    def clean(self) -> None:
        stories = [form.story for form in self.forms if form.story]
        twice = {story.pk: story for story in stories if stories.count(story) > 1}
        for story in twice.values():
            raise forms.ValidationError(
                _("“%(story)s” stands here twice. Take it away from one of its places."),
                params={"story": story},
            )

    def wanted(self) -> list[Place]:
        """The stories as they are to stand, without gaps: each that was given a number there, and
        the others around them as they were."""
        taken = [form for form in self.forms if form.story]
        order = [form for form in taken if form.place_asked_for is None]
        moved = [form for form in taken if form.place_asked_for is not None]
        for form in sorted(moved, key=lambda form: form.place_asked_for):
            order.insert(form.place_asked_for - 1, form)
        return [Place(place, form.story, form.ends) for place, form in enumerate(order, start=1)]

    def _known(self) -> dict[str, Article]:
        """The stories that stand here and those that were chosen, in one query at most."""
        found = {str(slot.article_id): slot.article for slot in self.slots}
        if self.is_bound:
            sent = {
                self.data.get(f"{self.prefix}-{number}-article", "") for number in range(PLACES)
            }
            others = [one for one in sent if is_number(one) and one not in found]
            seen = Article.objects.visible_to(self.user).defer("body").in_bulk(others)
            found |= {str(number): story for number, story in seen.items()}
        return found


PlaceFormSet = forms.formset_factory(PlaceForm, formset=Places, max_num=PLACES, absolute_max=PLACES)


@admin.register(FrontPageSlot)
class FrontPageSlotAdmin(DeskAdmin):
    """Its list is the page; a place has none of its own."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_change = self.has_change_permission(request)
        if not may_change:
            raise PermissionDenied  # a draft may stand here
        slots = _slots()
        places = PlaceFormSet(slots, request.user, request.POST or None)
        if request.method == "POST" and places.is_valid():
            self._save(request, places.wanted())
            return HttpResponseRedirect(request.path)
        context = self.admin_site.each_context(request) | {
            "title": _("Front page"),
            "opts": self.opts,
            "media": self.media + places.media,
            "places": places,
            "rows": [
                (form, form.slot and standing(form.slot, slots), form.slot and _is_over(form.slot))
                for form in places
            ],
            "seen": fingerprint(slots),
            "may_change": may_change,
            "leads": front_page.LEADS,
            "zone": timezone.get_current_timezone_name(),
        }
        return TemplateResponse(request, "admin/articles/frontpageslot/places.html", context)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_frontpageslot_changelist"))

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_frontpageslot_changelist"))

    def _save(self, request: HttpRequest, wanted: list[Place]) -> None:
        try:
            has_changed = arrange(request.user, wanted, request.POST.get("seen", ""))
        except workflow.Moved as moved:
            order = ", ".join(f"{place.position}. {place.article}" for place in wanted)
            messages.error(request, f"{moved} " + _("You wanted: %(order)s.") % {"order": order})
            return
        if has_changed:
            messages.success(request, _("Saved. Readers see the front page so from now on."))
        else:
            messages.info(request, _("Nothing had changed."))


def arrange(user: Any, wanted: list[Place], seen: str) -> bool:
    """Make the front page so, in one transaction. Returns whether anything was different.

    `seen` is the fingerprint of the one that the person looked at. Raises Moved.
    """
    moved = workflow.Moved(
        _("Somebody else has just changed the front page. Here it is as it is now.")
    )
    try:
        with transaction.atomic():
            slots = _slots(lock=True)
            if fingerprint(slots) != seen:
                raise moved
            had = {slot.article_id: slot for slot in slots}
            new = [place for place in wanted if place != _place(had.get(place.article.pk))]
            kept = {place.article.pk for place in wanted} - {place.article.pk for place in new}
            gone = [slot for slot in slots if slot.article_id not in kept]
            taken = [slot for slot in gone if slot.article_id not in {p.article.pk for p in wanted}]
            _log(user, taken, DELETION)
            FrontPageSlot.objects.filter(pk__in=[slot.pk for slot in gone]).delete()
            made = [FrontPageSlot.objects.create(**place._asdict()) for place in new]
            _log(user, [slot for slot in made if slot.article_id in had], CHANGE)
            _log(user, [slot for slot in made if slot.article_id not in had], ADDITION)
    except IntegrityError as error:
        # Where nothing stood there was nothing to lock.
        raise moved from error
    return bool(new or gone)


def standing(slot: FrontPageSlot, slots: list[FrontPageSlot]) -> str:
    """What readers have of a place at this moment, in words."""
    if _is_over(slot):
        return _("Its time was up on %(moment)s. Readers do not see it here.") % {
            "moment": _said(slot.until)
        }
    if not slot.article.is_live:
        if slot.article.live_at:
            return _("It goes out on %(moment)s and is here from then on.") % {
                "moment": _said(slot.article.live_at)
            }
        return _("%(state)s: readers do not see it yet.") % {
            "state": workflow.LABELS[slot.article.desk_state]
        }
    before = [s for s in slots if s.position < slot.position]
    showing = sum(s.article.is_live and not _is_over(s) for s in before)
    if showing < front_page.LEADS:
        return _("Readers see it.")
    return _("It stands by: the front page has room for %(leads)d.") % {"leads": front_page.LEADS}


def fingerprint(slots: list[FrontPageSlot]) -> str:
    """Tells one front page from another."""
    said = repr([(slot.position, slot.article_id, str(slot.until)) for slot in slots])
    return blake2b(said.encode(), digest_size=12).hexdigest()


def _slots(*, lock: bool = False) -> list[FrontPageSlot]:
    slots = FrontPageSlot.objects.select_related("article").defer("article__body")
    return list((slots.select_for_update(of=("self",)) if lock else slots).order_by("position"))


def _place(slot: FrontPageSlot | None) -> Place | None:
    return slot and Place(slot.position, slot.article, slot.until)


def _initial(slot: FrontPageSlot) -> dict[str, Any]:
    until = slot.until and slot.until.replace(second=0, microsecond=0)
    return {"place": slot.position, "article": slot.article_id, "until": until}


def _is_over(slot: FrontPageSlot) -> bool:
    return slot.until is not None and slot.until <= timezone.now()


def _said(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), _("l j F, H:i"))


def _log(user: Any, slots: list[FrontPageSlot], flag: int) -> None:
    LogEntry.objects.log_actions(user.pk, slots, flag)
