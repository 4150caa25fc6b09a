from django.urls import path, re_path

from articles.urls import STORY
from comments import feed, letter_views, people_views, report_views, views, writing_views

urlpatterns = [
    re_path(rf"^{STORY}/comments/$", views.story_comments, name="story-comments"),
    *feed.paths(),
    path("comments/letters/<str:token>/", letter_views.stop, name="comment-letters"),
    path("comments/on/<int:number>/", writing_views.write, name="comment-write"),
    path("comments/sent/<str:token>/", views.sent, name="comment-sent"),
    path("comments/confirm/<str:token>/", writing_views.confirm, name="comment-confirm"),
    path("comments/hello/", people_views.hello, name="comment-hello"),
    path("comments/hello/<str:token>/", people_views.known, name="comment-known"),
    path("comments/goodbye/", people_views.goodbye, name="comment-goodbye"),
    path("comments/<int:number>/", views.comment, name="comment"),
    path("comments/<int:number>/edit/", writing_views.edit, name="comment-edit"),
    path("comments/<int:number>/delete/", writing_views.delete, name="comment-delete"),
    path("comments/<int:number>/like/", writing_views.like, name="comment-like"),
    path("comments/<int:number>/report/", report_views.report, name="comment-report"),
    path("comments/<int:number>/reported/", report_views.reported, name="comment-reported"),
]
