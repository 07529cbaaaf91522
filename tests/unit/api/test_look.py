"""One look for all pages: sizes of type and corners stand in `theme.css`, nowhere else."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "api/pages/static"
SHEETS = sorted(path.name for path in STATIC.glob("*.css") if path.name != "theme.css")
LARGEST_TEXT_REM, LARGEST_CORNER_REM = 1.1, 0.9
"""Figures and headings above, and pills, may have a size of their own."""


def _sizes(styles: str, name: str) -> list[float]:
    return [float(value) for value in re.findall(rf"{name}: ([\d.]+)rem", styles)]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_stylesheet_takes_its_sizes_from_the_theme(sheet: str) -> None:
    styles = (STATIC / sheet).read_text(encoding="utf-8")
    assert [v for v in _sizes(styles, "font-size") if v <= LARGEST_TEXT_REM] == []
    assert [v for v in _sizes(styles, "border-radius") if v <= LARGEST_CORNER_REM] == []


def test_what_the_stylesheets_name_the_theme_has() -> None:
    theme = (STATIC / "theme.css").read_text(encoding="utf-8")
    known = set(re.findall(r"(--[a-z0-9-]+):", theme))
    for sheet in SHEETS:
        styles = (STATIC / sheet).read_text(encoding="utf-8")
        own = set(re.findall(r"(--[a-z0-9-]+):", styles))
        used = set(re.findall(r"var\((--[a-z0-9-]+)", styles))
        missing = {name for name in used - own - known if not name.startswith("--pico-")}
        assert missing == set(), sheet


def test_day_and_night_have_the_same_colours() -> None:
    theme = (STATIC / "theme.css").read_text(encoding="utf-8")
    day, night = theme.split("@media (prefers-color-scheme: dark)")
    for name in ("paper", "line", "bar", "good", "bad", "warn", "told", "plain-paper"):
        assert f"--{name}:" in day
        assert f"--{name}:" in night
