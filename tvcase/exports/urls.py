"""Every address of copies; what is copied has its own beside it."""

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
    path("copies/<copy:copy_number>/", views.copy_detail, name="copy"),
]
