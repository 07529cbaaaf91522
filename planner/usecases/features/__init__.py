"""The planner's things as features for maps: what they are, who may see which, page by page."""
