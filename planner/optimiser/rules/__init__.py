"""One hard rule a file: limits for a tour, rows for the master."""
