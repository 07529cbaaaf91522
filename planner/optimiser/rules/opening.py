"""OPENING: packages offered at a place, inside its windows, on days that suit its village."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.demand import Package, StopPlace
from planner.optimiser.appointments import Appointment
from planner.optimiser.names import Names
from planner.optimiser.problem import Bools, Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Options:
    """The option arrays of `Problem`."""

    place: Ints
    package: Ints
    first: Ints
    window_lo: Ints
    window_hi: Ints


def options(names: Names, appointments: Sequence[Appointment] = ()) -> Options:
    """Every (place, package) that can open at all, with its windows of starts, earliest first.

    The packages of appointments come after the free ones.
    """
    place_of: list[int] = []
    package_of: list[int] = []
    first = [0]
    windows: list[list[tuple[int, int]]] = []
    for place in range(len(names.place_codes)):
        for k, starts in _openings(names, place, appointments):
            if starts:
                place_of.append(place)
                package_of.append(k)
                windows.append(starts)
        first.append(len(place_of))
    lo, hi = _padded(windows)
    return Options(
        place=np.array(place_of, dtype=np.int32),
        package=np.array(package_of, dtype=np.int32),
        first=np.array(first, dtype=np.int32),
        window_lo=lo,
        window_hi=hi,
    )


def place_open(names: Names) -> Bools:
    """(P, D): whether a day suits the village of a place."""
    mask = np.ones((len(names.place_codes), names.days), dtype=np.bool_)
    horizon = names.request.horizon
    unsuitable = {
        (d.village_code, horizon.day_of(d.date))
        for d in names.request.unsuitable_days
        if horizon.holds(d.date)
    }
    for place, stop_place in names.stop_places.items():
        for day in range(names.days):
            mask[place, day] = (stop_place.village_code, day) not in unsuitable
    return mask


def _openings(
    names: Names, place: int, appointments: Sequence[Appointment]
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Every package at a place with its windows of starts, appointments' narrowed to theirs."""
    stop_place = names.stop_places.get(place)
    if stop_place is None:
        return
    free = [_starts(stop_place, package) for package in names.request.packages]
    yield from enumerate(free)
    for a, appointment in enumerate(appointments, start=len(free)):
        if appointment.place == place:
            windows = (
                (max(lo, appointment.earliest_s), min(hi, appointment.latest_s))
                for lo, hi in free[appointment.package]
            )
            yield a, [(lo, hi) for lo, hi in windows if lo <= hi]


def _starts(place: StopPlace, package: Package) -> list[tuple[int, int]]:
    if place.package_codes and package.code not in place.package_codes:
        return []
    return sorted(
        (window.start_s, window.end_s - package.open_s)
        for window in place.windows
        if window.end_s - package.open_s >= window.start_s
    )


def _padded(windows: list[list[tuple[int, int]]]) -> tuple[Ints, Ints]:
    widest = max((len(starts) for starts in windows), default=1)
    lo = np.ones((len(windows), widest), dtype=np.int32)
    hi = np.zeros((len(windows), widest), dtype=np.int32)
    for i, starts in enumerate(windows):
        for k, (earliest, latest) in enumerate(starts):
            lo[i, k], hi[i, k] = earliest, latest
    return lo, hi
