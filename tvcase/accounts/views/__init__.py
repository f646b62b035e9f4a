"""Signing in and out, the factors, links by mail, one's own account, the language, leaving at once."""
