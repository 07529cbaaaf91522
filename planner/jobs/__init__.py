"""Runs carried out by workers."""
