"""Reading without a network: the service worker, and the page that it shows where it has no other.

What readers see is the network's answer wherever there is one (worker.js), so nothing that was
withdrawn is shown to anybody who is online. The desk, previews and the search are none of its
business.
"""

import json
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

HERE = Path(__file__).parent
CLOSED = ("/admin/", "/preview/", "/search/", "/health/")
# Beside what the page itself names: what other pages need to be read.
PARTS = [f"fonts/{name}-common.woff2" for name in ("anybody", "piazzolla", "piazzolla-italic")]
MOST = 20  # pages that a browser keeps
HOUR = 3600  # after which browsers ask for the worker again


@require_safe
@cache_control(public=True, max_age=HOUR)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, or the one that takes its leave.

    Its version follows from itself and from the page, which names all that pages are dressed with.
    """
    if not settings.OFFLINE_READING:
        script = (HERE / "farewell.js").read_text(encoding="utf-8")
        return HttpResponse(script, content_type="text/javascript; charset=utf-8")
    script = (HERE / "worker.js").read_text(encoding="utf-8")
    told = {
        "PAGE": reverse("offline"),
        "PARTS": [static(name) for name in PARTS],
        "CLOSED": CLOSED,
        "MOST": MOST,
    }
    page = render_to_string("offline.html", request=request)
    version = blake2b((json.dumps(told) + script + page).encode(), digest_size=6).hexdigest()
    lines = [f"const {name} = {json.dumps(value)};" for name, value in told.items()]
    lines.append(f"const VERSION = {json.dumps(version)};")
    return HttpResponse("\n".join([*lines, script]), content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=0)
def page(request: HttpRequest) -> HttpResponse:
    if not settings.OFFLINE_READING:
        raise Http404("Nothing is read without a network.")
    return render(request, "offline.html")
