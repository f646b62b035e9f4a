"""Every address of legal aid."""

from django.urls.resolvers import URLPattern

app_name = "aid"
urlpatterns: list[URLPattern] = []
