"""Two people with the same record open: what the first one saved is not overwritten unseen."""

from hashlib import sha256
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from geekfeed.lib.sentences import quoted
from shows import history
from shows.models import Change


class Meanwhile:
    """For the admins of records. A form takes along what the record said when it was opened, and
    is shown again, with all that was typed, where the record says something else by now."""

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if request.method == "POST" and change and obj is not None:
            form.look = self._look_and_hold(request, obj)
            seen = request.POST.get("seen", "")
            if seen and seen != _digest(form.look):
                form.meanwhile = _sentence(obj)
        return form

    def _look_and_hold(self, request: HttpRequest, obj: Model) -> history.Look:
        """What it says at this moment. Nobody changes it until the transaction ends."""
        list(self.model._base_manager.select_for_update(no_key=True).filter(pk=obj.pk))
        return history.look(obj, self._relations(request, obj))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        if obj is not None and self.has_change_permission(request, obj):
            form = context["adminform"].form
            is_sent = request.method == "POST" and not form.meanwhile
            look = getattr(form, "look", None) or history.look(obj, self._relations(request, obj))
            context["seen"] = request.POST.get("seen", "") if is_sent else _digest(look)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def _digest(look: history.Look) -> str:
    return sha256(repr(look).encode()).hexdigest()


def _sentence(record: Model) -> str:
    change = Change.objects.about(record).select_related("by", "record_type").first()
    told = {"who": _("Somebody"), "what": _("something in it")}
    if change is None:
        return _("%(who)s changed %(what)s while it was open here.") % told + " " + _then()
    if change.by:
        told["who"] = change.by.get_full_name() or change.by.get_username()
    labels = dict.fromkeys(quoted(line.label) for line in history.lines(change))
    told["what"] = ", ".join(labels) or told["what"]
    told["time"] = time_format(localtime(change.at), "H:i")
    said = _("%(who)s changed %(what)s while it was open here, at %(time)s.") % told
    return f"{said} {_then()}"


def _then() -> str:
    return _(
        "Nothing of yours is saved yet. Look at the record in another window; save again, and what "
        "stands here is what holds."
    )
