"""Layers of GeoPackages and zipped Shapefiles, read by GDAL in a locked child process.

A layer comes as text cells and shapes in degrees. What is locked: one driver of GDAL, no network
(on Linux, where the system grants it; else a finding says so), memory, CPU and wall time; the file
is told by its first bytes and never by its name.
"""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geodata.child import ChildEnd, ChildLimits, run_child
from geodata.crs import UnknownSystem, shapes_in_degrees
from geodata.findings import Finding, Severity
from geodata.layers.dbf import encoding_of, mend_names
from geodata.layers.unzip import Refused, unzip_shapefile
from geodata.tables import MAX_FILE_BYTES

LIMITS = ChildLimits(cpu_s=60, wall_s=90, memory_mb=3072)
SUFFIXES = (".gpkg", ".zip")

_GEOPACKAGE, _SHAPEFILE = "GPKG", "ESRI Shapefile"
_SQLITE_MAGIC, _SHAPE_MAGIC = b"SQLite format 3\0", b"\x00\x00\x27\x0a"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerFeature:
    """One feature: its number from 1, its cells by field name, its shape in degrees or None."""

    number: int
    cells: Mapping[str, str]
    kind: str | None
    coordinates: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A layer's field names in their order, and its features."""

    file: str
    fields: tuple[str, ...]
    features: tuple[LayerFeature, ...]


def read_layer(
    path: Path, *, layer: str | None = None, limits: ChildLimits = LIMITS
) -> tuple[Layer | None, tuple[Finding, ...]]:
    """A layer of a .gpkg, or the one of a zipped Shapefile; None when it cannot be read.

    `layer` names one of several in a GeoPackage (None: the first with shapes).
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return None, (_finding("file_too_big", path, limit=MAX_FILE_BYTES),)
        with tempfile.TemporaryDirectory() as folder:
            return _read(path, Path(folder), layer or "", limits)
    except Refused as refused:
        return None, (refused.finding,)
    except FileNotFoundError:
        return None, (_finding("missing_file", path),)
    except OSError:
        return None, (_finding("unreadable_file", path),)


def _read(
    path: Path, folder: Path, layer: str, limits: ChildLimits
) -> tuple[Layer | None, tuple[Finding, ...]]:
    findings: list[Finding] = []
    if path.suffix.lower() == ".zip":
        source, driver, magic = unzip_shapefile(path, folder), _SHAPEFILE, _SHAPE_MAGIC
        encoding, found = _prepared(path, source)
        findings += found
    else:
        source, driver, magic, encoding = path, _GEOPACKAGE, _SQLITE_MAGIC, ""
    with source.open("rb") as file:
        if file.read(len(magic)) != magic:
            return None, (_finding("not_what_it_says", path, driver=driver),)
    told, fault = _told(source, driver, layer, encoding, limits)
    if fault is not None:
        return None, (*findings, _finding(fault[0], path, **fault[1]))
    head = told[0]
    if not head["offline"]:
        findings.append(_finding("reader_not_offline", path, Severity.WARNING))
    rows = [row for part in told[1:] for row in part.get("rows", ())]
    shapes = [shape for part in told[1:] for shape in part.get("shapes", ())]
    try:
        notes = shapes_in_degrees(shapes, head["crs"])
    except UnknownSystem as unknown:
        return None, (*findings, _finding("unknown_crs", path, crs=str(unknown)[:80]))
    findings += [_finding(code, path, Severity.REPAIRED) for code in notes]
    features = tuple(
        LayerFeature(
            number=number,
            cells=dict(zip(head["fields"], row, strict=True)),
            kind=shape["type"] if shape else None,
            coordinates=shape["coordinates"] if shape else None,
        )
        for number, (row, shape) in enumerate(zip(rows, shapes, strict=True), start=1)
    )
    return Layer(file=path.name, fields=tuple(head["fields"]), features=features), tuple(findings)


def _prepared(path: Path, source: Path) -> tuple[str, list[Finding]]:
    """The encoding to read a Shapefile's table in: as its .cpg says, else as its bytes look."""
    dbf, cpg = source.with_suffix(".dbf"), source.with_suffix(".cpg")
    if not dbf.exists():
        raise Refused("shapefile_without_table", path.name)
    encoding = encoding_of(dbf)
    findings = []
    if cpg.exists():
        said = cpg.read_text("ascii", "replace").strip().casefold()
        if said in ("utf-8", "utf8", "65001") and encoding == "cp874":
            findings.append(_finding("cpg_contradicted", path, Severity.REPAIRED, said=said[:20]))
        elif said in ("874", "cp874", "windows-874", "tis-620", "tis620", "ansi 874"):
            encoding = "cp874"
        cpg.unlink()
    elif encoding == "cp874":
        findings.append(_finding("encoding_repaired", path, Severity.REPAIRED, encoding="cp874"))
    if encoding == "utf-8" and mend_names(dbf):
        findings.append(_finding("field_names_cut", path, Severity.REPAIRED))
    return encoding, findings


def _told(
    source: Path, driver: str, layer: str, encoding: str, limits: ChildLimits
) -> tuple[list[dict[str, Any]], tuple[str, dict[str, Any]] | None]:
    others = ",".join(name for name in _drivers() if name != driver)
    told: list[dict[str, Any]] = []
    outcome = run_child(
        "geodata.layers.inside",
        stdin=b"",
        on_line=lambda line: told.append(json.loads(line)),
        limits=limits,
        args=["layer", str(source), driver, layer, encoding],
        environment={
            "GDAL_SKIP": others,
            "OGR_SKIP": others,
            "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR" if driver == _GEOPACKAGE else "FALSE",
        },
        offline=True,
    )
    if told and "fault" in told[0]:
        fault = dict(told[0])
        return [], (str(fault.pop("fault")), fault)
    if not outcome.is_clean or not told or "end" not in told[-1]:
        is_limit = outcome.kind in (ChildEnd.TIMED_OUT, ChildEnd.OUT_OF_MEMORY)
        return [], (f"reading_{outcome.kind.value}" if is_limit else "unreadable_file", {})
    return told, None


@cache
def _drivers() -> tuple[str, ...]:
    """Every driver that the installed GDAL has; asked once, in a child."""
    told: list[dict[str, Any]] = []
    run_child(
        "geodata.layers.inside",
        stdin=b"",
        on_line=lambda line: told.append(json.loads(line)),
        limits=LIMITS,
        args=["drivers"],
        offline=True,
    )
    return tuple(told[0]["drivers"]) if told else ()


def _finding(
    code: str, path: Path, severity: Severity = Severity.ERROR, /, **facts: str | int | float
) -> Finding:
    return Finding(code=code, severity=severity, file=path.name, facts=facts)
