"""The road network as compact arrays: nodes, arcs, lengths, classes, and the line of each arc."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geodata.crs import Floats, distance_m
from geodata.errors import UnreadableFile
from geodata.findings import Finding, Severity, has_errors
from geodata.roads.gaps import CONNECTOR_LINE, MAX_GAP_M, join_gaps
from geodata.roads.speeds import (
    LENGTH_FACTORS_FILE,
    NO_FACTORS,
    OFF_ROAD,
    ROAD_CLASSES,
    SPEEDS_FILE,
    LengthFactors,
    SpeedTable,
    read_length_factors,
    read_speeds,
)
from geodata.roads.waypoints import WAYPOINTS_FILE, RoadDrawing, read_waypoints

Ints = npt.NDArray[np.int32]
CONNECTOR = ROAD_CLASSES.index("connector")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoadNetwork:
    """A road graph; every arc may be driven both ways.

    node_lonlat: (n, 2) degrees. arc_from, arc_to: (m,) nodes. length_m: (m,) metres driven, length
    factors applied. road_class: (m,) index into `ROAD_CLASSES`. is_connector: (m,) bool, guessed
    pieces over a gap. The line of arc i is `shape_lonlat[shape_start[i]:shape_start[i + 1]]`, from
    `arc_from` to `arc_to`. numbers: (m,) the sign of each arc's road, "" for a connector.
    `off_road_factor` stretches straight lines where no road is drawn.
    """

    node_lonlat: Floats
    arc_from: Ints
    arc_to: Ints
    length_m: Floats
    road_class: npt.NDArray[np.int8]
    is_connector: npt.NDArray[np.bool_]
    shape_lonlat: Floats
    shape_start: npt.NDArray[np.int64]
    numbers: tuple[str, ...]
    speeds: SpeedTable = field(default_factory=lambda: SpeedTable(roads={}))
    off_road_factor: float = 1.3

    def arc_shape(self, arc: int) -> Floats:
        """(k, 2) degrees along an arc."""
        return self.shape_lonlat[self.shape_start[arc] : self.shape_start[arc + 1]]

    def digest(self) -> str:
        """SHA-256 of everything travel times follow from: equal networks, equal digest."""
        sha = hashlib.sha256(repr((self.speeds.rows(), self.off_road_factor)).encode())
        for array in (
            self.node_lonlat,
            self.arc_from,
            self.arc_to,
            self.length_m,
            self.road_class,
            self.is_connector,
            self.shape_lonlat,
            self.shape_start,
        ):
            sha.update(np.ascontiguousarray(array).tobytes())
        return sha.hexdigest()


def read_roads(
    folder: Path, *, factors: LengthFactors | None = None, max_gap_m: float = MAX_GAP_M
) -> tuple[RoadNetwork | None, tuple[Finding, ...]]:
    """The network of a dataset's `roads/` folder; None when a finding is an error.

    `factors` stand in for those of the folder's `length_factors.csv`.
    """
    drawings, findings = read_waypoints(folder / WAYPOINTS_FILE)
    speeds, more = read_speeds(folder / SPEEDS_FILE)
    findings += more
    if factors is None:
        factors, more = read_length_factors(folder / LENGTH_FACTORS_FILE)
        findings += more
    if not drawings and not has_errors(findings):
        findings.append(Finding(code="no_roads", severity=Severity.ERROR, file=WAYPOINTS_FILE))
    if has_errors(findings):
        return None, tuple(findings)
    network = build_network(drawings, speeds=speeds, factors=factors, max_gap_m=max_gap_m)
    return network, tuple(findings)


def read_network(
    folder: Path, *, factors: LengthFactors | None = None, max_gap_m: float = MAX_GAP_M
) -> RoadNetwork:
    """As `read_roads`; raises `UnreadableFile` naming the first defect and how many there are."""
    network, findings = read_roads(folder, factors=factors, max_gap_m=max_gap_m)
    if network is None:
        errors = [f for f in findings if f.severity is Severity.ERROR]
        first = errors[0]
        raise UnreadableFile(
            f"roads cannot be read: {first.code} in {first.file}",
            finding=first.code, file=first.file, row=first.row or 0, count=len(errors),
        )  # fmt: skip
    return network


def build_network(
    drawings: tuple[RoadDrawing, ...],
    *,
    speeds: SpeedTable,
    factors: LengthFactors = NO_FACTORS,
    max_gap_m: float = MAX_GAP_M,
) -> RoadNetwork:
    """Join drawn lines at common junctions and over gaps of at most `max_gap_m` metres."""
    joined = join_gaps(drawings, max_gap_m=max_gap_m)
    ends = joined.node_lonlat[joined.arcs]
    straight_m = distance_m(ends[:, 0], ends[:, 1])
    classes = [ROAD_CLASSES.index(drawing.road_class) for drawing in drawings]
    # The last one is met by CONNECTOR_LINE, which is -1.
    road_class = np.array([*classes, CONNECTOR], dtype=np.int8)[joined.lines]
    stretch = np.array([factors[name] for name in ROAD_CLASSES])[road_class]
    return RoadNetwork(
        node_lonlat=joined.node_lonlat,
        arc_from=joined.arcs[:, 0].astype(np.int32),
        arc_to=joined.arcs[:, 1].astype(np.int32),
        length_m=straight_m * stretch,
        road_class=road_class,
        is_connector=road_class == CONNECTOR,
        shape_lonlat=ends.reshape(-1, 2),
        shape_start=np.arange(len(joined.arcs) + 1, dtype=np.int64) * 2,
        numbers=tuple(
            "" if line == CONNECTOR_LINE else drawings[line].number for line in joined.lines
        ),
        speeds=speeds,
        off_road_factor=factors[OFF_ROAD],
    )
