"""Uploads between their preview and their confirmation: files that wait in the data directory.

What was looked at is what is imported: the files wait under a random name, for one hour, for the
person and the province that they were uploaded for, and for the data that they were compared with.
"""

import json
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from planner.domain.errors import NotFound
from planner.ports import Clock

WAITS = timedelta(hours=1)
FOLDER = "uploads"
NOTE = ".upload.json"
_NAME_CHARS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Files that wait; `data_version` is the province's version that they were compared with."""

    name: str
    folder: Path
    login: str
    province_code: str
    data_version: int
    at: datetime

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files in the order of their names."""
        return tuple(sorted(p for p in self.folder.iterdir() if p.name != NOTE))


def begin_upload(
    data_dir: Path, clock: Clock, *, login: str, province_code: str, data_version: int
) -> Upload:
    """An empty folder for files; folders of uploads that waited too long go."""
    drop_old_uploads(data_dir, clock)
    name = secrets.token_hex(_NAME_CHARS // 2)
    folder = data_dir / FOLDER / name
    folder.mkdir(parents=True)
    upload = Upload(
        name=name, folder=folder, login=login, province_code=province_code,
        data_version=data_version, at=clock.now(),
    )  # fmt: skip
    note = {
        "login": login,
        "province_code": province_code,
        "data_version": data_version,
        "at": upload.at.isoformat(),
    }
    (folder / NOTE).write_text(json.dumps(note), encoding="utf-8")
    return upload


def upload_of(data_dir: Path, clock: Clock, name: str, *, login: str, province_code: str) -> Upload:
    """The files that a person uploaded for a province; raises `NotFound` for all others."""
    missing = NotFound("no such upload", kind="upload", id=name[:40])
    if len(name) != _NAME_CHARS or not name.isalnum() or not name.isascii():
        raise missing
    folder = data_dir / FOLDER / name
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except OSError:
        raise missing from None
    upload = Upload(
        name=name,
        folder=folder,
        login=note["login"],
        province_code=note["province_code"],
        data_version=note["data_version"],
        at=datetime.fromisoformat(note["at"]),
    )
    is_theirs = (upload.login, upload.province_code) == (login, province_code)
    if not is_theirs or clock.now() - upload.at > WAITS:
        raise missing
    return upload


def drop_upload(upload: Upload) -> None:
    """Forget files that were imported, or given up."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def drop_old_uploads(data_dir: Path, clock: Clock) -> None:
    """Forget files that waited too long, by the time of their folders."""
    folder = data_dir / FOLDER
    for old in folder.iterdir() if folder.is_dir() else ():
        try:
            note = json.loads((old / NOTE).read_text(encoding="utf-8"))
            is_old = clock.now() - datetime.fromisoformat(note["at"]) > WAITS
        except (OSError, ValueError, KeyError):
            is_old = True
        if is_old:
            shutil.rmtree(old, ignore_errors=True)
