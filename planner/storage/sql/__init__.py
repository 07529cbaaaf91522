"""The topics of the store in SQL, each with its reader and writer."""
