"""What all tests share: Hypothesis tries the same examples every time.

`HYPOTHESIS_PROFILE=explore` looks for new ones, many more of them. No example has a deadline:
several tests share the machine's cores, and a slow minute is no fault of the code. Nor is it one
that examples are made slowly then.

A test in a browser that failed is tried once more, and the report counts it ("1 rerun"): a browser
on a machine full of other work now and then loses a click or a frame, and no page can mend that. A
page that fails twice has a fault; so may one that is counted often. `-p no:rerunfailures` tries
each once.
"""

import os
from typing import Any

import pytest
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.pluginmanager.has_plugin("rerunfailures"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `-n 2` each worker begins with a half of its own, and helps the other at the end.

    So the tests of a file mostly run in one process, and what they share is made once.
    """
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)
