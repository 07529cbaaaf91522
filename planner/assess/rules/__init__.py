"""The hard rules, written again without the solver."""
