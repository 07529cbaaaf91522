"""The road network as compact arrays: junctions, arcs, lengths, classes, the line of each arc."""

import hashlib
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from geodata.crs import Floats, distance_m
from geodata.roads.gaps import CONNECTOR_LINE, MAX_GAP_M, Drawn, join_gaps
from geodata.roads.speeds import (
    NO_FACTORS,
    OFF_ROAD,
    ROAD_CLASSES,
    LengthFactors,
    SpeedTable,
)
from geodata.roads.traits import ArcTraits
from geodata.roads.waypoints import RoadDrawing

Ints = npt.NDArray[np.int32]
CONNECTOR = ROAD_CLASSES.index("connector")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoadNetwork:
    """A road graph; every arc may be driven both ways unless its `traits` say otherwise.

    node_lonlat: (n, 2) degrees. arc_from, arc_to: (m,) nodes. length_m: (m,) metres driven, length
    factors applied. road_class: (m,) index into `ROAD_CLASSES`. is_connector: (m,) bool, guessed
    pieces over a gap. The line of arc i is `shape_lonlat[shape_start[i]:shape_start[i + 1]]`, from
    `arc_from` to `arc_to`. numbers: (m,) the sign of each arc's road, "" for a connector.
    `off_road_factor` stretches straight lines where no road is drawn. `traits`: what more is known
    of every arc, None where nothing is.
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
    traits: ArcTraits | None = None

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
        for trait in self.traits.arrays().values() if self.traits is not None else ():
            sha.update(np.ascontiguousarray(trait).tobytes())
        return sha.hexdigest()


def build_network(
    drawings: tuple[RoadDrawing, ...],
    *,
    speeds: SpeedTable,
    factors: LengthFactors = NO_FACTORS,
    max_gap_m: float = MAX_GAP_M,
) -> RoadNetwork:
    """Join drawn lines at common junctions and over gaps of at most `max_gap_m` metres."""
    drawn = join_gaps(drawings, max_gap_m=max_gap_m)
    ends = drawn.node_lonlat[drawn.arcs]
    straight_m = distance_m(ends[:, 0], ends[:, 1])
    first = _chain_starts(drawn)
    chains = np.cumsum(first) - 1
    opens, closes = np.flatnonzero(first), np.flatnonzero(np.roll(first, -1))
    lines = drawn.lines[opens]
    classes = [ROAD_CLASSES.index(drawing.road_class) for drawing in drawings]
    # The last one is met by CONNECTOR_LINE, which is -1.
    road_class = np.array([*classes, CONNECTOR], dtype=np.int8)[lines]
    stretch = np.array([factors[name] for name in ROAD_CLASSES])[road_class]
    junctions, arc_ends = np.unique(
        np.stack([drawn.arcs[opens, 0], drawn.arcs[closes, 1]]), return_inverse=True
    )
    arc_from, arc_to = arc_ends.reshape(2, -1).astype(np.int32)
    return RoadNetwork(
        node_lonlat=drawn.node_lonlat[junctions],
        arc_from=arc_from,
        arc_to=arc_to,
        length_m=np.bincount(chains, weights=straight_m, minlength=len(opens)) * stretch,
        road_class=road_class,
        is_connector=road_class == CONNECTOR,
        shape_lonlat=_shapes(drawn, first),
        shape_start=np.append(opens + np.arange(len(opens)), len(first) + len(opens)),
        numbers=tuple("" if n == CONNECTOR_LINE else drawings[n].number for n in lines),
        speeds=speeds,
        off_road_factor=factors[OFF_ROAD],
        traits=_traits(drawings, lines),
    )


def _traits(drawings: tuple[RoadDrawing, ...], lines: npt.NDArray[np.int64]) -> ArcTraits | None:
    """Surface and one-way of each arc's drawing; None where no drawing tells either."""
    if not any(drawing.surface or drawing.one_way for drawing in drawings):
        return None
    # The last one is met by CONNECTOR_LINE, which is -1: unknown, both ways.
    surface = np.array([*(d.surface for d in drawings), 0], dtype=np.uint8)[lines]
    one_way = np.array([*(d.one_way for d in drawings), False])[lines]
    nothing, flat = np.zeros(len(lines), dtype=np.uint8), np.zeros(len(lines))
    return ArcTraits(
        one_way=one_way, surface=surface, grade=nothing, flags=nothing, climb_m=flat, fall_m=flat
    )


def _chain_starts(drawn: Drawn) -> npt.NDArray[np.bool_]:
    """(m,) whether a straight piece opens an arc.

    It does not when it goes on from the piece before, at a point where nothing else meets.
    """
    degree = np.bincount(drawn.arcs.ravel(), minlength=len(drawn.node_lonlat))
    first = np.ones(len(drawn.arcs), dtype=bool)
    start, end_before = drawn.arcs[1:, 0], drawn.arcs[:-1, 1]
    goes_on = (start == end_before) & (degree[start] == 2) & (np.diff(drawn.lines) == 0)
    first[1:] = ~goes_on | (drawn.lines[1:] == CONNECTOR_LINE)
    return first


def _shapes(drawn: Drawn, first: npt.NDArray[np.bool_]) -> Floats:
    """The lines of all arcs in a row: each arc's start, then the end of each of its pieces."""
    places = np.flatnonzero(first)
    points = np.insert(drawn.arcs[:, 1], places, drawn.arcs[places, 0])
    shapes: Floats = drawn.node_lonlat[points]
    return shapes
