"""Guessing is slowed down, and forgets in time."""

import pytest

from api.auth.throttle import Throttle
from api.errors import TooManyTries, problem_of


class Seconds:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_tries_run_out_and_come_back() -> None:
    clock = Seconds()
    throttle = Throttle(tries=3, window_s=60, now_s=clock)
    for _ in range(3):
        throttle.begin("anna")
    with pytest.raises(TooManyTries) as caught:
        throttle.begin("anna")
    assert caught.value.facts["wait_s"] == 61
    assert problem_of(caught.value).headers == {"Retry-After": "61"}
    throttle.begin("somchai")
    clock.now_s = 60.0
    throttle.begin("anna")


def test_success_forgets() -> None:
    throttle = Throttle(tries=1, window_s=60)
    throttle.begin("anna")
    throttle.succeeded("anna")
    throttle.begin("anna")


def test_memory_is_bounded_and_forgets_the_oldest() -> None:
    throttle = Throttle(tries=1, window_s=60, most_keys=2)
    for key in ("a", "b", "c"):
        throttle.begin(key)
    throttle.begin("a")
    with pytest.raises(TooManyTries):
        throttle.begin("c")
