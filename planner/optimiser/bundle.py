"""Prices at which a bound is lowest: a proximal bundle over what exact pricing has found.

The bound is convex in the prices, and every day that was found is a cut: wherever prices go, its
unit-day is worth at least that. The next prices are those where the bound would be lowest if the
cuts told everything, held near the best ones so far by the square of the distance. Unlike an LP's,
they do not swing: a few dozen steps do where an LP needs hundreds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
import numpy.typing as npt

from planner.optimiser.bundle_kernel import highest, mix

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

SERIOUS, GOOD = 0.1, 0.5
"""Share of the descent told that makes prices the new centre; that lets the next step be longer."""
LONGER, SHORTER = 2.0, 0.6
EXACTNESS = 0.02
"""Share of the descent told within which the next prices are found."""
MOST_MOVES = 20_000
KEPT_CUTS = 400
"""Cuts of a group above which those least worth are let go."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cut:
    """One day: its worth before prices, and how much it takes of which rows.

    `lasts`: it holds whatever finds days; others only as long as the same tables do. way: its
    places, where those are not to be gone through as they are for ever.
    """

    worth: float
    rows: Ints
    amounts: Floats
    lasts: bool = True
    way: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False)
class Bundle:
    """Cuts by group of unit-days that are alike, and the best prices so far.

    rights: (rows,) what there is of each; many: (groups,) unit-days of each. `bound` is that of
    `centre`, the prices it was found at.
    """

    rights: Floats
    many: Floats
    centre: Floats
    bound: float
    step: float
    told: float = np.inf
    """What the cuts say of the prices asked for last."""
    best: Floats = field(init=False)
    """(groups,) what the best cut of each is worth at the prices asked for last."""
    cuts: list[list[Cut]] = field(init=False)
    _shares: list[list[float]] = field(init=False)
    _lefts: list[Floats] = field(init=False)
    _rough: bool = False
    """Whether the last prices are not yet those that the cuts would tell: the step is too long."""

    def __post_init__(self) -> None:
        self.cuts = [[] for _ in self.many]
        self._shares = [[] for _ in self.many]
        self._lefts = [np.empty(0) for _ in self.many]
        self.best = np.zeros(len(self.many))

    def add(self, group: int, cuts: Sequence[Cut]) -> None:
        """More cuts of a group."""
        self.cuts[group].extend(cuts)
        self._shares[group].extend([0.0] * len(cuts))

    def keep(self, group: int, is_kept: Callable[[Cut], bool]) -> None:
        """Let go of a group's other cuts."""
        kept = [is_kept(cut) for cut in self.cuts[group]]
        self.cuts[group] = list(compress(self.cuts[group], kept))
        self._shares[group] = list(compress(self._shares[group], kept))
        self._lefts[group] = self._lefts[group][kept[: len(self._lefts[group])]]

    def clear(self) -> None:
        """Forget all cuts: the bound is reckoned otherwise from now on."""
        self.__post_init__()

    def know(self, prices: Floats) -> None:
        """What the cuts say of some prices, with the best cut of each group taken."""
        start, row, amount, worth, group_from = self._arrays()
        lefts = np.empty(len(worth))
        highest(start, row, amount, worth, group_from, prices, lefts, self.best)
        self.told = float(np.dot(self.rights, prices) + np.dot(self.many, self.best))
        for g in range(len(self.many)):
            self._lefts[g] = lefts[int(group_from[g]) : int(group_from[g + 1])]

    def slope(self) -> float:
        """The square of how steep the cuts told last are at the centre, at least 1."""
        steep = -self.rights
        for cuts, lefts, many in zip(self.cuts, self._lefts, self.many.tolist(), strict=True):
            if len(lefts) and lefts.max() > 0.0:
                best = cuts[int(lefts.argmax())]
                steep[best.rows] += many * best.amounts
        steep[(self.centre <= 0.0) & (steep < 0.0)] = 0.0
        return max(1.0, float(np.dot(steep, steep)))

    def next_prices(self, descent: float) -> Floats:
        """Where to look next; about so much is hoped for."""
        self._let_go()
        arrays = self._arrays()
        start, row, amount, worth, group_from = arrays
        share = np.array([s for group in self._shares for s in group])
        point, prices = self.centre.copy(), np.empty_like(self.centre)
        enough = EXACTNESS * max(descent, 1e-3)
        gap = mix(
            self.step, self.rights, start, row, amount, worth, group_from, self.many, share, point,
            prices, enough, MOST_MOVES,
        )  # fmt: skip
        self._rough = gap > enough
        lefts = np.empty(len(worth))
        highest(start, row, amount, worth, group_from, prices, lefts, self.best)
        for g in range(len(self.many)):
            part = slice(int(group_from[g]), int(group_from[g + 1]))
            self._shares[g] = share[part].tolist()
            self._lefts[g] = lefts[part]
        self.told = float(np.dot(self.rights, prices) + np.dot(self.many, self.best))
        return prices

    def is_done(self, share: float) -> bool:
        """Whether the cuts surely promise no more than this share of the bound."""
        return not self._rough and self.bound - self.told <= share * abs(self.bound)

    def judge(self, prices: Floats, bound: float) -> bool:
        """What was found at the prices asked for; whether they are the centre from now on."""
        hoped = max(1e-9, self.bound - self.told)
        gained = self.bound - bound
        if self._rough:
            self.step *= SHORTER
        elif gained >= GOOD * hoped:
            self.step *= LONGER
        elif gained < -hoped:
            self.step *= SHORTER
        if gained < SERIOUS * hoped:
            return False
        self.centre, self.bound = prices, bound
        return True

    def _let_go(self) -> None:
        for g, cuts in enumerate(self.cuts):
            if len(cuts) <= KEPT_CUTS or len(self._lefts[g]) == 0:
                continue
            lefts = np.full(len(cuts), np.inf)
            lefts[: len(self._lefts[g])] = self._lefts[g]
            lefts[np.array(self._shares[g]) > 0.0] = np.inf
            kept = sorted(np.argsort(-lefts, kind="stable")[: KEPT_CUTS * 3 // 4].tolist())
            self.cuts[g] = [cuts[i] for i in kept]
            self._shares[g] = [self._shares[g][i] for i in kept]

    def _arrays(self) -> tuple[Longs, Ints, Floats, Floats, Longs]:
        cuts = [cut for group in self.cuts for cut in group]
        sizes = np.array([len(cut.rows) for cut in cuts], dtype=np.int64)
        none = np.empty(0, dtype=np.int32)
        return (
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            np.concatenate([none, *(cut.rows for cut in cuts)]).astype(np.int32),
            np.concatenate([np.empty(0), *(cut.amounts for cut in cuts)]),
            np.array([cut.worth for cut in cuts], dtype=np.float64),
            np.cumsum([0, *(len(group) for group in self.cuts)]).astype(np.int64),
        )
