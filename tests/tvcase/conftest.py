"""The sample site, and people who sign in on it."""

from pathlib import Path

import pytest
from django.conf import settings as project

from tvcase.accounts.models import Organisation, User

PASSWORD = "a long sentence to sign in"


@pytest.fixture
def sample_site(settings):
    """The small site of sample_pages.py in place of the real one."""
    settings.ROOT_URLCONF = "tests.tvcase.sample_pages"
    settings.TEMPLATES = [{**project.TEMPLATES[0], "DIRS": [*project.TEMPLATES[0]["DIRS"], _templates()]}]


def _templates() -> Path:
    return Path(__file__).parent / "templates"


@pytest.fixture
def make_user():
    """`make_user("caseworker", language="en")`: a person of an NGO with these roles."""

    def make(*roles: str, **fields: object) -> User:
        organisation, _created = Organisation.objects.get_or_create(
            code="TRIAL", defaults={"name_bg": "Проба", "name_en": "Trial", "kind": "NGO", "active_from": "2026-01-01"}
        )
        name = str(fields.pop("username", f"user{User.objects.count()}"))
        return User.objects.create_user(
            name, password=PASSWORD, organisation=organisation, roles=list(roles), **{"language": "en"} | fields
        )

    return make
