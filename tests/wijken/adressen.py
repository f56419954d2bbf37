"""The two addresses that areas point to, so that this room is tested without any page."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [
    path("wijk/<slug:slug>/", HttpResponse, name="wijk"),
    path("stadsdeel/<slug:slug>/", HttpResponse, name="stadsdeel"),
]
