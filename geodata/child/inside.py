"""What runs inside a child: its start with limits, and how it talks to its parent.

This file is started as a script (`_start` in `geodata.child`), so that the limits hold before any
module is imported; it imports the standard library only. Modules that run in a child import its
functions from `geodata.child`.
"""

import contextlib
import ctypes
import os
import resource
import runpy
import signal
import sys
import threading
import time

STOP_WORD = b"stop\n"
EXIT_OUT_OF_MEMORY = 86
"""Exit code of a child whose module ran out of memory."""

_STDIN = 0
_OFFLINE = "GEODATA_CHILD_OFFLINE"
_MB = 1 << 20
_unread = bytearray()
"""Bytes that came behind the document. Stdin is read without Python's buffer: a thread that waits
in it would abort the interpreter's exit."""


def read_document() -> bytes:
    """The document the parent sent; call it once, before `watch_for_stop`."""
    while b"\n" not in _unread:
        _read_more("before its length")
    head, _, rest = bytes(_unread).partition(b"\n")
    length = int(head)
    _unread[:] = rest
    while len(_unread) < length:
        _read_more(f"after {len(_unread)} of {length} bytes")
    document = bytes(_unread[:length])
    del _unread[:length]
    return document


def _read_more(where: str) -> None:
    piece = os.read(_STDIN, 1 << 20)
    if not piece:
        raise EOFError(f"the document ends {where}")
    _unread.extend(piece)


def watch_for_stop() -> threading.Event:
    """An event that is set when the parent asks to stop, or is gone."""
    stop = threading.Event()

    def watch() -> None:
        while STOP_WORD not in _unread:
            piece = os.read(_STDIN, 64)
            if not piece:
                break
            _unread.extend(piece)
        stop.set()

    threading.Thread(target=watch, name="stop word", daemon=True).start()
    return stop


def write_line(line: bytes) -> None:
    """Send one line to the parent at once; the line holds no newline."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def rss_mb(max_rss: int) -> float:
    """Resident memory as the system counts it: in KiB on Linux, in bytes on macOS."""
    return max_rss / _MB if sys.platform == "darwin" else max_rss / 1024


def _be_child(settings: str, module: str, args: list[str]) -> int:
    parent, alive_fd, memory_mb, cpu_s, nice, offline = settings.split(",")
    if int(offline):
        _leave_network()  # before any thread: a process with threads may not change its user space
    _die_with_parent(int(parent), int(alive_fd))
    _keep_lines_apart()
    if int(nice):
        os.nice(int(nice))
    _limit(int(memory_mb), float(cpu_s))
    sys.argv = [module, *args]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except MemoryError as error:
        sys.stderr.write(f"MemoryError: {error}\n")
        return EXIT_OUT_OF_MEMORY
    return 0


def _leave_network() -> None:
    """An empty network namespace of one's own, which Linux may grant or not; noted either way."""
    left = False
    if sys.platform == "linux":
        new_user, new_network = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET, clone(2)
        left = ctypes.CDLL(None).unshare(new_user | new_network) == 0
    os.environ[_OFFLINE] = str(int(left))


def is_offline() -> bool:
    """Whether this child was given no network at all."""
    return os.environ.get(_OFFLINE) == "1"


def _die_with_parent(parent: int, alive_fd: int) -> None:
    if sys.platform == "linux":
        set_death_signal = 1  # PR_SET_PDEATHSIG, prctl(2)
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)

    def watch() -> None:
        os.read(alive_fd, 1)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _keep_lines_apart() -> None:
    lines_fd = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = os.fdopen(lines_fd, "w", encoding="utf-8", buffering=1)


def _limit(memory_mb: int, cpu_s: float) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    soft_s = max(1, -int(-cpu_s // 1))
    resource.setrlimit(resource.RLIMIT_CPU, (soft_s, soft_s + 2))
    limit = memory_mb * _MB
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    def watch() -> None:
        while rss_mb(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) <= memory_mb:
            time.sleep(0.25)
        os._exit(EXIT_OUT_OF_MEMORY)

    threading.Thread(target=watch, name="memory", daemon=True).start()


if __name__ == "__main__":
    sys.exit(_be_child(sys.argv[1], sys.argv[2], sys.argv[3:]))
