"""One term of the objective a file: what it is worth, once for arrays and once for a plan."""
