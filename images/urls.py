from django.urls import path

from images import views

urlpatterns = [
    path("upload/", views.upload, name="image-upload"),
    path("picker/", views.picker, name="image-picker"),
    path("choose/", views.choose, name="image-choose"),
    path("<int:pk>/words/", views.words, name="image-words"),
]
