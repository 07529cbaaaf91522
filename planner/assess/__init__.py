"""Judges a finished plan; knows no optimiser."""
