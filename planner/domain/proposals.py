"""Changes that two persons must stand behind: one proposes with a reason, another decides.

The policy of a province and the weight of need of a village say who is served before whom.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from planner.domain.errors import ReasonNeeded, SecondPersonNeeded, StaleVersion, WrongState

MOST_REASON_CHARS = 2000
POLICY = "policy"
NEED_WEIGHT = "need_weight"

Value = str | int | float


class ProposalState(StrEnum):
    """How far a proposal has come."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What should change: of `subject` (the policy, or a village's weight) from what to what.

    `before` and `after` name the settings that differ, and only those.
    """

    id: str
    province_code: str
    subject: str
    village_code: str = ""
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    reason: str
    proposed_by: str
    proposed_at: datetime
    state: ProposalState = ProposalState.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None
    decision_reason: str = ""
    version: int = 1


def decided(
    proposal: Proposal,
    state: ProposalState,
    *,
    by: str,
    at: datetime,
    seen: int,
    reason: str = "",
) -> Proposal:
    """The proposal after somebody's decision.

    Who proposed it may only withdraw it, and nobody else may; a refusal needs a reason. Raises
    `StaleVersion`, `WrongState`, `SecondPersonNeeded` or `ReasonNeeded`.
    """
    facts = {"proposal_id": proposal.id, "step": state.value}
    if seen != proposal.version:
        raise StaleVersion("the proposal went on since", version=proposal.version, **facts)
    if proposal.state is not ProposalState.OPEN:
        raise WrongState("decided already", state=proposal.state.value, **facts)
    is_own = by == proposal.proposed_by
    if is_own != (state is ProposalState.WITHDRAWN):
        raise SecondPersonNeeded("not for this person to decide", by=by, **facts)
    reason = need_reason(reason, **facts) if state is ProposalState.REFUSED else reason.strip()
    return replace(
        proposal,
        state=state,
        decided_by=by,
        decided_at=at,
        decision_reason=reason[:MOST_REASON_CHARS],
        version=proposal.version + 1,
    )


def need_reason(reason: str, **facts: str) -> str:
    """The reason without its blanks; raises `ReasonNeeded` when nothing is left."""
    told = reason.strip()[:MOST_REASON_CHARS]
    if not told:
        raise ReasonNeeded("a reason is needed", **facts)
    return told
