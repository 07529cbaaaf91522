"""Slows down guessing: so many tries in a window, then wait."""

import threading
import time
from collections import deque
from collections.abc import Callable

from starlette.requests import HTTPConnection

from api.errors import TooManyTries


class Throttle:
    """Counts tries by key (an address, a login at an address) in a sliding window, in this process.

    A try counts when it begins, so that many at once do not slip through; success forgets the
    key's tries. `most_keys` bounds the memory: when full, keys tried longest ago are forgotten.
    """

    def __init__(
        self,
        *,
        tries: int,
        window_s: float,
        most_keys: int = 10_000,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tries = tries
        self._window_s = window_s
        self._most_keys = most_keys
        self._now_s = now_s
        self._times: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def begin(self, key: str) -> None:
        """Count one try; raises `TooManyTries` when the key has used up its own."""
        now = self._now_s()
        with self._lock:
            times = self._times.pop(key, deque(maxlen=self._tries))
            self._times[key] = times
            wait_s = times[0] + self._window_s - now if len(times) == self._tries else 0.0
            if wait_s > 0:
                raise TooManyTries("too many tries", wait_s=int(wait_s) + 1)
            times.append(now)
            while len(self._times) > self._most_keys:
                del self._times[next(iter(self._times))]

    def succeeded(self, key: str) -> None:
        """Forget the tries of a key."""
        with self._lock:
            self._times.pop(key, None)


def throttle_of(connection: HTTPConnection) -> Throttle:
    """The throttle of the web process that answers this request."""
    throttle: Throttle = connection.app.state.throttle
    return throttle
