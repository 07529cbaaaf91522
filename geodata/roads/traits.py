"""What is known of arcs beyond class and length: surface, one-way, track grade, climb, features.

"Surface unknown" is a value of its own: most mountain roads on a map say nothing of theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.crs import Floats

Mask = npt.NDArray[np.bool_]

SURFACES = ("unknown", "paved", "gravel", "dirt")
"""The position is the surface index of an arc."""

PAVED = (
    "paved", "asphalt", "concrete", "concrete:plates", "concrete:lanes", "paving_stones", "sett",
    "cobblestone", "unhewn_cobblestone", "metal", "wood", "chipseal", "bricks",
)  # fmt: skip
GRAVEL = ("gravel", "fine_gravel", "compacted", "pebblestone", "rock", "stone")
DIRT = ("unpaved", "dirt", "earth", "ground", "mud", "sand", "grass", "clay", "soil", "laterite")
SURFACE_OF = {
    **dict.fromkeys(PAVED, "paved"),
    **dict.fromkeys(GRAVEL, "gravel"),
    **dict.fromkeys(DIRT, "dirt"),
}
"""Our surface for each value of OpenStreetMap's `surface`."""

FLAGS = ("ford", "bridge", "tunnel", "four_wd_only", "seasonal")
"""The position is the bit of an arc's flags."""

GRADES = 5
"""Track grades 1 (solid) to 5 (soft); 0: not told."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArcTraits:
    """Arrays of one length, an item an arc.

    one_way: bool, to be driven from its start to its end only. surface: index into `SURFACES`.
    grade: 0-5. flags: bits of `FLAGS`. climb_m, fall_m: metres up and down on the way from start
    to end, 0 where no heights are known.
    """

    one_way: Mask
    surface: npt.NDArray[np.uint8]
    grade: npt.NDArray[np.uint8]
    flags: npt.NDArray[np.uint8]
    climb_m: Floats
    fall_m: Floats

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Every array by its name."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def features_of(traits: ArcTraits) -> Mapping[str, Mask]:
    """(m,) arcs of every feature that a factor of the speed table may name."""
    found = {f"surface_{name}": traits.surface == i for i, name in enumerate(SURFACES)}
    found |= {f"grade_{i}": traits.grade == i for i in range(1, GRADES + 1)}
    found |= {name: (traits.flags >> i) & 1 == 1 for i, name in enumerate(FLAGS)}
    return found
