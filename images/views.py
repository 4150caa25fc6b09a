"""What the desk's scripts ask of the pictures: to choose one, bring one in, say what it shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from geekfeed.lib.desk import is_number
from geekfeed.lib.paging import paginate
from images import choose as choosing
from images import uploads
from images.forms import ACCEPTED, DroppedPictureForm, words_form
from images.models import Image

View = Callable[..., HttpResponse]


def _for_staff_who_may(permission: str, otherwise: Callable[[], str]) -> Callable[[View], View]:
    """Refuse everybody else with a sentence, not with a page for signing in: scripts ask here."""

    def guard(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _refusal(
                    403, _("You are signed out. Sign in in another tab, then try again.")
                )
            if not (request.user.is_staff and request.user.has_perm(permission)):
                return _refusal(403, otherwise())
            return view(request, *args, **kwargs)

        return guarded

    return guard


@require_GET
@_for_staff_who_may("images.view_image", lambda: _("You may not look at the pictures here."))
def picker(request: HttpRequest) -> HttpResponse:
    """The dialog in which a picture is chosen or brought in; desk-pictures.js opens it."""
    may_add = request.user.has_perm("images.add_image")
    fields = {name: Image._meta.get_field(name) for name in ("alt", "caption", "credit")}
    context = {"may_add": may_add, "accepted": ACCEPTED, "fields": fields}
    return render(request, "admin/images/picker.html", context)


@require_GET
@_for_staff_who_may("images.view_image", lambda: _("You may not look at the pictures here."))
def choose(request: HttpRequest) -> JsonResponse:
    """Some pictures, newest first, and the address of the next ones (None: there are no more).

    `?q=` holds words to find, `?id=` asks for one picture alone.
    """
    words = request.GET.get("q", "")
    pictures = choosing.found(words)
    if one := request.GET.get("id"):
        pictures = pictures.filter(pk=one) if is_number(one) else Image.objects.none()
    page = paginate(pictures, request, order=choosing.NEWEST_FIRST, size=choosing.ON_A_PAGE)
    following = None
    if page.next_token:
        following = f"{request.path}?{urlencode({'q': words, 'after': page.next_token})}"
    return JsonResponse({"pictures": [choosing.told(image) for image in page], "next": following})


@require_POST
@_for_staff_who_may(
    "images.add_image", lambda: _("You may not add pictures. Ask an editor to add this one.")
)
def upload(request: HttpRequest) -> JsonResponse:
    """Take in the file `upload`, with its `alt`, `credit`, `caption` and `title`.

    Status 400: the file or a field will not do; 403: not allowed; 413: too large.
    """
    file = request.FILES.get("upload")
    if file is None:
        return _refusal(400, _("No picture came with this request. Choose a file and try again."))
    form = DroppedPictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refusal(400, _in_words(form))
    try:
        image = uploads.store(file, user=request.user, **form.cleaned_data)
    except uploads.TooLarge as refusal:
        return _refusal(413, str(refusal))
    except uploads.Refused as refusal:
        return _refusal(400, str(refusal))
    return JsonResponse({"uploaded": 1} | choosing.told(image))


@require_POST
@_for_staff_who_may("images.view_image", lambda: _("You may not look at the pictures here."))
def words(request: HttpRequest, pk: int) -> JsonResponse:
    """Change what a picture says: those of `alt`, `credit` and `caption` that are sent."""
    image = get_object_or_404(Image, pk=pk)
    desk = admin.site.get_model_admin(Image)
    if not desk.has_change_permission(request, image):
        return _refusal(
            403,
            _(
                "Somebody else brought this picture in, and only editors may change its words. "
                "Ask one of them, or choose another picture."
            ),
        )
    form = words_form(request.POST, image)
    if not form.is_valid():
        return _refusal(400, _in_words(form))
    if form.has_changed():
        form.save()
        desk.log_change(request, image, [{"changed": {"fields": form.changed_labels()}}])
    return JsonResponse(choosing.told(image))


def _in_words(form: forms.ModelForm) -> str:
    return " ".join(
        f"{form[field].label}: {message}" if field in form.fields else message
        for field, messages in form.errors.items()
        for message in messages
    )


def _refusal(status: int, message: str) -> JsonResponse:
    return JsonResponse({"uploaded": 0, "error": {"message": message}}, status=status)
