"""What a browser needs to know to install the site as an app: a web app manifest."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

PAPER = "#f6f6f2"  # --paper by day (static/css/tokens.css); a manifest knows no night
DAY = 24 * 3600


@require_safe
@cache_control(public=True, max_age=DAY)
def manifest(request: HttpRequest) -> JsonResponse:
    front = reverse("front")
    icons = [
        {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(_icon(size, "any") for size in (192, 512)),
        _icon(512, "maskable"),
    ]
    told = {
        "id": front,
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "description": gettext("Film and television news, with the sources showing."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": front,
        "scope": "/",
        # With the way back and the address in sight, where a browser has that.
        "display": "standalone",
        "display_override": ["minimal-ui"],
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["news", "entertainment"],
        "icons": icons,
        "shortcuts": [
            {"name": gettext("Production board"), "url": reverse("production")},
            {"name": gettext("Premiere calendar"), "url": reverse("calendar")},
            {"name": gettext("Search"), "url": reverse("search")},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(size: int, purpose: str) -> dict[str, str]:
    name = f"icon-{size}" if purpose == "any" else f"icon-{size}-{purpose}"
    return {
        "src": static(f"img/{name}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
