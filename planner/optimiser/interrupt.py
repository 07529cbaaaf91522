"""Steps in C++ code ended early: a thread of Python's asks meanwhile whether they should be.

OR-Tools gives the interpreter lock back while it solves, but never looks at our clock, which counts
CPU time, nor at whether somebody asked to stop.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LOOK_S = 0.1
"""Wall seconds between two looks."""


@contextmanager
def ended_when(should_end: Callable[[], bool], end: Callable[[], object]) -> Iterator[None]:
    """Call `end`, which may be called from any thread, when what runs inside `should_end`.

    It is called again at each look until the step is over: one that is only about to begin does
    not hear the first call.
    """
    over = threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_S):
            if should_end():
                end()

    thread = threading.Thread(target=watch, name="step", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
