"""Who, what, when: the planning problem, its optimiser, its checker and its outputs."""
