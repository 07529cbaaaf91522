"""A Python module in a child process with limits: document in, lines out, dead with its parent.

Standard library only, so that a child starts in tens of milliseconds.

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

import contextlib
import ctypes
import io
import os
import resource
import runpy
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

STOP_WORD = b"stop\n"
EXIT_OUT_OF_MEMORY = 86
"""Exit code of a child whose module ran out of memory."""

_CHUNK_BYTES = 1 << 18
_TICK_S = 0.1
_DRAIN_S = 2.0
_MAX_LINE_BYTES = 256 << 20
_STDERR_TAIL_BYTES = 16_384
_MB = 1 << 20
_MEMORY_WORDS = (b"bad_alloc", b"MemoryError", b"Cannot allocate memory")


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
) -> ChildOutcome:
    """Run a module as a program in a child process until it ends, is stopped or meets a limit.

    `stdin` is the document, or the file that holds it. `should_stop` is asked about ten times a
    second; once true, the child is sent the stop word and killed after `limits.grace_s`. Whatever
    `on_line` or `should_stop` raise kills the child and passes through. `environment` is added to
    the parent's; the child finds modules where the parent does.
    """
    alive_read, alive_write = os.pipe()
    started_s = time.monotonic()
    try:
        process = _start(module, args, limits, alive_read, environment or {})
    except BaseException:
        os.close(alive_write)
        raise
    finally:
        os.close(alive_read)
    talk = _Talk(process, _messages(stdin), on_line)
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
) -> subprocess.Popen[bytes]:
    settings = (os.getpid(), alive_fd, limits.memory_mb, limits.cpu_s, limits.nice)
    paths = [path or str(Path.cwd()) for path in sys.path]
    return subprocess.Popen(  # noqa: S603 - this interpreter, this file
        [
            *(sys.executable, "-P", "-X", "faulthandler", __file__),
            *(",".join(map(str, settings)), module, *args),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(alive_fd,),
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
    )


def _messages(document: bytes | Path) -> Iterator[bytes]:
    """The length, then the document in pieces."""
    if isinstance(document, bytes):
        yield b"%d\n" % len(document)
        for start in range(0, len(document), _CHUNK_BYTES):
            yield document[start : start + _CHUNK_BYTES]
        return
    with document.open("rb") as file:
        left = os.fstat(file.fileno()).st_size
        yield b"%d\n" % left
        while left > 0 and (piece := file.read(min(left, _CHUNK_BYTES))):
            left -= len(piece)
            yield piece


class _Talk:
    """The three pipes of a running child, served from one thread."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        messages: Iterator[bytes],
        on_line: Callable[[bytes], None],
    ) -> None:
        self.process = process
        self.stderr_tail = b""
        self.usage: resource.struct_rusage | None = None
        self._on_line = on_line
        self._messages = messages
        self._outgoing = b""
        self._stop_asked = False
        self._partial = bytearray()
        self._selector = selectors.DefaultSelector()
        for pipe, event in (
            (process.stdin, selectors.EVENT_WRITE),
            (process.stdout, selectors.EVENT_READ),
            (process.stderr, selectors.EVENT_READ),
        ):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
            self._selector.register(pipe, event)

    @property
    def is_silent(self) -> bool:
        """Whether nothing more can come from the child."""
        pipes = (self.process.stdout, self.process.stderr)
        return all(pipe is None or pipe.closed for pipe in pipes)

    def ask_to_stop(self) -> None:
        """Send the stop word once, after what is left of the document."""
        stdin = self.process.stdin
        if self._stop_asked or stdin is None or stdin.closed:
            return
        self._stop_asked = True
        if stdin not in self._selector.get_map():
            self._selector.register(stdin, selectors.EVENT_WRITE)

    def serve(self, timeout_s: float) -> None:
        """Move what is ready between the pipes; waits at most `timeout_s`."""
        for key, _ in self._selector.select(timeout_s):
            if key.fileobj is self.process.stdin:
                self._feed()
            elif key.fileobj is self.process.stdout:
                self._take_lines(self._read(key.fileobj))
            else:
                complaint = self._read(self.process.stderr)
                self.stderr_tail = (self.stderr_tail + complaint)[-_STDERR_TAIL_BYTES:]

    def has_ended(self) -> bool:
        """Whether the child is gone; takes note of what it used."""
        if self.usage is None:
            pid, status, usage = os.wait4(self.process.pid, os.WNOHANG)
            if pid:
                self.process.returncode = os.waitstatus_to_exitcode(status)
                self.usage = usage
        return self.usage is not None

    def kill(self) -> None:
        """Kill the child and whatever it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Leave nothing behind: no process, no open pipe."""
        if not self.has_ended() or not self.is_silent:
            self.kill()
        if self.usage is None:
            _, status, self.usage = os.wait4(self.process.pid, 0)
            self.process.returncode = os.waitstatus_to_exitcode(status)
        self._selector.close()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None and not pipe.closed:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _feed(self) -> None:
        stdin = self.process.stdin
        assert stdin
        self._outgoing = self._outgoing or next(self._messages, b"")
        if not self._outgoing and self._stop_asked:
            self._outgoing, self._stop_asked = STOP_WORD, False
        if not self._outgoing:
            self._selector.unregister(stdin)
            return
        try:
            written = os.write(stdin.fileno(), self._outgoing)
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._selector.unregister(stdin)
            with contextlib.suppress(BrokenPipeError):
                stdin.close()
            return
        self._outgoing = self._outgoing[written:]

    def _read(self, pipe: object) -> bytes:
        assert isinstance(pipe, io.BufferedReader)
        try:
            piece = os.read(pipe.fileno(), _CHUNK_BYTES)
        except BlockingIOError:
            return b""
        if not piece:
            self._selector.unregister(pipe)
            pipe.close()
        return piece

    def _take_lines(self, piece: bytes) -> None:
        if b"\n" not in piece:
            self._partial += piece
        else:
            first, *middle, rest = piece.split(b"\n")
            lines = (bytes(self._partial) + first, *middle)
            self._partial = bytearray(rest)
            for line in lines:
                self._on_line(line)
        if len(self._partial) > _MAX_LINE_BYTES:
            self.kill()


