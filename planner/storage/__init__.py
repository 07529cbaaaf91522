"""Tables and rows; knows SQL and nothing else."""
