"""Questions whose answer is a list of reasons."""