def _follow(
    talk: _Talk,
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


def _outcome(talk: _Talk, why: ChildEnd | None, limits: ChildLimits, wall_s: float) -> ChildOutcome:
    usage, returncode = talk.usage, talk.process.returncode
    assert usage is not None
    cpu_s = usage.ru_utime + usage.ru_stime
    return ChildOutcome(
        kind=_kind(why, returncode, talk.stderr_tail, cpu_s, limits),
        returncode=returncode,
        stderr_tail=talk.stderr_tail.decode(errors="replace"),
        cpu_s=cpu_s,
        max_rss_mb=_rss_mb(usage.ru_maxrss),
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
    return ChildEnd.KILLED if returncode < 0 else ChildEnd.ENDED


def _rss_mb(max_rss: int) -> float:
    """Linux counts in KiB, macOS in bytes."""
    return max_rss / _MB if sys.platform == "darwin" else max_rss / 1024


# ---- what the child itself calls ----


def read_document() -> bytes:
    """The document the parent sent; call it once, before `watch_for_stop`."""
    stdin = sys.stdin.buffer
    length = int(stdin.readline())
    document = stdin.read(length)
    if len(document) != length:
        raise EOFError(f"the document ends after {len(document)} of {length} bytes")
    return document


def watch_for_stop() -> threading.Event:
    """An event that is set when the parent asks to stop, or is gone."""
    stop = threading.Event()

    def watch() -> None:
        for line in sys.stdin.buffer:
            if line == STOP_WORD:
                break
        stop.set()

    threading.Thread(target=watch, name="stop word", daemon=True).start()
    return stop


def write_line(line: bytes) -> None:
    """Send one line to the parent at once; the line holds no newline."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


# ---- the start of a child: limits first, then the module ----


def _be_child(settings: str, module: str, args: list[str]) -> int:
    parent, alive_fd, memory_mb, cpu_s, nice = settings.split(",")
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
        while _rss_mb(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) <= memory_mb:
            time.sleep(0.25)
        os._exit(EXIT_OUT_OF_MEMORY)

    threading.Thread(target=watch, name="memory", daemon=True).start()


if __name__ == "__main__":
    sys.exit(_be_child(sys.argv[1], sys.argv[2], sys.argv[3:]))
