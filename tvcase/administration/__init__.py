"""Django's administration, for administrators only, without a door of its own and without any case."""
