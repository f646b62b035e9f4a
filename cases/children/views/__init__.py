"""The pages of the child's track."""
