"""Compiled bounds on what is still to be had: from a place and a time to the end of a trip.

They forget what was served before, lunch and the driving limit, and round times down, so nothing
real is ever worth more. Exact pricing drops what cannot become worth having even so.
"""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled
from planner.optimiser.window_kernel import begin

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@compiled
def ahead_of(
    drives: Ints, costs: Floats, opens: int, closes: int, base: int, beds: Ints, nights: Ints,
    after_night: Floats, setup: int, packing: int, slot_s: int,
    places: Ints, option_from: Ints, options: Ints, option_package: Ints, open_s: Ints,
    window_lo: Ints, window_hi: Ints, worth: Floats,
    ahead: Floats,
) -> None:  # fmt: skip
    """Fill ahead: (P, slots), most points still to be had at a place from a slot of time on.

    Slots are `slot_s` long, which is at most the shortest stop, and a slot stands for its first
    second. Ends at home, or with a night: after_night: (nights,) what follows one, its cost taken
    off. worth: (options,). Only places that a route can stand at are filled: those of `places`,
    base and `beds`, where the day may begin; the rest is -inf.
    """
    ahead[:] = -np.inf
    standing = np.zeros(drives.shape[0], dtype=np.bool_)
    standing[base] = True
    for bed in beds:
        standing[bed] = True
    for there in places:
        standing[there] = True
    last_slot = min(ahead.shape[1] - 1, closes // slot_s)
    for slot in range(last_slot, opens // slot_s - 1, -1):
        time = max(slot * slot_s, opens)
        for here in range(drives.shape[0]):
            if not standing[here]:
                continue
            best = -np.inf
            back = drives[here, base]
            if back >= 0 and time + back <= closes:
                best = -float(costs[here, base]) if here != base else 0.0
            for n in range(len(nights)):
                away = drives[here, nights[n]]
                if away >= 0 and time + away <= closes:
                    cost = costs[here, nights[n]] if here != nights[n] else 0
                    best = max(best, after_night[n] - cost)
            for c in range(len(places)):
                there = places[c]
                go = drives[here, there]
                if go < 0 or time + go + setup > closes:
                    continue
                cost = costs[here, there] if here != there else 0
                for o in range(option_from[c], option_from[c + 1]):
                    option = options[o]
                    gain = worth[o] - cost
                    leave = begin(option, time + go + setup, window_lo, window_hi)
                    leave += open_s[option_package[option]] + packing
                    if leave > closes:
                        continue
                    best = max(best, gain + ahead[there, leave // slot_s])
            ahead[here, slot] = best
