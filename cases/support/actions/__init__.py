"""Every write of needs and plan."""
