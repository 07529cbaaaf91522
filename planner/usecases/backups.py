"""Backups: a whole store with the provinces' roads and boundaries in one file, and back again.

A backup is a zip: `store.sqlite`, `provinces/...` and `manifest.json`, which names every table and
file by digest. A backup is finished before it takes its name, and what was restored is compared
with the manifest before it counts. Password hashes lie in it: it is for its owner's eyes only.
"""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from planner.documents import from_json, to_json
from planner.domain.backups import BACKUP_SCHEMA, Manifest
from planner.domain.errors import BadBackup, Conflict, PlannerError
from planner.ports import Clock, Copier, Store
from planner.usecases.audit import audit_head

MANIFEST, ROWS = "manifest.json", "store.sqlite"
GEOGRAPHY = "provinces"
PIECE = 1 << 20


def back_up(
    store: Store, copier: Copier, clock: Clock, data_dir: Path, path: Path, *, actor: str
) -> Manifest:
    """Write a backup; raises `Conflict` when there is a file of that name already."""
    if path.exists():
        raise Conflict("there is a file of that name", path=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".backup-", dir=path.parent) as workshop:
        rows, half_made = Path(workshop) / ROWS, Path(workshop) / "backup.zip"
        tables = copier.save(rows)
        head = audit_head(store)
        files = {ROWS: rows} | dict(_geography(data_dir))
        manifest = Manifest(
            made_at=clock.now().isoformat(),
            made_by=actor,
            revision=copier.revision(),
            tables=tables,
            files={name: _sha256(file) for name, file in files.items()},
            audit_number=0 if head is None else head.number,
            audit_digest="" if head is None else head.digest,
        )
        half_made.touch(mode=0o600)
        with zipfile.ZipFile(half_made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, file in files.items():
                archive.write(file, name)
            archive.writestr(MANIFEST, to_json(manifest))
        _flush(half_made)
        half_made.rename(path)
    return manifest


def restore(copier: Copier, data_dir: Path, path: Path) -> Manifest:
    """Fill an empty store, and put roads and boundaries back; no half of its rows is ever kept.

    Raises `BadBackup` for a file that is none or was damaged, `Conflict` when the store has
    anything in it.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=data_dir) as workshop:
        manifest = unpack(path, Path(workshop))
        for name in manifest.files:
            if name != ROWS:
                target = data_dir / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(workshop) / name, target)
        tables = copier.load(Path(workshop) / ROWS)
        if manifest.revision == copier.revision() and tables != manifest.tables:
            raise BadBackup("what was restored is not what was saved", path=str(path))
    return manifest


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder, every file compared with the manifest."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = from_json(Manifest, archive.read(MANIFEST))
            if manifest.schema != BACKUP_SCHEMA or ROWS not in manifest.files:
                raise BadBackup("a backup of another kind", path=str(path))
            for name, named in manifest.files.items():
                _unpack_one(archive, _safe(name), folder, named)
    except (OSError, zipfile.BadZipFile, KeyError, EOFError) as error:
        raise BadBackup("no backup, or a damaged one", path=str(path)) from error
    except PlannerError as error:
        if isinstance(error, BadBackup):
            raise
        raise BadBackup("the manifest cannot be read", path=str(path)) from error
    return manifest


def _unpack_one(archive: zipfile.ZipFile, name: str, folder: Path, named: str) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file, PIECE)
    if _sha256(target) != named:
        raise BadBackup("a file in the backup was changed", file=name)


def _safe(name: str) -> str:
    """A name that stays inside the data directory."""
    path = PurePosixPath(name)
    is_inside = not path.is_absolute() and ".." not in path.parts
    if name == ROWS or (is_inside and path.parts[:1] == (GEOGRAPHY,)):
        return name
    raise BadBackup("a name that leads elsewhere", file=name)


def _geography(data_dir: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted((data_dir / GEOGRAPHY).rglob("*")):
        name = file.relative_to(data_dir)
        if file.is_file() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), file


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
