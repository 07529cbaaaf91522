"""How kernels are compiled, and where the compiled code is kept.

Compiled code lies in a folder named by a digest of all kernels' sources of its room, so that it is
never older than they are: beside the modules if that can be written, else in the user's cache
folder, else (a read-only install under a service account without a home) in a private temporary
folder. Numba writes to a temporary name and moves, so two processes may compile at once.
"""

import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import numba
from numba.core import event

Function = TypeVar("Function", bound=Callable[..., object])

_PREFIX = "numba-"


class Compiler:
    """Compiles the kernels (`*_kernel.py`) of one room, a folder of modules."""

    def __init__(self, room: Path) -> None:
        self.folder = _choose_folder(room)

    def compiled(self, function: Function) -> Function:
        """Compile at first use, keep on disk; runs without the interpreter lock."""
        # Numba asks for the folder when it meets the function, and has one for the whole process.
        numba.config.CACHE_DIR = str(self.folder)  # type: ignore[attr-defined]
        return cast("Function", numba.njit(cache=True, nogil=True)(function))

    def inlined(self, function: Function) -> Function:
        """The same, put into every kernel that calls it: handing over many arrays costs time."""
        numba.config.CACHE_DIR = str(self.folder)  # type: ignore[attr-defined]
        made = numba.njit(cache=True, nogil=True, forceinline=True)(function)
        return cast("Function", made)


def _sources(room: Path) -> str:
    sha = hashlib.sha256(numba.__version__.encode())
    for file in sorted(room.glob("*_kernel.py")):
        sha.update(file.read_bytes())
    return sha.hexdigest()[:16]


def _candidates(room: Path) -> Iterator[Path]:
    yield room / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "planner"
    yield Path(tempfile.gettempdir()) / f"planner-{os.getuid()}"


def _choose_folder(room: Path) -> Path:
    name = _PREFIX + _sources(room)
    for parent in _candidates(room):
        folder = parent / name
        if _is_ours(folder):
            if parent.parent == room:
                _forget_others(parent, name)
            return folder
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def _is_ours(folder: Path) -> bool:
    """Whether the folder can be written, and by nobody else: others' code must not be loaded."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, RuntimeError):
        return False
    private = not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and private


def _forget_others(parent: Path, name: str) -> None:
    """Remove what earlier sources left beside the modules."""
    for old in parent.glob(_PREFIX + "*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


@dataclass(slots=True)
class Clock(event.Listener):
    """CPU and wall seconds between the outermost beginnings and ends of compiling.

    Set-up that is paid once, no part of a search: cold, all kernels take about a minute, and
    counted as search that would leave a budget of a few seconds nothing but its first plan.
    """

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
