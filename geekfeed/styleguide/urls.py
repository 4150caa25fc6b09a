from django.urls import path

from geekfeed.styleguide import views

urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/colours.css", views.sample_colours, name="styleguide-colours"),
]
