"""Changes by two persons: of a province's policy, and of a village's weight of need."""

import dataclasses
import json
import secrets
from collections.abc import Mapping
from datetime import datetime

from geodata.places import Village
from planner.documents import from_json, to_data
from planner.domain.calendar import LOCAL_ZONE
from planner.domain.errors import Conflict, Fault, InvalidDocument, NotFound, StaleVersion
from planner.domain.policy import Policy
from planner.domain.proposals import (
    NEED_WEIGHT,
    POLICY,
    Proposal,
    ProposalState,
    Value,
    decided,
    need_reason,
)
from planner.domain.province import ProvinceData
from planner.inputs import with_changed
from planner.ports import Clock, Reader, Store, Writer
from planner.usecases.record_changes import told_changes


def propose_policy(
    store: Store, clock: Clock, province_code: str, policy: Policy, *, reason: str, by: str
) -> Proposal:
    """Put another policy forward; raises `InvalidDocument` when nothing would change.

    A policy under the name of the one before is given the day's name.
    """
    now = clock.now()
    with store.reading() as reader:
        before = reader.province(province_code).policy
    old = to_data(before)
    if policy.version == before.version:
        policy = dataclasses.replace(policy, version=_next_name(before.version, now))
    new = to_data(policy)
    names = [name for name in new if new[name] != old[name]]
    if names in ([], ["version"]):
        raise InvalidDocument("policy", (Fault(field="policy", code="nothing_changes"),))
    return _open(
        store, clock, province_code, POLICY, "",
        {name: old[name] for name in names}, {name: new[name] for name in names}, reason, by,
    )  # fmt: skip


def with_settings(store: Store, province_code: str, settings: Mapping[str, Value]) -> Policy:
    """The policy in force with some settings changed; raises `InvalidDocument`."""
    with store.reading() as reader:
        before = to_data(reader.province(province_code).policy)
    return from_json(Policy, json.dumps({**before, **settings}))


def propose_weight(
    store: Store,
    clock: Clock,
    province_code: str,
    village_code: str,
    weight: float,
    *,
    reason: str,
    by: str,
) -> Proposal:
    """Put another weight of need of a village forward: who is served before whom.

    Raises `NotFound`, `InvalidPlace` for a weight that cannot be, `InvalidDocument` for the same.
    """
    with store.reading() as reader:
        village = _village(reader, province_code, village_code)
    dataclasses.replace(village, need_weight=weight)
    if village.need_weight == weight:
        raise InvalidDocument("village", (Fault(field=NEED_WEIGHT, code="nothing_changes"),))
    before: dict[str, Value] = {NEED_WEIGHT: village.need_weight}
    after: dict[str, Value] = {NEED_WEIGHT: weight}
    return _open(store, clock, province_code, NEED_WEIGHT, village.code, before, after, reason, by)


def _open(
    store: Store,
    clock: Clock,
    province_code: str,
    subject: str,
    village_code: str,
    before: dict[str, Value],
    after: dict[str, Value],
    reason: str,
    by: str,
) -> Proposal:
    proposal = Proposal(
        id=secrets.token_hex(8),
        province_code=province_code,
        subject=subject,
        village_code=village_code,
        before=before,
        after=after,
        reason=need_reason(reason, step="propose"),
        proposed_by=by,
        proposed_at=clock.now(),
    )
    with store.writing(actor=by, at=clock.now()) as writer:
        waiting = writer.proposals(province_code, states=(ProposalState.OPEN,))
        if any((p.subject, p.village_code) == (subject, village_code) for p in waiting):
            raise Conflict("another proposal of the same waits for a decision", id=subject)
        writer.put_proposal(proposal)
        _note(writer, "proposal_made", proposal)
    return proposal


def decide_proposal(
    store: Store,
    clock: Clock,
    proposal_id: str,
    state: ProposalState,
    *,
    by: str,
    seen: int,
    reason: str = "",
) -> Proposal:
    """Approve, refuse or withdraw; an approved change is made in the same transaction.

    Raises what `planner.domain.proposals.decided` does, and `StaleVersion` when what should change
    has changed otherwise since it was proposed.
    """
    with store.writing(actor=by, at=clock.now()) as writer:
        before = writer.proposal(proposal_id)
        after = decided(before, state, by=by, at=clock.now(), seen=seen, reason=reason)
        writer.put_proposal(after)
        if state is ProposalState.APPROVED:
            _carry_out(writer, after)
        _note(writer, f"proposal_{state.value}", after)
    return after


def proposals_of(
    store: Store, province_code: str, *, states: tuple[ProposalState, ...] = ()
) -> tuple[Proposal, ...]:
    """Proposals of a province, newest first."""
    with store.reading() as reader:
        return reader.proposals(province_code, states=states)


def proposal_of(store: Store, proposal_id: str) -> Proposal:
    """The proposal of an id; raises `NotFound`."""
    with store.reading() as reader:
        return reader.proposal(proposal_id)


def _carry_out(writer: Writer, proposal: Proposal) -> None:
    data = writer.province(proposal.province_code)
    changed = _changed(writer, data, proposal)
    old = writer.province_versions(proposal.province_code)[-1]
    writer.put_province(changed, geography=old.geography)


def _changed(writer: Writer, data: ProvinceData, proposal: Proposal) -> ProvinceData:
    if proposal.subject == POLICY:
        _need_same(proposal, to_data(data.policy))
        values = {**to_data(data.policy), **proposal.after}
        return dataclasses.replace(data, policy=Policy(**values))
    village = _village(writer, proposal.province_code, proposal.village_code)
    _need_same(proposal, {NEED_WEIGHT: village.need_weight})
    weight = float(proposal.after[NEED_WEIGHT])
    return with_changed(data, dataclasses.replace(village, need_weight=weight))


def _need_same(proposal: Proposal, now: dict[str, Value]) -> None:
    if any(now.get(name) != value for name, value in proposal.before.items()):
        raise StaleVersion("it changed since it was proposed", proposal_id=proposal.id)


def _village(reader: Reader, province_code: str, village_code: str) -> Village:
    for village in reader.province(province_code).villages:
        if village.code == village_code:
            return village
    raise NotFound("no such village", kind="village", id=village_code[:20])


def _next_name(before: str, now: datetime) -> str:
    """A name for the next version of a policy: the day it was proposed, numbered if need be."""
    day = now.astimezone(LOCAL_ZONE).date().isoformat()
    names = (day, *(f"{day}-{n}" for n in range(2, 1000)))
    return next(name for name in names if name != before)


def _note(writer: Writer, action: str, proposal: Proposal) -> None:
    thing = f"{proposal.subject}:{proposal.province_code}"
    if proposal.village_code:
        thing += f":{proposal.village_code}"
    writer.note(
        action,
        thing,
        province=proposal.province_code,
        proposal=proposal.id,
        proposed_by=proposal.proposed_by,
        reason=proposal.reason,
        decision_reason=proposal.decision_reason,
        **told_changes(proposal.before, proposal.after),
    )
