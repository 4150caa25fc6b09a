from django.urls import path

from shows import views

urlpatterns = [
    path("shows/", views.show_list, name="show-list"),
    path("shows/<slug:slug>/", views.show, name="show"),
    path("shows/<slug:slug>/stories/", views.show_stories, name="show-stories"),
    path("shows/<slug:slug>/season-<int:number>/", views.season, name="season"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("characters/<slug:slug>/", views.character, name="character"),
    path("locations/<slug:slug>/", views.location, name="location"),
]
