"""The pages of needs and plan."""
