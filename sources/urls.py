from django.urls import path, re_path

from geekfeed.lib.tags import SLUG
from sources import views

urlpatterns = [
    path("sources/", views.source_list, name="source-list"),
    re_path(rf"^sources/{SLUG}/$", views.source, name="source"),
    re_path(rf"^sources/{SLUG}/record/$", views.source_record, name="source-record"),
]
