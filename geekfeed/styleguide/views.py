"""/styleguide/: there while DEBUG is on, and nowhere else."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from geekfeed.styleguide import palette, samples
from geekfeed.styleguide.components import components
from geekfeed.styleguide.drawing import SCHEMES, specimens
from shows import colours

WIDE, TALL = "jj-101", "by-marguerite-lunn"
"""Pictures of the demo that specimens show, where it is loaded."""
SIZES = ("7", "6", "5", "4", "3", "2", "1", "0")


def _only_in_development() -> None:
    if not settings.DEBUG:
        raise Http404


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    _only_in_development()
    wide, tall = samples.picture(WIDE), samples.picture(TALL)
    drawn = [(one, list(specimens(one))) for one in components(wide, tall)]
    context = {
        "drawn": drawn,
        "has_pictures": bool(wide and tall),
        "house": palette.house(),
        "of_shows": palette.of_shows(samples.SHOWS),
        "sizes": SIZES,
        "schemes": SCHEMES,
    }
    return render(request, "styleguide/styleguide.html", context)


@require_safe
def sample_colours(request: HttpRequest) -> HttpResponse:
    """The colours of the samples' shows, which may be in no catalog."""
    _only_in_development()
    return HttpResponse(colours.stylesheet(samples.SHOWS), content_type="text/css")
