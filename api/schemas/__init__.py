"""Pydantic mirrors of what the endpoints speak."""
