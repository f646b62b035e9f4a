"""Every address of the inbox."""

from django.urls import path

from tvcase.notifications import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<uuid:token>/", views.item, name="inbox-item"),
]
