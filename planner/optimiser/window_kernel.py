"""Compiled opening hours: when a stop can begin."""

import numpy as np
import numpy.typing as npt

from planner.optimiser.jit import compiled

Ints = npt.NDArray[np.int32]

FAR = 1 << 30


@compiled
def begin(option: int, ready: int, window_lo: Ints, window_hi: Ints) -> int:
    """Earliest start of an option when set up at `ready`; FAR when no window is left."""
    for w in range(window_lo.shape[1]):
        start = max(ready, window_lo[option, w])
        if start <= window_hi[option, w]:
            return int(start)
    return FAR
