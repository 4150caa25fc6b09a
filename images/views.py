"""The upload for pictures dropped or pasted into a story."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from images import renditions, uploads
from images.forms import DroppedPictureForm


@never_cache
@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Take in the file `upload`, with `title`, `alt` and `credit` if they come along.

    The answers, refusals included, have the form that CKEditor 4's upload understands. `url` is the
    middle rendition's. Status 400: the file or a field will not do; 403: not allowed; 413: too
    large.
    """
    if not request.user.is_authenticated:
        return _refusal(403, _("You are signed out. Sign in in another tab, then try again."))
    if not (request.user.is_staff and request.user.has_perm("images.add_image")):
        return _refusal(403, _("You may not add pictures. Ask an editor to add this one."))
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
    return JsonResponse(
        {
            "uploaded": 1,
            "fileName": f"{renditions.middle(image)}.webp",
            "url": image.src,
            "id": image.pk,
            "alt": image.alt,
        }
    )


def _in_words(form: DroppedPictureForm) -> str:
    return " ".join(
        f"{form[field].label}: {message}" if field in form.fields else message
        for field, messages in form.errors.items()
        for message in messages
    )


def _refusal(status: int, message: str) -> JsonResponse:
    return JsonResponse({"uploaded": 0, "error": {"message": message}}, status=status)
