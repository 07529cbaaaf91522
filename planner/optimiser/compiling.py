"""How long this process has compiled kernels: set-up that is paid once, no part of a search.

Cold, all kernels take about a minute of CPU time, far more than a short search; counted as search
it would leave a budget of a few seconds nothing but its first plan.
"""

import time
from dataclasses import dataclass

from numba.core import event


@dataclass(slots=True)
class Clock(event.Listener):
    """CPU and wall seconds between the outermost beginnings and ends of compiling."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    _depth: int = 0
    _cpu_start_s: float = 0.0
    _wall_start_s: float = 0.0

    def on_start(self, event: event.Event) -> None:
        """One function begins; those it calls are compiled within."""
        if self._depth == 0:
            self._cpu_start_s, self._wall_start_s = time.process_time(), time.monotonic()
        self._depth += 1

    def on_end(self, event: event.Event) -> None:
        """One function is done."""
        self._depth -= 1
        if self._depth == 0:
            self.cpu_s += time.process_time() - self._cpu_start_s
            self.wall_s += time.monotonic() - self._wall_start_s


COMPILING = Clock()
"""Listens from the first import on; code read from disk does not count."""
event.register("numba:compile", COMPILING)  # type: ignore[no-untyped-call]
