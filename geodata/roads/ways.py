"""Ways that share nodes as a road network: arcs from junction to junction."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.crs import distance_m
from geodata.roads.graph import RoadNetwork
from geodata.roads.heights import Heights, climbs
from geodata.roads.speeds import ROAD_CLASSES, SpeedTable
from geodata.roads.traits import FLAGS, ArcTraits

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A piece of road: node ids and their points (lon, lat), in driving order when one-way."""

    refs: tuple[int, ...]
    lonlat: tuple[tuple[float, float], ...]
    road_class: str
    number: str = ""
    one_way: bool = False
    surface: int = 0
    grade: int = 0
    flags: int = 0


def network_of_ways(
    ways: Iterable[Way],
    *,
    speeds: SpeedTable | None = None,
    heights: Heights | None = None,
    off_road_factor: float = 1.3,
) -> RoadNetwork:
    """The network of ways that meet where they share a node; climbs only where heights are given.

    The line of a way follows the road, so its length is driven as it is.
    """
    listed = tuple(ways)
    refs = np.array([ref for way in listed for ref in way.refs], dtype=np.int64)
    lonlat = np.array([p for way in listed for p in way.lonlat], dtype=np.float64).reshape(-1, 2)
    sizes = np.array([len(way.refs) for way in listed], dtype=np.int64)
    opens, closes = _arc_spans(refs, sizes)
    way = np.searchsorted(np.cumsum(sizes), opens, side="right")
    points = _runs(opens, closes - opens + 1)
    shape_start = np.concatenate([[0], np.cumsum(closes - opens + 1)]).astype(np.int64)
    _, first, node = np.unique(
        np.concatenate([refs[opens], refs[closes]]), return_index=True, return_inverse=True
    )
    ends = np.concatenate([opens, closes])[first]
    step_m = distance_m(lonlat[:-1], lonlat[1:]) if len(refs) > 1 else np.zeros(0)
    along_m = np.concatenate([[0.0], np.cumsum(step_m)])
    shapes = lonlat[points]

    def of_way(name: str, kind: type[np.generic]) -> npt.NDArray[np.generic]:
        return np.array([getattr(w, name) for w in listed], dtype=kind)[way]

    flags = of_way("flags", np.uint8).astype(np.uint8)
    spans_air = (flags >> FLAGS.index("bridge") | flags >> FLAGS.index("tunnel")) & 1 == 1
    climb_m, fall_m = climbs(heights, shapes, shape_start, spans_air)
    classes = np.array([ROAD_CLASSES.index(w.road_class) for w in listed], dtype=np.int8)
    return RoadNetwork(
        node_lonlat=lonlat[ends],
        arc_from=node[: len(opens)].astype(np.int32),
        arc_to=node[len(opens) :].astype(np.int32),
        length_m=along_m[closes] - along_m[opens] if len(opens) else np.zeros(0),
        road_class=classes[way],
        is_connector=np.zeros(len(opens), dtype=bool),
        shape_lonlat=shapes,
        shape_start=shape_start,
        numbers=tuple(listed[i].number for i in way),
        speeds=speeds or SpeedTable(roads={}),
        off_road_factor=off_road_factor,
        traits=ArcTraits(
            one_way=of_way("one_way", np.bool_).astype(bool),
            surface=of_way("surface", np.uint8).astype(np.uint8),
            grade=of_way("grade", np.uint8).astype(np.uint8),
            flags=flags,
            climb_m=climb_m,
            fall_m=fall_m,
        ),
    )


def _arc_spans(refs: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """(m,) first and last position, in the row of all ways' nodes, of every arc."""
    if not len(refs):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    last = np.cumsum(sizes) - 1
    _, which, uses = np.unique(refs, return_inverse=True, return_counts=True)
    is_junction = uses[which] > 1
    is_junction[last] = True
    is_junction[last - sizes + 1] = True
    at = np.flatnonzero(is_junction)
    # From one junction of a way to its next; never from a way's last to the next way's first.
    goes_on = ~np.isin(at[:-1], last)
    return at[:-1][goes_on], at[1:][goes_on]


def _runs(starts: Ints, lengths: Ints) -> Ints:
    """All of start, start + 1, ... for each start, one after another."""
    total = int(lengths.sum())
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(lengths) else lengths
    runs: Ints = np.arange(total) - np.repeat(begins, lengths) + np.repeat(starts, lengths)
    return runs


def metres_by_class(network: RoadNetwork) -> dict[str, float]:
    """Metres of arcs of each class that the network has."""
    metres = np.bincount(network.road_class, weights=network.length_m, minlength=len(ROAD_CLASSES))
    return {name: float(metres[i]) for i, name in enumerate(ROAD_CLASSES) if metres[i] > 0}
