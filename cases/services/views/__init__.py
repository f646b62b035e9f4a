"""The pages of services and sessions."""
