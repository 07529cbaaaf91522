"""PlanRequest in, Plan out: the search and its proof."""
