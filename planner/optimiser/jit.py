"""How kernels are compiled, and where the compiled code is kept.

Numba keeps compiled code beside the module, or in the user's cache folder; where neither can be
written (a read-only install under a service account) a private folder in the temporary directory is
made. Index and code files are written to a temporary name and moved, so two processes may compile
at once. A kernel calls only functions of its own file, since numba looks at no other file's age.
"""

import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])

_VARIABLE = "NUMBA_CACHE_DIR"


def _choose_folder() -> None:
    if os.environ.get(_VARIABLE) or _is_writable(Path(__file__).parent):
        return
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    for folder in (home / "planner-numba", _temporary()):
        if _is_writable(folder):
            os.environ[_VARIABLE] = str(folder)
            return


def _temporary() -> Path:
    """A folder of our own: compiled code of somebody else's must never be loaded."""
    folder = Path(tempfile.gettempdir()) / f"planner-numba-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="planner-numba-"))
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    private = not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return folder if ours and private else Path(tempfile.mkdtemp(prefix="planner-numba-"))


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


_choose_folder()

import numba  # noqa: E402 - reads the folder when it is imported


def compiled(function: Function) -> Function:
    """Compile at first use, keep on disk; runs without the interpreter lock."""
    return cast("Function", numba.njit(cache=True, nogil=True)(function))
