"""What all tests share: Hypothesis tries the same examples every time.

`HYPOTHESIS_PROFILE=explore` looks for new ones, many more of them. No example has a deadline:
several tests share the machine's cores, and a slow minute is no fault of the code. Nor is it one
that examples are made slowly then.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("explore", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
