"""What a phase may use of a budget."""

from planner.domain.params import SolveParams
from planner.optimiser.stop import Budget


def test_the_last_counted_round_is_done_to_its_end() -> None:
    budget = Budget(params=SolveParams(reproducible=True, max_rounds=4, cpu_s=20.0))
    allowed = budget.allow(share=0.0, rounds=0.5)
    assert [(allowed(), allowed.now()) for _ in range(3)] == [
        (True, True),
        (True, True),
        (False, True),
    ]
    assert budget.rounds == 2
