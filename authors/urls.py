from django.urls import path

from authors import views

urlpatterns = [
    path("authors/", views.author_list, name="author-list"),
    path("authors/<slug:slug>/", views.author, name="author"),
]
