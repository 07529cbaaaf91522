"""One term of the objective a file."""
