"""GeoJSON parsed by ourselves, never by GDAL, which follows addresses and files named inside one.

Only what RFC 7946 says is read, and only longitude and latitude on WGS 84. What is wrong is told as
findings; the row of a finding is the feature's number, from 1.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from geodata.findings import Finding, Severity
from geodata.geojson_size import TooLarge, judge_json
from geodata.tables import MAX_FILE_BYTES, decode_text

MAX_FEATURES = 300_000
MAX_TEXT_CHARS = 20_000
"""Of one property."""

WGS84_NAMES = ("CRS84", "EPSG::4326", "EPSG:4326")
_DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How many lists lie around a position, by kind of geometry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One feature: its number from 1, its properties, and a geometry that is well formed or None.

    `coordinates` are nested lists of [lon, lat, ...] as deep as `kind` says; in degrees unless
    findings tell that they lie outside the earth.
    """

    number: int
    properties: Mapping[str, Any] = field(default_factory=dict)
    kind: str | None = None
    coordinates: Any = None


def read_features(path: Path) -> tuple[tuple[Feature, ...] | None, tuple[Finding, ...]]:
    """The features of a GeoJSON file; None when nothing of it can be read."""
    name = path.name
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return None, (_error("file_too_big", name, limit=MAX_FILE_BYTES),)
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, (_error("missing_file", name),)
    except OSError:
        return None, (_error("unreadable_file", name),)
    text, findings = decode_text(raw, name)
    if text is None:
        return None, findings
    try:
        judge_json(text.encode())
    except TooLarge as refused:
        return None, (*findings, _error(refused.code, name, limit=refused.limit))
    try:
        document = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None, (*findings, _error("unreadable_geojson", name))
    features, more = _features(document, name)
    return features, (*findings, *more)


def _features(document: Any, file: str) -> tuple[tuple[Feature, ...] | None, list[Finding]]:
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        return None, [_error("unreadable_geojson", file)]
    system = crs_name(document)
    if system is not None and not system.endswith(WGS84_NAMES):
        return None, [_error("wrong_crs", file, crs=system[:80])]
    if len(document["features"]) > MAX_FEATURES:
        return None, [_error("too_many_rows", file, limit=MAX_FEATURES)]
    features: list[Feature] = []
    findings: list[Finding] = []
    for number, item in enumerate(document["features"], start=1):
        if not isinstance(item, dict) or not isinstance(item.get("properties") or {}, dict):
            findings.append(_error("unreadable_feature", file, row=number))
            continue
        texts = (v for v in (item.get("properties") or {}).values() if isinstance(v, str))
        if any(len(text) > MAX_TEXT_CHARS for text in texts):
            findings.append(_error("text_too_long", file, row=number, limit=MAX_TEXT_CHARS))
            continue
        kind, coordinates, finding = _geometry(item.get("geometry"), file, number)
        findings.extend(finding)
        features.append(
            Feature(
                number=number,
                properties=item.get("properties") or {},
                kind=kind,
                coordinates=coordinates,
            )
        )
    return tuple(features), findings


def crs_name(document: Mapping[str, Any]) -> str | None:
    """What the old `crs` member says, None without one."""
    crs = document.get("crs")
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return str(properties.get("name")) if isinstance(properties, dict) else "unknown"


def _geometry(geometry: Any, file: str, number: int) -> tuple[str | None, Any, list[Finding]]:
    if geometry is None:
        return None, None, []
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if (
        not isinstance(kind, str)
        or kind not in _DEPTH
        or not _is_well_formed(coordinates, _DEPTH[kind])
    ):
        return None, None, [_error("unreadable_geometry", file, row=number, kind=str(kind)[:40])]
    return kind, coordinates, []


def _is_well_formed(value: Any, depth: int) -> bool:
    if not isinstance(value, list):
        return False
    if depth:
        return all(_is_well_formed(item, depth - 1) for item in value)
    return len(value) >= 2 and all(map(_is_coordinate, value[:2]))


def _is_coordinate(value: Any) -> bool:
    """A number of a size that degrees or metres may have; so no NaN and nothing without end."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and -1e9 < value < 1e9


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _error(code: str, file: str, row: int | None = None, **facts: str | int | float) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, file=file, row=row, facts=facts)
