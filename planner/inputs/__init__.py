"""Planners' files into domain objects."""
