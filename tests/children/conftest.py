"""What tests about children share: people who join a team and sign in, as in the tests about cases."""

from tests.cases.conftest import join

__all__ = ["join"]
