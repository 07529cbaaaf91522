"""Routing problems in VROOM's words, solved by our own engine.

A documented part of VROOM's interface: jobs with `location_index`, `service`, `skills`, `priority`
and `time_windows`; vehicles with `start_index`, `end_index`, `skills`, `profile` and `time_window`;
one matrix of durations a profile, distances if wanted. Anything else is refused by its name.
"""
