"""Every address of the site. A section's comes last, because it may be any word."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path, re_path

from geekfeed import manifest, speculation, views
from geekfeed.offline import views as offline
from images import serving

RENDITION = r"^(?P<folder>images/[0-9a-f]{16})/(?P<name>[\w.-]+)$"

urlpatterns = [
    path("admin/pictures/", include("images.urls")),
    path("admin/", admin.site.urls),
    path("health/", views.health, name="health"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("", include("geekfeed.styleguide.urls")),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("speculation-rules.json", speculation.rules, name="speculation-rules"),
    path("service-worker.js", offline.worker, name="service-worker"),
    path("offline/", offline.page, name="offline"),
    path("styles/shows/<str:digest>.css", views.show_colours, name="show-colours"),
    path("styles/<str:digest>.css", views.stylesheet, name="stylesheet"),
    path("scripts/<str:digest>.js", views.script, name="script"),
    path("", include("shows.urls")),
    path("", include("authors.urls")),
    path("", include("sources.urls")),
    re_path(RENDITION, serving.rendition, name="rendition"),
    *static(settings.MEDIA_URL, serving.file, document_root=settings.MEDIA_ROOT),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]

handler400 = "geekfeed.views.bad_request"
handler403 = "geekfeed.views.forbidden"
handler404 = "geekfeed.views.not_found"
handler500 = "geekfeed.views.server_error"
