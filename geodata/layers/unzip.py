"""Zipped Shapefiles unpacked while counting: files, bytes, ratio; nothing climbs out of its folder.

Only what belongs to a Shapefile is unpacked, under a name of ours, whatever the archive calls it.
"""

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from geodata.findings import Finding, Severity

MAX_ENTRIES = 100
MAX_UNZIPPED_BYTES = 256 * 2**20
MAX_RATIO = 200
SMALL_BYTES = 2**20
"""A file of up to here may be packed as tightly as it likes."""

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_PIECE = 2**16


class Refused(Exception):
    """An archive that is not unpacked; `finding` says why."""

    def __init__(self, code: str, file: str, **facts: str | int | float) -> None:
        super().__init__(code)
        self.finding = Finding(code=code, severity=Severity.ERROR, file=file, facts=facts)


def unzip_shapefile(path: Path, folder: Path) -> Path:
    """Unpack the one Shapefile of an archive into `folder`; the path of its .shp.

    Raises `Refused` for anything else, and for archives beyond the limits here.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            chosen = _chosen(archive, path.name)
            unpacked = 0
            for suffix, entry in chosen.items():
                target = folder / f"layer{suffix}"
                unpacked += _unpack(
                    archive, entry, target, MAX_UNZIPPED_BYTES - unpacked, path.name
                )
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError) as error:
        raise Refused("unreadable_file", path.name) from error
    return folder / "layer.shp"


def _chosen(archive: zipfile.ZipFile, file: str) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Refused("archive_too_many_files", file, count=len(entries), limit=MAX_ENTRIES)
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name or ".." in PurePosixPath(name).parts:
            raise Refused("archive_climbs", file, value=name[:80])
    files = [e for e in entries if not e.is_dir() and not e.filename.startswith("__MACOSX/")]
    shapes = [e for e in files if e.filename.lower().endswith(".shp")]
    if len(shapes) != 1:
        raise Refused("archive_not_one_layer", file, count=len(shapes))
    stem = shapes[0].filename[:-4]
    found = {}
    for entry in files:
        suffix = entry.filename[-4:].lower()
        if suffix in PARTS and entry.filename[:-4] == stem:
            found[suffix] = entry
    return found


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int, file: str
) -> int:
    """Bytes written; counted as they come, not as the archive declares them."""
    written = 0
    most = max(SMALL_BYTES, entry.compress_size * MAX_RATIO)
    with archive.open(entry) as packed, target.open("wb") as out:
        while piece := packed.read(_PIECE):
            written += len(piece)
            if written > left:
                raise Refused("archive_too_big", file, limit=MAX_UNZIPPED_BYTES)
            if written > most:
                raise Refused("archive_packed_too_tightly", file, limit=MAX_RATIO)
            out.write(piece)
    return written
