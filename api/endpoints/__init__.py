"""JSON endpoints, one file a noun."""
