"""Compiled clock of ruin and recreate: earliest leaving and latest arriving times, with lunch."""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled
from planner.optimiser.window_kernel import FAR, begin

Ints = npt.NDArray[np.int32]

OPENS, CLOSES, SETUP, PACKING, LUNCH, EARLIEST, LATEST, MAX_DRIVE = range(8)
"""Columns of `hours`: what rules one route's day, in seconds; LUNCH is -1 for none."""


@compiled
def last_begin(option: int, first: int, last: int, window_lo: Ints, window_hi: Ints) -> int:
    """Latest start of an option between two times; -FAR when there is none."""
    best = -FAR
    for w in range(window_lo.shape[1]):
        start = min(last, window_hi[option, w])
        if window_lo[option, w] <= window_hi[option, w] and start >= max(
            first, window_lo[option, w]
        ):
            best = max(best, start)
    return best


@compiled
def leaving(
    option: int, open_for: int, meal: bool, hungry: int, fed: int, go: int, hours: Ints,
    window_lo: Ints, window_hi: Ints,
) -> tuple[int, int]:  # fmt: skip
    """Earliest leaving times (not eaten, eaten) of a stop, from those of the place before."""
    setup, stay = hours[SETUP], open_for + hours[PACKING]
    lunch, earliest, latest = hours[LUNCH], hours[EARLIEST], hours[LATEST]
    then_hungry, then_fed = FAR, FAR
    if fed < FAR:
        then_fed = min(FAR, begin(option, fed + go + setup, window_lo, window_hi) + stay)
    if hungry < FAR:
        arrive = hungry + go
        then_hungry = min(FAR, begin(option, arrive + setup, window_lo, window_hi) + stay)
        ready = FAR
        if arrive <= latest:
            ready = max(arrive, earliest) + lunch + setup
        elif hungry <= latest:
            ready = max(hungry, earliest) + lunch + go + setup
        if ready < FAR:
            then_fed = min(then_fed, begin(option, ready, window_lo, window_hi) + stay)
        if meal and open_for >= lunch:
            ready = max(arrive + setup, earliest + lunch - open_for)
            start = begin(option, ready, window_lo, window_hi)
            if min(start + open_for, latest + lunch) - max(start, earliest) >= lunch:
                then_fed = min(then_fed, start + stay)
    return then_hungry, then_fed


@compiled
def arrive_by(
    option: int, open_for: int, meal: bool, hungry: int, fed: int, go: int, hours: Ints,
    window_lo: Ints, window_hi: Ints,
) -> tuple[int, int]:  # fmt: skip
    """Latest arriving times (not eaten, eaten) at a stop, from those of the place after."""
    setup, stay = hours[SETUP], open_for + hours[PACKING]
    lunch, earliest, latest = hours[LUNCH], hours[EARLIEST], hours[LATEST]
    last_fed = fed - go
    fed_start = last_begin(option, -FAR, last_fed - stay, window_lo, window_hi)
    then_fed = fed_start - setup
    last_hungry = hungry - go
    if earliest + lunch + go <= fed:
        last_hungry = max(last_hungry, min(latest, last_fed - lunch))
    start = last_begin(option, -FAR, last_hungry - stay, window_lo, window_hi)
    then_hungry = start - setup
    if earliest + lunch <= then_fed:
        then_hungry = max(then_hungry, min(latest, then_fed - lunch))
    if meal and open_for >= lunch:
        last = min(latest, last_fed - stay)
        start = last_begin(option, earliest + lunch - open_for, last, window_lo, window_hi)
        then_hungry = max(then_hungry, start - setup)
    return then_hungry, then_fed


@compiled
def reaches(hungry: int, fed: int, go: int, due_hungry: int, due_fed: int, hours: Ints) -> bool:
    """Whether what follows can be reached in time after leaving at these times."""
    if fed < FAR and fed + go <= due_fed:
        return True
    if hungry >= FAR:
        return False
    if hungry + go <= due_hungry:
        return True
    lunch, earliest, latest = hours[LUNCH], hours[EARLIEST], hours[LATEST]
    return bool(hungry <= latest and max(hungry, earliest) + lunch + go <= due_fed)
