"""How quick this machine is at the moment: limits on time must hold on any."""

import os
import time
from collections.abc import Callable

GOOD_S = 0.08
"""What `_yardstick_s` takes on a good machine of today: 0.06-0.085 on an AMD EPYC of 2023."""
STEPS = 1_000_000
TRIES = 10


def slowness() -> float:
    """How many times longer than on a good machine computing takes; at least 1."""
    return max(1.0, _yardstick_s() / GOOD_S)


def _yardstick_s() -> float:
    start = time.process_time()
    total = 0
    for step in range(STEPS):
        total += step * step % 7
    assert total
    return time.process_time() - start


def is_once_within(limit_s: float, taken_s: Callable[[], float]) -> bool:
    """Whether something is once as quick as it should be, of some tries on a shared machine.

    Other programs only ever make it slower; the limit grows with what waits for a processor, and
    on a machine slower than a good one.
    """
    return any(taken_s() < _fair_s(limit_s) for _ in range(TRIES))


def _fair_s(limit_s: float) -> float:
    waiting = os.getloadavg()[0] / (os.cpu_count() or 1)
    return limit_s * max(1.0, waiting) * slowness()
