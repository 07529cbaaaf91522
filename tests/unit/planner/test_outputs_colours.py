"""Units are told apart by letter, and by colour where the eye allows it."""

import itertools
import math
import re

import pytest

from planner.outputs.colours import PALETTE, contrast, marks_of
from planner.outputs.offline import asset_text

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def paper() -> str:
    """The map's land colour, as the style sheet has it."""
    found = re.search(r"--land: (#[0-9a-f]{6})", asset_text("map/map.css"))
    assert found is not None
    return found.group(1)


def linear(colour: str) -> list[float]:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear sRGB under D65."""
    red, green, blue = (min(1.0, max(0.0, c)) for c in rgb)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0890,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_stands_out_from_paper_and_carries_white_letters(colour: str) -> None:
    assert contrast(colour, paper()) >= 3.0
    assert contrast(colour, "#ffffff") >= 3.0


@pytest.mark.parametrize("sight", SIGHT)
def test_the_first_eight_stay_apart_for_every_eye(sight: str) -> None:
    seen = [
        lab([sum(a * b for a, b in zip(row, linear(c), strict=True)) for row in SIGHT[sight]])
        for c in PALETTE[:8]
    ]
    assert min(math.dist(a, b) for a, b in itertools.combinations(seen, 2)) > 18


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_letters_go_on_after_z_and_follow_the_order_of_units() -> None:
    marks = marks_of([f"U{i}" for i in range(30)])
    assert [marks[f"U{i}"].letter for i in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]
    assert marks["U0"].colour == marks["U12"].colour
