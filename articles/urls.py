from django.urls import include, path, re_path

from articles import views
from articles.calendar_feed import desk_calendar
from articles.preview_views import linked
from articles.public_calendar import files as calendar_files
from articles.public_calendar.pages import calendar
from articles.search.views import search, suggestions
from articles.social_card.views import card, show_card, site_card
from geekfeed.lib.tags import SLUG

CARD = r"card-(?P<digest>[0-9a-f]{16})\.png"
STORY = r"(?P<year>[1-9][0-9]{3})/(?P<month>0[1-9]|1[0-2])/(?P<slug>[-a-zA-Z0-9_]{1,200})"

urlpatterns = [
    path("", views.front, name="front"),
    re_path(rf"^{CARD}$", site_card, name="site-card"),
    path("preview/<str:token>/", linked, name="preview"),
    path("calendar/", calendar, name="calendar"),
    path("calendar.ics", calendar_files.site_calendar, name="site-calendar"),
    path("shows/<slug:slug>/calendar.ics", calendar_files.show_calendar, name="show-calendar"),
    re_path(rf"^shows/(?P<slug>[-a-zA-Z0-9_]+)/{CARD}$", show_card, name="show-card"),
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
    re_path(rf"^{STORY}/{CARD}$", card, name="article-card"),
    re_path(rf"^{STORY}/changes/$", views.article_changes, name="article-changes"),
    # Last: any other word is looked for among the sections.
    path("<slug:slug>/", views.section, name="section"),
]
