"""All bans, newest first, and a form for those on what somebody types: an address, all of a host,
or a network."""

from ipaddress import ip_network

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comments.admin import access, ban
from comments.admin.ban_forms import HowForm
from comments.models import Ban, Comment
from geekfeed.lib.paging import Page, paginate

PAGE = 50
NEWEST = ("-at", "-pk")


class TypedForm(HowForm):
    what = forms.CharField(
        label=gettext_lazy("E-mail address, host or network"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Like name@example.com; @example.com for all of a host and the hosts beneath it; "
            "203.0.113.7 for one household, 30 days at most; 203.0.113.0/24 for a whole network."
        ),
        error_messages={"required": gettext_lazy("Say what is to be banned.")},
    )
    field_order = ["what", "days", "why"]

    def clean_what(self) -> str:
        """What is no network at all is answered with all that it could be."""
        what = self.cleaned_data["what"]
        if "@" in what:
            return what
        try:
            ip_network(what, strict=False)
        except ValueError as error:
            raise forms.ValidationError(
                _("Give an address like name@example.com, a host like @example.com, or a network.")
            ) from error
        return what

    def kind(self) -> str:
        return Ban.Kind.EMAIL if "@" in self.cleaned_data["what"] else Ban.Kind.NETWORK


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bans(request: HttpRequest) -> HttpResponse:
    """A POST makes a ban or lifts one."""
    if not access.may_see_addresses(request):
        raise PermissionDenied
    form = TypedForm(request.POST if request.POST.get("do") == "ban" else None)
    if request.method == "POST" and (address := _pressed(request, form)):
        return HttpResponseRedirect(address)
    page = _page(request)
    context = admin.site.each_context(request) | {
        "title": _("Bans"),
        "opts": Comment._meta,
        "form": form,
        "page": page,
        "bans": ban.told(page, request),
        "is_editor": True,
    }
    return TemplateResponse(request, "admin/comments/bans.html", context)


def _pressed(request: HttpRequest, form: TypedForm) -> str:
    """Where it goes on; "" where the form comes back with what was typed."""
    do, _colon, number = request.POST.get("do", "").partition(":")
    if do == "ban":
        is_done = form.is_valid() and ban.carry_out(
            request, form, form.kind(), form.cleaned_data["what"]
        )
        return request.path if is_done else ""
    if do == "lift":
        ban.lift(request, Ban.objects.all(), number)
    else:
        messages.warning(request, _("Nothing was changed: use one of the buttons."))
    try:
        _page(request)
    except Http404:  # the last one of a page was lifted
        return request.path
    return request.get_full_path()


def _page(request: HttpRequest) -> Page[Ban]:
    rows = Ban.objects.select_related("user", "about")
    return paginate(rows, request, order=NEWEST, size=PAGE)
