"""The address that stands on every letter."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tvcase.documents import views


class LetterCode(StringConverter):
    """The code of a letter, as it stands on it."""

    regex = "[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"


register_converter(LetterCode, "letter")

urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<letter:letter>/", views.verify, name="verify-code"),
]
