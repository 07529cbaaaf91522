"""A Python module in a child process with limits: document in, lines out, dead with its parent.

Standard library only: `run_child` here, the pipes in `talk`, what runs in the child in `inside`.

**In.** The first line of the child's stdin is the document's length in bytes, in decimal; then come
exactly that many bytes; then stdin stays open and may later bring the line `stop`. The child reads
both with `read_document()` and `watch_for_stop()`.

**Out.** Each line the child writes with `write_line()` (or any write to `sys.stdout`) is handed to
`on_line`, without its newline, in the thread that called `run_child`. What libraries in C print on
file descriptor 1 goes to stderr instead, so it cannot break into the lines.

**Limits.** Address space, CPU seconds and niceness are set by the child on itself before the module
is imported; wall time is kept by the parent. Where the system does not hold a process to its
address space (macOS), a thread in the child watches its resident memory instead: later, and only
while the interpreter lock is free. The child dies with its parent: at once by a kernel signal on
Linux, elsewhere as soon as a thread sees a pipe of the parent closed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from geodata.child import inside
from geodata.child.inside import (
    EXIT_OUT_OF_MEMORY,
    is_offline,
    read_document,
    rss_mb,
    watch_for_stop,
    write_line,
)
from geodata.child.talk import Talk, messages_of

__all__ = [
    "ChildEnd",
    "ChildLimits",
    "ChildOutcome",
    "is_offline",
    "read_document",
    "run_child",
    "watch_for_stop",
    "write_line",
]

_TICK_S = 0.1
_DRAIN_S = 2.0
_MEMORY_WORDS = (
    b"bad_alloc",
    b"MemoryError",
    b"Cannot allocate memory",
    b"failed to map segment",
    b"pthread_create failed",
)
"""What programs and libraries say at the end when there was no more memory to be had."""


class ChildEnd(StrEnum):
    """What ended a child."""

    ENDED = "ended"
    """It returned by itself; see the return code, 0 is good."""
    KILLED = "killed"
    """A signal from elsewhere, or its own crash (segmentation fault, abort)."""
    TIMED_OUT = "timed_out"
    """Its CPU or wall limit."""
    OUT_OF_MEMORY = "out_of_memory"
    """Its memory limit."""
    STOPPED = "stopped"
    """It was asked to stop: return code 0 when it did so itself, negative when it had to be killed
    after the grace period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What a child may use; `grace_s` is how long it may take to stop when asked to."""

    cpu_s: float
    wall_s: float
    memory_mb: int
    nice: int = 0
    grace_s: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildOutcome:
    """How a child ended and what it used; `stderr_tail` holds the last of what it complained."""

    kind: ChildEnd
    returncode: int
    stderr_tail: str
    cpu_s: float
    max_rss_mb: float
    wall_s: float

    @property
    def is_clean(self) -> bool:
        """Whether it returned 0 by itself, asked to stop or not."""
        return self.returncode == 0 and self.kind in (ChildEnd.ENDED, ChildEnd.STOPPED)


def run_child(
    module: str,
    *,
    stdin: bytes | Path,
    on_line: Callable[[bytes], None],
    limits: ChildLimits,
    should_stop: Callable[[], bool] | None = None,
    args: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    offline: bool = False,
) -> ChildOutcome:
    """Run a module as a program in a child process until it ends, is stopped or meets a limit.

    `stdin` is the document, or the file that holds it. `should_stop` is asked about ten times a
    second; once true, the child is sent the stop word and killed after `limits.grace_s`. Whatever
    `on_line` or `should_stop` raise kills the child and passes through. `environment` is added to
    the parent's; the child finds modules where the parent does. `offline` takes the network away
    before anything is imported, where the system allows that: `is_offline()` tells in the child.
    """
    alive_read, alive_write = os.pipe()
    started_s = time.monotonic()
    try:
        process = _start(module, args, limits, alive_read, environment or {}, offline)
    except BaseException:
        os.close(alive_write)
        raise
    finally:
        os.close(alive_read)
    talk = Talk(process, messages_of(stdin), on_line)
    try:
        return _follow(talk, limits, should_stop, started_s)
    finally:
        talk.close()
        os.close(alive_write)


def _start(
    module: str,
    args: Sequence[str],
    limits: ChildLimits,
    alive_fd: int,
    environment: Mapping[str, str],
    offline: bool,
) -> subprocess.Popen[bytes]:
    settings = (os.getpid(), alive_fd, limits.memory_mb, limits.cpu_s, limits.nice, int(offline))
    paths = [path or str(Path.cwd()) for path in sys.path]
    return subprocess.Popen(  # noqa: S603 - this interpreter, this file
        [
            *(sys.executable, "-P", "-X", "faulthandler", inside.__file__),
            *(",".join(map(str, settings)), module, *args),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(alive_fd,),
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
    )


def _follow(
    talk: Talk,
    limits: ChildLimits,
    should_stop: Callable[[], bool] | None,
    started_s: float,
) -> ChildOutcome:
    """Serve the child until it is gone; says what ended it."""
    deadline_s = started_s + limits.wall_s
    stop_by_s: float | None = None
    ended_s: float | None = None
    why: ChildEnd | None = None
    while not (talk.is_silent and talk.has_ended()):
        talk.serve(_TICK_S)
        now_s = time.monotonic()
        if talk.has_ended():
            # A grandchild may hold the pipes open for ever.
            ended_s = ended_s or now_s
            if now_s > ended_s + _DRAIN_S:
                break
        elif stop_by_s is not None and now_s > stop_by_s:
            talk.kill()
        elif now_s > deadline_s:
            why = ChildEnd.TIMED_OUT
            talk.kill()
        elif stop_by_s is None and should_stop is not None and should_stop():
            why, stop_by_s = ChildEnd.STOPPED, now_s + limits.grace_s
            talk.ask_to_stop()
    return _outcome(talk, why, limits, time.monotonic() - started_s)


def _outcome(talk: Talk, why: ChildEnd | None, limits: ChildLimits, wall_s: float) -> ChildOutcome:
    usage, returncode = talk.usage, talk.process.returncode
    assert usage is not None
    cpu_s = usage.ru_utime + usage.ru_stime
    return ChildOutcome(
        kind=_kind(why, returncode, talk.stderr_tail, cpu_s, limits),
        returncode=returncode,
        stderr_tail=talk.stderr_tail.decode(errors="replace"),
        cpu_s=cpu_s,
        max_rss_mb=rss_mb(usage.ru_maxrss),
        wall_s=wall_s,
    )


def _kind(
    why: ChildEnd | None, returncode: int, stderr: bytes, cpu_s: float, limits: ChildLimits
) -> ChildEnd:
    if returncode == EXIT_OUT_OF_MEMORY:
        return ChildEnd.OUT_OF_MEMORY
    if returncode == -signal.SIGABRT and any(word in stderr for word in _MEMORY_WORDS):
        return ChildEnd.OUT_OF_MEMORY
    if why is not None:
        return why
    if returncode == -signal.SIGXCPU:
        return ChildEnd.TIMED_OUT
    if returncode == -signal.SIGKILL and cpu_s >= limits.cpu_s:
        return ChildEnd.TIMED_OUT
    if returncode and any(word in stderr for word in _MEMORY_WORDS):
        return ChildEnd.OUT_OF_MEMORY
    return ChildEnd.KILLED if returncode < 0 else ChildEnd.ENDED
