"""The address of what was noticed in the trace."""

from django.urls import path

from tvcase.audit import views

urlpatterns = [path("unusual-reading/", views.alarms, name="unusual-reading")]
