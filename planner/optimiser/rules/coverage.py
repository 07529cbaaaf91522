"""COVERAGE: a stop serves its place's own village and the ones that place covers."""

import numpy as np

from planner.optimiser.names import Names
from planner.optimiser.problem import Ints


def reach(names: Names) -> tuple[Ints, Ints]:
    """(reach_from, reach_village) of `Problem`: own village first, then as `covers` lists them."""
    starts = [0]
    villages: list[int] = []
    for place in range(len(names.place_codes)):
        stop_place = names.stop_places.get(place)
        if stop_place is not None:
            codes = dict.fromkeys((stop_place.village_code, *stop_place.covers))
            villages.extend(names.village[code] for code in codes)
        starts.append(len(villages))
    return np.array(starts, dtype=np.int32), np.array(villages, dtype=np.int32)
