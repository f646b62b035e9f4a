"""Every write of the child's track."""
