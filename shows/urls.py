from django.urls import path

from shows import views

urlpatterns = [
    path("production/", views.production, name="production"),
    path("shows/", views.show_list, name="show-list"),
    path("shows/<slug:slug>/", views.show, name="show"),
    path("shows/<slug:slug>/stories/", views.show_stories, name="show-stories"),
    path("shows/<slug:slug>/season-<int:number>/", views.season, name="season"),
    path("shows/<slug:slug>/seen/", views.seen, name="seen"),
    path("franchises/<slug:slug>/", views.franchise, name="franchise"),
    path("networks/<slug:slug>/", views.network, name="network"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("people/<slug:slug>/stories/", views.person_stories, name="person-stories"),
    path("characters/<slug:slug>/", views.character, name="character"),
    path("characters/<slug:slug>/stories/", views.character_stories, name="character-stories"),
    path("locations/<slug:slug>/", views.location, name="location"),
    path("locations/<slug:slug>/stories/", views.location_stories, name="location-stories"),
]
