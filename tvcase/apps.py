"""The platform."""

from django.apps import AppConfig

from tvcase.celery import app as celery_app


class TvcaseConfig(AppConfig):
    name = "tvcase"
    celery = celery_app  # tasks find their broker through it, in every process
