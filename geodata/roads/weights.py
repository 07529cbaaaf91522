"""Road state as speeds: km/h along every arc, each way, for a vehicle class and season.

The speed of an arc is that of its class in the table, times a factor for each feature it has
(surface, ford, track grade, ...), less what a climb costs. Not a number: it may not be driven.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from geodata.crs import Floats
from geodata.roads.graph import RoadNetwork
from geodata.roads.speeds import CLIMB, LOWEST_SPEED_KMH, ROAD_CLASSES, SpeedTable
from geodata.roads.traits import features_of

Mask = npt.NDArray[np.bool_]

CLIMB_GRADE = 0.1
"""The factor of the feature `climb` is for a grade of 10 %; less and more in proportion."""
LEAST_CLIMB_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """(m,) km/h along each arc from its start to its end, and back; NaN where it is not allowed."""

    forward_kmh: Floats
    backward_kmh: Floats

    def passable(self) -> Mask:
        """(m,) arcs that can be driven at least one way."""
        result: Mask = np.isfinite(self.forward_kmh) | np.isfinite(self.backward_kmh)
        return result


def weights_of(network: RoadNetwork, speeds: SpeedTable, profile: str) -> Weights:
    """Speeds of a season's profile without closures; raises `UnknownProfile`."""
    by_class = speeds.of(profile)
    kmh = np.array([by_class.get(name, np.nan) for name in ROAD_CLASSES])[network.road_class]
    forward, backward = kmh, kmh.copy()
    traits = network.traits
    if traits is not None:
        factors = speeds.factors_of(profile)
        for feature, mask in features_of(traits).items():
            factor = factors.get(feature, 1.0)
            forward = np.where(mask, forward * (np.nan if factor is None else factor), forward)
        climb = factors.get(CLIMB, 1.0)
        backward = forward * _climb_share(traits.fall_m, network.length_m, climb)
        forward = forward * _climb_share(traits.climb_m, network.length_m, climb)
        backward[traits.one_way] = np.nan
        forward, backward = _at_least_walking(forward), _at_least_walking(backward)
    return Weights(forward_kmh=forward, backward_kmh=backward)


def _climb_share(climb_m: Floats, length_m: Floats, factor: float | None) -> Floats:
    """(m,) share of the speed that is left by the mean grade of what is climbed."""
    grade = climb_m / np.maximum(length_m, 1.0)
    lost = (1.0 - (1.0 if factor is None else factor)) * grade / CLIMB_GRADE
    share: Floats = np.clip(1.0 - lost, LEAST_CLIMB_SHARE, 1.0)
    return share


def _at_least_walking(kmh: Floats) -> Floats:
    """Several factors together make nothing slower than the slowest speed of the table."""
    result: Floats = np.where(np.isfinite(kmh), np.maximum(kmh, LOWEST_SPEED_KMH), np.nan)
    return result


def main_piece(network: RoadNetwork, weights: Weights) -> Mask:
    """(m,) arcs from whose ends every other can be reached and left: most kilometres.

    A place snapped to a piece cut off from the rest could go nowhere.
    """
    passable = weights.passable()
    if not passable.any():
        return passable
    there, back = np.isfinite(weights.forward_kmh), np.isfinite(weights.backward_kmh)
    start = np.concatenate([network.arc_from[there], network.arc_to[back]])
    end = np.concatenate([network.arc_to[there], network.arc_from[back]])
    nodes = len(network.node_lonlat)
    links = csr_array((np.ones(len(start)), (start, end)), shape=(nodes, nodes))
    _, piece = connected_components(links, directed=True, connection="strong")
    within: Mask = passable & (piece[network.arc_from] == piece[network.arc_to])
    if not within.any():
        return within
    length_m = np.bincount(piece[network.arc_from[within]], weights=network.length_m[within])
    result: Mask = within & (piece[network.arc_from] == int(length_m.argmax()))
    return result
