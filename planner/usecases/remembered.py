"""What plans were made from, kept at hand: pages ask for the same few plans over and over.

Blobs are named by their content, so what is remembered under their names can never be out of date.
An auditor's second look (`planner.usecases.plans.recheck_plan`) does not come here.
"""

from collections import OrderedDict
from threading import Lock

from planner.domain.runs import PlanSummary
from planner.ports import Store
from planner.usecases.plans import Inputs, inputs_of

MOST_KEPT = 12
_LOCK = Lock()
_KEPT: OrderedDict[tuple[tuple[str, str], ...], Inputs] = OrderedDict()


def remembered_inputs(store: Store, summary: PlanSummary) -> Inputs:
    """The same as `inputs_of`, without reading again what was read lately."""
    key = tuple(sorted(summary.inputs.items()))
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    inputs = inputs_of(store, summary.id)
    with _LOCK:
        _KEPT[key] = inputs
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return inputs
