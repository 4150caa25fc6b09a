from django.urls import path, re_path

from articles.urls import STORY
from comments import feed, letter_views, report_views, views

urlpatterns = [
    re_path(rf"^{STORY}/comments/$", views.story_comments, name="story-comments"),
    *feed.paths(),
    path("comments/letters/<str:token>/", letter_views.stop, name="comment-letters"),
    path("comments/on/<int:number>/", views.write, name="comment-write"),
    path("comments/sent/<str:token>/", views.sent, name="comment-sent"),
    path("comments/confirm/<str:token>/", views.confirm, name="comment-confirm"),
    path("comments/hello/", views.hello, name="comment-hello"),
    path("comments/hello/<str:token>/", views.known, name="comment-known"),
    path("comments/goodbye/", views.goodbye, name="comment-goodbye"),
    path("comments/<int:number>/", views.comment, name="comment"),
    path("comments/<int:number>/edit/", views.edit, name="comment-edit"),
    path("comments/<int:number>/delete/", views.delete, name="comment-delete"),
    path("comments/<int:number>/like/", views.like, name="comment-like"),
    path("comments/<int:number>/report/", report_views.report, name="comment-report"),
    path("comments/<int:number>/reported/", report_views.reported, name="comment-reported"),
]
