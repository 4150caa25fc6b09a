"""Renditions at the site's own addresses: those that are not there yet, and those that are linked
in a text. Whoever asks for one that is missing gets it made, if it is one that pages show."""

import logging
from typing import Any

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from images import making, named, renditions
from images.crops import KINDS
from images.models import Image
from images.renditions import TYPES, Rendition

log = logging.getLogger(__name__)

YEAR = 365 * 24 * 3600  # seconds
DAY = 24 * 3600
HOUR = 3600
SOON = "2"  # seconds


@require_safe
def rendition(request: HttpRequest, folder: str, name: str) -> HttpResponse:
    """The file, kept by browsers for good. Where it cannot be had soon: the next best, which they
    are told not to keep, or 503."""
    wanted = renditions.read(name)
    if wanted is None:
        raise Http404
    path = f"{folder}/{name}"
    if answer := _file(path, wanted.format):
        return for_good(answer)
    image = named.by_folder([folder]).get(folder)
    if image is None:
        raise Http404
    now = wanted._replace(offset=renditions.cut_of(image, wanted.kind).offset)
    has_another_file = renditions.folder(image) != folder
    if has_another_file:
        # The new one may be smaller.
        now = next(one for one in _nearest(image, now) if one.format == wanted.format)
    elif now not in renditions.listed(image):
        raise Http404
    if has_another_file or now != wanted:
        # From before somebody moved the focal point, or gave it another file.
        response = redirect(f"/{renditions.path(image, now)}")
        patch_cache_control(response, public=True, max_age=HOUR)
        return response
    if _is_made(image, wanted) and (answer := _file(path, wanted.format)):
        return for_good(answer)
    return _next_best(image, wanted)


@require_safe
def file(request: HttpRequest, path: str, document_root: str) -> HttpResponse:
    """A public file, at home only: elsewhere the web server hands them out."""
    if path.rpartition("/")[2] == renditions.ORIGINAL:
        # Earlier versions kept them here; `manage.py renditions` takes them away.
        raise Http404
    response = serve(request, path, document_root=document_root)
    return for_good(response) if renditions.read(path.rpartition("/")[2]) else response


def _is_made(image: Image, wanted: Rendition) -> bool:
    try:
        return making.make(image, wanted)
    # Without its original, or with a storage that is away, a page still has something to show.
    except Exception:
        log.exception("No rendition %s", renditions.path(image, wanted))
        return False


def _next_best(image: Image, wanted: Rendition) -> HttpResponse:
    """The nearest width that is there, in a format that whoever asks for this one can show."""
    formats = KINDS[wanted.kind].formats
    shown = formats[formats.index(wanted.format) :]
    for one in _nearest(image, wanted):
        if one.format in shown and (answer := _file(renditions.path(image, one), one.format)):
            return _not_kept(answer)
    return come_again()


def _nearest(image: Image, wanted: Rendition) -> list[Rendition]:
    """Those of the same kind, the nearest width first."""
    formats = KINDS[wanted.kind].formats
    return sorted(
        (one for one in renditions.listed(image) if one.kind == wanted.kind),
        key=lambda one: (abs(one.width - wanted.width), formats.index(one.format)),
    )


def come_again() -> HttpResponse:
    """What is asked for is still being made."""
    return _not_kept(HttpResponse(status=503, headers={"Retry-After": SOON}))


def _file(path: str, form: str) -> HttpResponse | None:
    try:
        with default_storage.open(path) as file:
            return HttpResponse(file.read(), content_type=TYPES[form])
    except FileNotFoundError:
        return None


def for_a_day(response: Any) -> Any:
    """It may be withdrawn: nobody between us and the readers is to keep it for long."""
    patch_cache_control(response, public=True, max_age=DAY)
    return response


def for_good(response: Any) -> Any:
    """Under its address there is never anything else: browsers keep it."""
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def _not_kept(response: Any) -> Any:
    patch_cache_control(response, no_store=True)
    return response
