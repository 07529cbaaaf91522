"""A province's roads and boundaries as files in the data directory, beside the database.

Each import's files lie in a folder named by their content, `provinces/<code>/<name>/`, which is
complete before the database points to it and is never changed afterwards.
"""

import hashlib
import shutil
from pathlib import Path
from tempfile import mkdtemp

from planner.domain.province import ProvinceVersion

PARTS = ("roads", "boundaries")
NOTICES = ("ATTRIBUTION.txt", "LICENSE-DATA.md")
"""Files beside the parts that say whose they are; they go where the parts go."""


def keep_geography(dataset: Path, data_dir: Path, province_code: str) -> str:
    """Copy a dataset's roads and boundaries; the folder's name, empty when it has neither."""
    files = sorted(
        file.relative_to(dataset)
        for part in PARTS
        for file in (dataset / part).rglob("*")
        if file.is_file()
    )
    if not files:
        return ""
    files += [Path(notice) for notice in NOTICES if (dataset / notice).is_file()]
    name = _digest(dataset, files)
    folder = data_dir / "provinces" / province_code / name
    if folder.is_dir():
        return name
    folder.parent.mkdir(parents=True, exist_ok=True)
    half_made = Path(mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        for file in files:
            (half_made / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(dataset / file, half_made / file)
        half_made.chmod(0o755)
        _move(half_made, folder)
    finally:
        shutil.rmtree(half_made, ignore_errors=True)
    return name


def geography_folder(data_dir: Path, version: ProvinceVersion) -> Path | None:
    """Where a province's roads and boundaries lie, None when none were given."""
    if not version.geography:
        return None
    return data_dir / "provinces" / version.code / version.geography


def _digest(dataset: Path, files: list[Path]) -> str:
    sha = hashlib.sha256()
    for file in files:
        content = (dataset / file).read_bytes()
        sha.update(f"{file.as_posix()}\0{len(content)}\0".encode())
        sha.update(content)
    return sha.hexdigest()[:16]


def _move(half_made: Path, folder: Path) -> None:
    """Put the folder in its place; another import of the same files may have been faster."""
    try:
        half_made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
