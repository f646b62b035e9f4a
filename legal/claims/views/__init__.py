"""The pages of compensation, hearings and the log of what was told."""
