"""Which places days of a unit may not come back to, place by place; grows where they circle.

A day comes back to a place in vain, and tables that remembered everything would have no end. So a
place remembers only those others that days were seen to come back to by way of it: whoever was at
one of them may not go there again for as long as every place on the way remembers it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from planner.optimiser.table_kernel import targets

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


MOST_STATES = 4000.0
"""States of one unit's tables beyond one for each node: 100 MB at a minute a slot."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class States:
    """What nodes of one day remember; the last node is the base. See `table_kernel.targets`."""

    near_from: Longs
    near_of: Longs
    state_from: Longs
    target: Ints


@dataclass(slots=True, kw_only=True, eq=False)
class Circles:
    """One unit's memory: by place, at most `most` others; tables have so many states in all."""

    most: int
    remembered: dict[int, list[int]] = field(default_factory=dict)
    states_left: float = MOST_STATES

    def learn(self, places: Sequence[int]) -> bool:
        """Let each stop of a day be remembered until it comes back to it; whether any was not."""
        more, last = False, dict[int, int]()
        for i, place in enumerate(places):
            for between in places[last.get(place, i) + 1 : i]:
                known = self.remembered.setdefault(between, [])
                if place == between or place in known or len(known) >= self.most:
                    continue
                doubled = 2.0 ** min(len(known), 64)
                if doubled <= self.states_left:
                    self.states_left -= doubled
                    known.append(place)
                    more = True
            last[place] = i
        return more

    def allow(self, places: Sequence[int]) -> bool:
        """Whether a day comes back to nothing that is remembered."""
        last: dict[int, int] = {}
        for i, place in enumerate(places):
            if place in last and all(
                place == between or place in self.remembered.get(between, ())
                for between in places[last[place] + 1 : i]
            ):
                return False
            last[place] = i
        return True

    def states(self, places: Sequence[int]) -> States:
        """What nodes at these places remember of one another."""
        node_of = {place: node for node, place in enumerate(places)}
        known = [
            [node_of[other] for other in self.remembered.get(place, ()) if other in node_of]
            for place in places
        ]
        sizes = [len(others) for others in known]
        state_from = np.cumsum([0, *(1 << size for size in sizes), 1]).astype(np.int64)
        states = States(
            near_from=np.cumsum([0, *sizes]).astype(np.int64),
            near_of=np.array([other for others in known for other in others], dtype=np.int64),
            state_from=state_from,
            target=np.empty((int(state_from[-1]), len(places)), dtype=np.int32),
        )
        targets(states.near_from, states.near_of, states.state_from, states.target)
        return states
