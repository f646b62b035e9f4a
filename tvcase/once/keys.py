"""The key of a form that acts once."""

from uuid import UUID


def key_of(text: str) -> UUID | None:
    """The key that this text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
