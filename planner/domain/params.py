"""How long and how to search: data kept with the plan, never environment."""

from dataclasses import dataclass

from planner.domain._checks import Faults


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveParams:
    """Limits and switches of one solve.

    Stops at the first limit of time met. With `reproducible` only counts stop it (`max_rounds`,
    deterministic time inside), so that the same inputs give the same plan digest; the time limits
    then only guard. `cpu_s` and `wall_s` count the child process. `memory_mb` caps its address
    space beyond what it needs to start.

    `workers` children search side by side, each with these limits and a seed of its own; the best
    plan and the best bound count. What is reproducible has one.

    `explain` left-out rows, the most pressing ones, are forced afterwards to show what they would
    take; that may use another quarter of `cpu_s`.
    """

    seed: int = 1
    cpu_s: float = 20.0
    wall_s: float = 60.0
    memory_mb: int = 4096
    reproducible: bool = False
    max_rounds: int = 200
    workers: int = 1
    explain: int = 20

    def __post_init__(self) -> None:
        faults = Faults("solve parameters")
        faults.between("seed", self.seed, 0, 2**31 - 1)
        faults.between("cpu_s", self.cpu_s, 0.1, 86_400)
        faults.between("wall_s", self.wall_s, 0.1, 86_400)
        faults.between("memory_mb", self.memory_mb, 64, 1_000_000)
        faults.between("max_rounds", self.max_rounds, 1, 1_000_000)
        faults.between("workers", self.workers, 1, 8)
        faults.between("explain", self.explain, 0, 10_000)
        faults.need(
            self.workers == 1 or not self.reproducible,
            "workers", "one_when_reproducible", self.workers,
        )  # fmt: skip
        faults.raise_any()
