"""The hard rules, one a file, written again without the solver: `check_*(context)` each."""
