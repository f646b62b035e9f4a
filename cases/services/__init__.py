"""Services and sessions: what the person needs, what was offered, accepted and received, and what could not be met."""
