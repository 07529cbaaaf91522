"""The topics of the store in dictionaries, each with its reader and writer."""
