"""Every address of copies; those of one case have theirs beside the case."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tvcase.exports import views


class CopyNumber(StringConverter):
    """The number of a copy, as it stands on it."""

    regex = "[0-9]{4}-[0-9]{4}-[0-9]{4}"


register_converter(CopyNumber, "copy")

app_name = "exports"
urlpatterns = [
    path("copies/", views.copies, name="list"),
    path("copies/ask/<slug:kind>/", views.ask, name="ask"),
    path("copies/<copy:number>/", views.copy, name="copy"),
]
