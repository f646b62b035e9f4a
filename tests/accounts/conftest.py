"""People who sign in by the pages."""

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from tests.factories import UserFactory
from tests.signing_in import PASSWORD, give_codes

HASHED = make_password(PASSWORD, hasher="md5")


@pytest.fixture
def person(db: None) -> Any:
    """A caseworker with an application for codes."""
    user = UserFactory(password=HASHED)
    give_codes(user)
    return user
