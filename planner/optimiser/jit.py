"""How kernels are compiled, and where the compiled code is kept.

Compiled code lies in a folder named by a digest of all kernels' sources, so that it is never older
than they are: beside the modules if that can be written, else in the user's cache folder, else (a
read-only install under a service account without a home) in a private temporary folder. Numba
writes to a temporary name and moves, so two processes may compile at once.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])

_HERE = Path(__file__).parent
_PREFIX = "numba-"


def _sources() -> str:
    sha = hashlib.sha256(numba.__version__.encode())
    for file in sorted(_HERE.glob("*_kernel.py")):
        sha.update(file.read_bytes())
    return sha.hexdigest()[:16]


def _candidates() -> Iterator[Path]:
    yield _HERE / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "planner"
    yield Path(tempfile.gettempdir()) / f"planner-{os.getuid()}"


def _choose_folder() -> Path:
    name = _PREFIX + _sources()
    for parent in _candidates():
        folder = parent / name
        if _is_ours(folder):
            if parent.parent == _HERE:
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


FOLDER = _choose_folder()
numba.config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]


def compiled(function: Function) -> Function:
    """Compile at first use, keep on disk; runs without the interpreter lock."""
    return cast("Function", numba.njit(cache=True, nogil=True)(function))
