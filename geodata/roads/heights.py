"""Heights from an SRTM tile (.hgt, or .hgt.zip), and what roads climb by them.

A tile covers one degree: rows from north to south, big-endian 16-bit metres, -32768 where nothing
is known; its name says its south-west corner (N42E001). The form is described in the SRTM
Collection User Guide of the U.S. Geological Survey.
"""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geodata.crs import Floats, distance_m
from geodata.errors import UnreadableFile

VOID = -32768
SIDES = (1201, 3601)
SAMPLE_M = 100.0
"""Heights are taken this far apart: a tile's cells are about 90 m, closer ones add up noise."""

_NAME = re.compile(r"([NS])(\d{2})([EW])(\d{3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tile:
    """One degree of heights; metres: (side, side), north first, NaN where unknown."""

    south: int
    west: int
    metres: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heights:
    """Tiles side by side."""

    tiles: tuple[Tile, ...]

    def at(self, lonlat: Floats) -> Floats:
        """(n,) metres above the sea of (n, 2) degrees, between four cells; NaN where unknown."""
        found = np.full(len(lonlat), np.nan)
        for tile in self.tiles:
            x, y = lonlat[:, 0] - tile.west, lonlat[:, 1] - tile.south
            here = (x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)
            found[here] = _between(tile.metres, x[here], 1.0 - y[here])
        return found


def _between(metres: Floats, x: Floats, y: Floats) -> Floats:
    side = len(metres) - 1
    column, row = x * side, y * side
    i, j = np.minimum(row.astype(int), side - 1), np.minimum(column.astype(int), side - 1)
    u, v = column - j, row - i
    top = metres[i, j] * (1 - u) + metres[i, j + 1] * u
    bottom = metres[i + 1, j] * (1 - u) + metres[i + 1, j + 1] * u
    between: Floats = top * (1 - v) + bottom * v
    return between


def read_heights(paths: Iterable[Path]) -> Heights:
    """Tiles of files; raises `UnreadableFile`."""
    return Heights(tiles=tuple(_read_tile(path) for path in paths))


def _read_tile(path: Path) -> Tile:
    match = _NAME.match(path.name)
    try:
        content = _content(path)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise _not_a_tile(path) from error
    side = round((len(content) / 2) ** 0.5)
    if match is None or side not in SIDES or side * side * 2 != len(content):
        raise _not_a_tile(path)
    metres = np.frombuffer(content, dtype=">i2").reshape(side, side).astype(np.float64)
    metres[metres == VOID] = np.nan
    south = int(match[2]) * (1 if match[1].upper() == "N" else -1)
    west = int(match[4]) * (1 if match[3].upper() == "E" else -1)
    return Tile(south=south, west=west, metres=metres)


def _content(path: Path) -> bytes:
    most = 2 * SIDES[-1] ** 2
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            return file.read(most + 1)
    with zipfile.ZipFile(path) as archive:
        inner = next((n for n in archive.namelist() if n.lower().endswith(".hgt")), "")
        with archive.open(inner) as file:
            return file.read(most + 1)


def _not_a_tile(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"not a height tile: {path.name}", finding="not_a_height_tile", file=path.name
    )


def climbs(
    heights: Heights | None,
    shape_lonlat: Floats,
    shape_start: npt.NDArray[np.int64],
    spans_air: npt.NDArray[np.bool_],
) -> tuple[Floats, Floats]:
    """(m,) metres up and down along each line; 0 where no heights are known.

    A bridge or tunnel (`spans_air`) climbs evenly from end to end, whatever lies below or above.
    """
    arcs = len(shape_start) - 1
    if heights is None or not arcs:
        return np.zeros(arcs), np.zeros(arcs)
    points, arc = _samples(shape_lonlat, shape_start, spans_air)
    metres = heights.at(points)
    step = np.diff(metres)
    within = (arc[1:] == arc[:-1]) & np.isfinite(step)
    up: Floats = np.bincount(
        arc[1:][within], weights=np.maximum(step[within], 0), minlength=arcs
    ).astype(np.float64)
    down: Floats = np.bincount(
        arc[1:][within], weights=np.maximum(-step[within], 0), minlength=arcs
    ).astype(np.float64)
    return up, down


def _samples(
    lonlat: Floats, start: npt.NDArray[np.int64], ends_only: npt.NDArray[np.bool_]
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """(k, 2) degrees along all lines, about `SAMPLE_M` apart, ends included; (k,) their lines."""
    step_m = np.concatenate([[0.0], distance_m(lonlat[:-1], lonlat[1:])])
    at_m = np.cumsum(step_m)
    first, last = at_m[start[:-1]], at_m[start[1:] - 1]
    pieces = np.where(ends_only, 1, np.maximum(np.round((last - first) / SAMPLE_M), 1)).astype(int)
    arc = np.repeat(np.arange(len(first)), pieces + 1)
    begins = np.concatenate([[0], np.cumsum(pieces + 1)[:-1]])
    share = (np.arange(len(arc)) - begins[arc]) / pieces[arc]
    wanted_m = first[arc] + share * (last - first)[arc]
    # Two lines' ends lie at different distances, since the step between them is counted too.
    points = np.column_stack([np.interp(wanted_m, at_m, lonlat[:, axis]) for axis in (0, 1)])
    return points, arc
