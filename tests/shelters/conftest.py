"""Sentences of actions and rules are read in English here; pages follow the language of who is signed in."""

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield
