"""The program of a solving child: an order on stdin, progress and a plan on stdout."""

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

from geodata.child import read_document, watch_for_stop, write_line
from planner.documents import from_json, to_json
from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.optimiser.explain import explain_plan
from planner.optimiser.messages import Line, Order, Trouble, read_matrices
from planner.optimiser.solve import solve
from planner.optimiser.stop import Budget
from planner.ports import Progress

HEARTBEAT_S = 0.9


class Reporter:
    """Sends progress when there is news, and at least about once a second when there is none."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._lock = threading.Lock()
        self._last: Progress | None = None
        self._sent_s = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        self._thread.start()

    def tell(self, progress: Progress) -> None:
        """News from the search."""
        with self._lock:
            self._last = replace(progress, plan=None)
            self._send(progress)

    def end(self, line: Line) -> None:
        """The last line."""
        self._done.set()
        with self._lock:
            write_line(to_json(line))

    def _send(self, progress: Progress) -> None:
        write_line(to_json(Line(progress=progress)))
        self._sent_s = time.monotonic()

    def _beat(self) -> None:
        while not self._done.wait(HEARTBEAT_S / 3):
            with self._lock:
                silent_s = time.monotonic() - self._sent_s
                if self._last is None or silent_s < HEARTBEAT_S or self._done.is_set():
                    continue
                self._send(
                    replace(self._last, cpu_s=self._budget.cpu_s, wall_s=self._budget.wall_s)
                )


def main() -> NoReturn:
    """Read the order, search, tell."""
    wall_start_s = time.monotonic()
    order = from_json(Order, read_document())
    stop = watch_for_stop()
    budget = Budget(
        params=order.params, asked=stop.is_set, cpu_start_s=0.0, wall_start_s=wall_start_s
    )
    reporter = Reporter(budget)
    reporter.end(_solve(order, budget, reporter.tell))
    # The thread that waits for the stop word holds stdin's lock; an orderly shutdown would abort.
    sys.stderr.flush()
    os._exit(0)


def _solve(order: Order, budget: Budget, tell: Callable[[Progress], None]) -> Line:
    try:
        plan = _plan(order, budget, tell)
    except PlannerError as error:
        facts = {k: v for k, v in error.facts.items() if isinstance(v, str | int | float)}
        return Line(trouble=Trouble(code=error.code, message=str(error), facts=facts))
    return Line(plan=plan)


def _plan(order: Order, budget: Budget, tell: Callable[[Progress], None]) -> Plan:
    travel = read_matrices(order.matrices)
    if order.forcing is None:
        return solve(order.request, travel, order.params, on_progress=tell, budget=budget)
    return explain_plan(
        order.request,
        travel,
        order.forcing.plan,
        order.forcing.rows,
        order.params,
        each_day=order.forcing.each_day,
        on_progress=tell,
        budget=budget,
    )


if __name__ == "__main__":
    main()
