"""The checker's verdict: travels with the plan it judged."""

from dataclasses import dataclass, field

from planner.domain.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule broken by a plan; the facts say by how much."""

    rule: Rule
    unit_code: str | None = None
    day: int | None = None
    place_code: str | None = None
    village_code: str | None = None
    service_code: str | None = None
    facts: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the independent checker found in the plan of this digest.

    `value` is the objective it worked out itself.
    """

    plan_digest: str
    checker_version: str
    value: int
    violations: tuple[Violation, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations
