"""The lists of words and links that are looked out for, a form for several at once, and a box in
which a text can be tried."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comments import listing, rights, wording
from comments.admin import access
from comments.admin.fields import CHOOSE, DeskForm
from comments.models import Comment, Listed
from comments.rights import Refused
from comments.screening.lists import found_in
from geekfeed.lib.desk import is_number
from geekfeed.lib.paging import Page, paginate

PAGE = 100
MOST = 200  # lines at once
LONGEST = 20_000  # signs at once
ORDER = ("key", "pk")
# The lists, and what stands where there is nothing on one.
TABS = {
    Listed.Kind.WORD.value: (
        gettext_lazy("Words"),
        gettext_lazy("No word is looked out for. What you put on the list comes here."),
    ),
    Listed.Kind.LINK.value: (
        gettext_lazy("Links"),
        gettext_lazy("No host is looked out for. What you put on the list comes here."),
    ),
}


class PutForm(DeskForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("These are"),
        choices=[
            (Listed.Kind.WORD.value, gettext_lazy("Words")),
            (Listed.Kind.LINK.value, gettext_lazy("Hosts that links lead to")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    then = forms.ChoiceField(
        label=gettext_lazy("A comment that has one of them"),
        choices=[
            (Listed.Then.HOLD.value, gettext_lazy("waits for a moderator")),
            (Listed.Then.REFUSE.value, gettext_lazy("is not taken")),
        ],
        initial=Listed.Then.HOLD.value,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    lines = forms.CharField(
        label=gettext_lazy("One on each line"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": gettext_lazy("Give at least one.")},
    )

    def clean_lines(self) -> list[str]:
        lines = [line for line in wording.tidied(self.cleaned_data["lines"]).split("\n") if line]
        if not lines:
            raise forms.ValidationError(self.fields["lines"].error_messages["required"])
        return lines


class TryForm(DeskForm):
    text = forms.CharField(
        label=gettext_lazy("A text"),
        max_length=2 * wording.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Paste a text first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="try_%s", **kwargs)


class Tried:
    """What the lists say of a text."""

    def __init__(self, text: str) -> None:
        found = found_in(wording.tidied(text), Listed.objects.all())
        self.refused = [one for one in found if one.then == Listed.Then.REFUSE]
        self.held = [one for one in found if one.then == Listed.Then.HOLD]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """One of TABS (`?kind=`). A POST puts something on a list, takes it off, or tries a text, which
    is kept nowhere."""
    if not rights.moderates_all(request.user):
        raise PermissionDenied
    kind = request.GET.get("kind", Listed.Kind.WORD.value)
    if kind not in TABS:
        raise Http404("There is no such list.")
    do, _colon, number = request.POST.get("do", "").partition(":")
    form = PutForm(request.POST if do == "put" else None, initial={"kind": kind})
    trying = TryForm(request.POST if do == "try" else None)
    tried = None
    if do == "put":
        form = _put(request, form)
        if form is None:
            return HttpResponseRedirect(f"{request.path}?kind={request.POST['kind']}")
        kind = form.cleaned_data.get("kind", kind)  # the list that it is about
    elif do == "try" and trying.is_valid():
        tried = Tried(trying.cleaned_data["text"])
    elif request.method == "POST" and do != "try":
        return HttpResponseRedirect(_taken_off(request, kind, number if do == "off" else None))
    page = _page(request, kind)
    context = admin.site.each_context(request) | {
        "title": _("Words and links"),
        "opts": Comment._meta,
        "kind": kind,
        "tabs": [(name, label) for name, (label, _nothing) in TABS.items()],
        "nothing": TABS[kind][1],
        "form": form,
        "trying": trying,
        "tried": tried,
        "page": page,
        "query": f"kind={kind}",
        "is_editor": True,
        "may_see_addresses": access.may_see_addresses(request),
    }
    return TemplateResponse(request, "admin/comments/lists.html", context)


def _put(request: HttpRequest, form: PutForm) -> PutForm | None:
    """Each line by itself. None when all are on the list; else the form, with those that are not
    and why."""
    if not form.is_valid():
        return form
    told, left, why = form.cleaned_data, [], []
    now, later = told["lines"][:MOST], told["lines"][MOST:]
    for line in now:
        try:
            listing.put(told["kind"], line, told["then"], request.user)
        except Refused as refusal:
            left.append(line)
            why.append(str(refusal))
    if count := len(now) - len(left):
        words = ngettext(
            "%(count)d is on the list, and looked out for from now on.",
            "%(count)d are on the list, and looked out for from now on.",
            count,
        )
        messages.success(request, words % {"count": count})
    if later:
        why.append(_("%(count)d at once are the most: send the rest now.") % {"count": MOST})
    if not why:
        return None
    typed = {name: told[name] for name in ("kind", "then")}
    form = PutForm(typed | {"lines": "\n".join([*left, *later])})
    form.full_clean()
    form.add_error("lines", why)
    return form


def _taken_off(request: HttpRequest, kind: str, number: str | None) -> str:
    """Where it goes on: the same page of the list, as far as there is one still."""
    found = Listed.objects.filter(pk=number).first() if is_number(number) else None
    if number is None:
        messages.warning(request, _("Nothing was changed: use one of the buttons."))
    elif found is None:
        messages.warning(request, _("This has been taken off the list already."))
    else:
        try:
            listing.take_off(found, request.user)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            words = _("“%(what)s” is looked out for no more.")
            messages.success(request, words % {"what": found.what})
    try:
        _page(request, kind)
    except Http404:
        return f"{request.path}?kind={kind}"
    return request.get_full_path()


def _page(request: HttpRequest, kind: str) -> Page[Listed]:
    return paginate(Listed.objects.filter(kind=kind), request, order=ORDER, size=PAGE)
