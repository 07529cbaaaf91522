"""The pipes between a parent and its child, served from one thread."""

import contextlib
import io
import os
import resource
import selectors
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from geodata.child.inside import STOP_WORD

_CHUNK_BYTES = 1 << 18
_MAX_LINE_BYTES = 256 << 20
_STDERR_TAIL_BYTES = 16_384


def messages_of(document: bytes | Path) -> Iterator[bytes]:
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


class Talk:
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
