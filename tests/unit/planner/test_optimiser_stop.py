"""What a phase may use of a budget."""

import math
import time

from numba.core import event

from geodata.jit import COMPILING
from planner.domain.params import SolveParams
from planner.domain.plan import StopCause
from planner.optimiser.stop import LEAST_STEP_S, Budget


def test_the_last_counted_round_is_done_to_its_end() -> None:
    budget = Budget(params=SolveParams(reproducible=True, max_rounds=4, cpu_s=20.0))
    allowed = budget.allow(share=0.0, rounds=0.5)
    assert [(allowed(), allowed.now()) for _ in range(3)] == [
        (True, True),
        (True, True),
        (False, True),
    ]
    assert budget.rounds == 2


def test_compiling_is_no_part_of_a_search() -> None:
    budget = Budget(params=SolveParams(cpu_s=0.5, wall_s=60.0))
    before_s = COMPILING.cpu_s

    with event.trigger_event("numba:compile"):
        with event.trigger_event("numba:compile"):
            _burn(0.3)
        _burn(0.3)

    assert 0.6 <= COMPILING.cpu_s - before_s < 0.85, "one inside another counts once"
    assert budget.cpu_s >= 0.6
    assert budget.searched_cpu_s < 0.4
    assert budget.spent() is None
    _burn(0.5)
    assert budget.spent() is StopCause.CPU_TIME


def test_a_step_may_take_what_is_left_on_a_machine_as_busy_as_before() -> None:
    start_s = time.monotonic() - 100.0
    params = SolveParams(cpu_s=10.0, wall_s=130.0)
    budget = Budget(params=params, cpu_start_s=time.process_time() - 5.0, wall_start_s=start_s)
    assert 20.0 < budget.left_wall_s() <= 30.0
    spent = Budget(params=params, cpu_start_s=time.process_time() - 11.0, wall_start_s=start_s)
    assert spent.left_wall_s() == LEAST_STEP_S
    counted = SolveParams(reproducible=True)
    assert math.isinf(Budget(params=counted).left_wall_s())


def _burn(cpu_s: float) -> None:
    end_s = time.process_time() + cpu_s
    while time.process_time() < end_s:
        pass
