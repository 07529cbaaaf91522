"""What a solving child is told and what it tells: JSON documents, matrices as files beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from geodata.matrix import TravelMatrix
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.ports import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixFile:
    """Where one profile's matrix lies: an npz file of its three arrays."""

    profile: str
    engine: str
    place_ids: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forcing:
    """Left-out rows (village, service) of a plan that are to be forced, as `explain_plan` does."""

    plan: Plan
    rows: tuple[tuple[str, str], ...]
    each_day: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """All that a child needs to solve, or with `forcing` to explain a plan that is there."""

    request: PlanRequest
    params: SolveParams
    matrices: tuple[MatrixFile, ...]
    forcing: Forcing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An error of planner that ended the search."""

    code: str
    message: str
    facts: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a child: how it stands, or how it ended."""

    progress: Progress | None = None
    plan: Plan | None = None
    trouble: Trouble | None = None


def write_matrices(
    travel: Mapping[str, TravelMatrix], profiles: tuple[str, ...], folder: Path
) -> tuple[MatrixFile, ...]:
    """Write the matrices of these profiles, uncompressed, one file each."""
    files = []
    for i, profile in enumerate(profiles):
        matrix = travel[profile]
        file = folder / f"matrix-{i}.npz"
        np.savez(
            file,
            durations_s=matrix.durations_s,
            distances_m=matrix.distances_m,
            estimated=matrix.estimated,
        )
        files.append(
            MatrixFile(
                profile=profile, engine=matrix.engine, place_ids=matrix.place_ids, file=str(file)
            )
        )
    return tuple(files)


def read_matrices(files: tuple[MatrixFile, ...]) -> dict[str, TravelMatrix]:
    """The matrices of an order, checked again at birth."""
    travel = {}
    for entry in files:
        with np.load(entry.file, allow_pickle=False) as arrays:
            travel[entry.profile] = TravelMatrix(
                profile=entry.profile,
                engine=entry.engine,
                place_ids=entry.place_ids,
                durations_s=arrays["durations_s"],
                distances_m=arrays["distances_m"],
                estimated=arrays["estimated"],
            )
    return travel
