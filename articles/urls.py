from django.urls import include, path, re_path

from articles import views
from articles.calendar_feed import desk_calendar
from articles.preview_views import linked
from articles.public_calendar import files as calendar_files
from articles.public_calendar.pages import calendar
from articles.search.views import search, suggestions
from articles.social_card.views import card
from geekfeed.lib.tags import SLUG

STORY = r"(?P<year>[1-9][0-9]{3})/(?P<month>0[1-9]|1[0-2])/(?P<slug>[-a-zA-Z0-9_]{1,200})"

urlpatterns = [
    path("", views.front, name="front"),
    path("preview/<str:token>/", linked, name="preview"),
    path("calendar/", calendar, name="calendar"),
    path("calendar.ics", calendar_files.site_calendar, name="site-calendar"),
    path("shows/<slug:slug>/calendar.ics", calendar_files.show_calendar, name="show-calendar"),
    path(
        "franchises/<slug:slug>/calendar.ics",
        calendar_files.franchise_calendar,
        name="franchise-calendar",
    ),
    path("calendar/desk/<str:token>.ics", desk_calendar, name="desk-calendar"),
    path("search/", search, name="search"),
    path("search/suggestions/", suggestions, name="search-suggestions"),
    re_path(rf"^topics/{SLUG}/$", views.topic, name="topic"),
    path("", include("articles.feeds.views")),
    path("", include("articles.sitemaps.views")),
    path("corrections/", views.corrections, name="corrections"),
    path("claims/<uuid:key>/", views.claim, name="claim"),
    path("rumours/", views.open_rumours, name="rumours"),
    path("archive/", views.archive, name="archive"),
    re_path(
        r"^archive/(?P<year>[1-9][0-9]{3})/(?P<month>0[1-9]|1[0-2])/$",
        views.archive_month,
        name="archive-month",
    ),
    re_path(rf"^{STORY}/$", views.article, name="article"),
    re_path(rf"^{STORY}/card-(?P<digest>[0-9a-f]{{16}})\.png$", card, name="article-card"),
    re_path(rf"^{STORY}/changes/$", views.article_changes, name="article-changes"),
    # Last: any other word is looked for among the sections.
    path("<slug:slug>/", views.section, name="section"),
]
