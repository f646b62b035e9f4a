"""The wall between organisations."""

from django.apps import AppConfig


class WallConfig(AppConfig):
    name = "tvcase.wall"
    label = "wall"
