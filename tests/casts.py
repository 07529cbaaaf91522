"""The files of a data directory, taken once and put down again: making them anew takes seconds."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

DATABASE = "planner.sqlite"


def taken(folder: Path) -> dict[str, bytes]:
    """Every file by its path; the database whole, as it is after the last write."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        files = {DATABASE: database.serialize()}
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith(DATABASE):
            files[str(path.relative_to(folder))] = path.read_bytes()
    return files


def put_down(files: Mapping[str, bytes], folder: Path) -> None:
    """The same files in another folder, which has no database yet; it is made."""
    assert not (folder / DATABASE).exists(), "a database in use cannot be written over"
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
