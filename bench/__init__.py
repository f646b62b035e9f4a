"""Measurements on databases of their own; `make bench` runs them all."""
