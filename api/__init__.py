"""For whom: HTTP, pages and the console script."""
