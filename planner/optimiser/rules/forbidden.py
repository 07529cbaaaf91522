"""FORBIDDEN: nothing is served against a forbidding pin."""

import numpy as np

from planner.domain.demand import Pin
from planner.optimiser.names import Names
from planner.optimiser.problem import Bools


def mask(names: Names) -> Bools:
    """(U, D, R): whether no pin forbids a row to a unit on a day."""
    allowed = np.ones((len(names.unit), names.days, len(names.rows)), dtype=np.bool_)
    for pin in names.request.pins:
        if pin.forbid:
            _forbid(allowed, pin, names)
    return allowed


def _forbid(allowed: Bools, pin: Pin, names: Names) -> None:
    days = slice(None)
    if pin.on_date is not None:
        if not names.request.horizon.holds(pin.on_date):
            return
        day = names.request.horizon.day_of(pin.on_date)
        days = slice(day, day + 1)
    units = slice(None)
    if pin.unit_code is not None:
        units = slice(names.unit[pin.unit_code], names.unit[pin.unit_code] + 1)
    rows = np.array(
        [
            row.village_code == pin.village_code and pin.service_code in (None, row.service_code)
            for row in names.rows
        ],
        dtype=np.bool_,
    )
    allowed[units, days, rows] = False
