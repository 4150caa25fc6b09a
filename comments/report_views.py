"""Readers' pages on which a comment is reported."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from comments import named, network, people, reporting, responses, wording
from comments.models import Report
from comments.models.report import LONGEST
from comments.responses import form_page
from comments.rights import Refused
from geekfeed.lib.own_forms import own_forms


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        choices=Report.Reason.choices,
        error_messages={
            "required": gettext_lazy("Say what is wrong with it."),
            "invalid_choice": gettext_lazy("Choose one of these reasons."),
        },
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": gettext_lazy("This is too long. Cut it to %(limit_value)d signs.")
        },
    )

    def clean_words(self) -> str:
        return wording.tidied(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        says_nothing = not told.get("words") and "words" not in self.errors
        if told.get("reason") == Report.Reason.OTHER and says_nothing:
            self.add_error("words", _("Say in a few words what is wrong with it."))
        return told


@own_forms
@form_page
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Tell the moderators that a comment should not stand there. Anybody can, and is asked for
    nothing: no name, no address, no cookie."""
    made = named.comment(number)
    reader = named.reader(request, made.story)
    form = ReportForm(request.POST if request.method == "POST" else None)
    refusal, status = "", 200
    if form.is_valid():
        try:
            told = form.cleaned_data
            reporting.report(
                made,
                told["reason"],
                told["words"],
                by=people.kept(reader.person) if reader.person else None,
                network=network.of(request),
            )
            return redirect("comment-reported", made.pk)
        except Refused as error:
            refusal, status = str(error), error.status
    elif form.is_bound:
        status = 422
    context = {"form": form, "shown": reader.shown(made), "refusal": refusal}
    return render(
        request, "comments/report.html", responses.frame(made.story) | context, status=status
    )


@require_safe
def reported(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever has reported a comment is thanked, also if it is gone by now."""
    made = named.comment(number)
    return render(
        request, "comments/reported.html", responses.frame(made.story) | {"comment": made}
    )
