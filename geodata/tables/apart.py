"""Workbooks are read in a child process with limits and, where possible, without a network."""

import io
import json
import sys
from typing import Any

from geodata.child import (
    ChildEnd,
    ChildLimits,
    is_offline,
    read_document,
    run_child,
    write_line,
)
from geodata.tables.grids import UNREADABLE, Grid, Grids, TooMuch, read_grids

LIMITS = ChildLimits(cpu_s=60, wall_s=90, memory_mb=1536)
"""A workbook of 73,744 villages takes about a fifth of this."""

_LINES_AT_ONCE = 2_000


class ChildFailed(ValueError):
    """The child ended without the whole workbook: `kind` says how."""

    def __init__(self, kind: ChildEnd) -> None:
        super().__init__(kind.value)
        self.kind = kind


def read_grids_apart(
    content: bytes, wanted: tuple[str, ...] | None, *, limits: ChildLimits = LIMITS
) -> Grids:
    """`read_grids` in a child; raises `ChildFailed` at a limit, `TooMuch`, or ValueError."""
    told: list[dict[str, Any]] = []
    outcome = run_child(
        "geodata.tables.apart",
        stdin=content,
        on_line=lambda line: told.append(json.loads(line)),
        limits=limits,
        args=[json.dumps(wanted)],
        offline=True,
    )
    if not outcome.is_clean or not told or "end" not in told[-1]:
        raise ChildFailed(outcome.kind)
    if "unreadable" in told[0]:
        raise ValueError(told[0]["unreadable"])
    if "too_much" in told[0]:
        raise TooMuch(told[0]["too_much"], told[0]["limit"])
    return _grids(told)


def _grids(told: list[dict[str, Any]]) -> Grids:
    sheets: tuple[str, ...] = ()
    offline = False
    grids: list[Grid] = []
    lines: list[tuple[int, list[str]]] = []
    for part in told:
        match part:
            case {"sheets": [*names], "offline": bool(told_offline)}:
                sheets, offline = tuple(map(str, names)), told_offline
            case {"lines": [*more]}:
                lines += [(number, cells) for number, cells in more]
            case {"sheet": str(name), "merges": [*merges]}:
                merged = tuple((a, b, c, d) for a, b, c, d in merges)
                grids.append(Grid(sheet=name, lines=tuple(lines), merges=merged))
                lines = []
    return Grids(sheets=sheets, grids=tuple(grids), is_offline=offline)


def _tell(part: dict[str, Any]) -> None:
    write_line(json.dumps(part, ensure_ascii=False).encode("utf-8", "replace"))


def _main() -> None:
    wanted = json.loads(sys.argv[1])
    try:
        read = read_grids(io.BytesIO(read_document()), wanted)
    except UNREADABLE as error:
        _tell({"unreadable": type(error).__name__})
    except TooMuch as refused:
        _tell({"too_much": refused.code, "limit": refused.limit})
    else:
        _tell({"sheets": read.sheets, "offline": is_offline()})
        for grid in read.grids:
            for start in range(0, len(grid.lines), _LINES_AT_ONCE):
                _tell({"lines": grid.lines[start : start + _LINES_AT_ONCE]})
            _tell({"sheet": grid.sheet, "merges": grid.merges})
    _tell({"end": True})


if __name__ == "__main__":
    _main()
