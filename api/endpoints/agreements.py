"""What two persons agree on: the policy and weights of need, and loans of units."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.auth.guards import Access, Needs
from api.deps import DataReader, DataWriter, Planner
from api.errors import MalformedQuery
from api.schemas.agreements import (
    AcceptanceIn,
    DecisionReasonIn,
    LoanIn,
    LoanOut,
    LoansOut,
    PolicyOut,
    ProposalIn,
    ProposalOut,
    ProposalsOut,
)
from api.versions import SeenVersion, tag_of
from planner.bootstrap import App
from planner.domain.errors import NotFound
from planner.domain.loans import Loan, LoanState
from planner.domain.people import Action, may
from planner.domain.proposals import Proposal, ProposalState
from planner.usecases.loans import loan_of, loans_of, offer_loan, settle_loan
from planner.usecases.proposals import (
    decide_proposal,
    proposal_of,
    proposals_of,
    propose_policy,
    propose_weight,
    with_settings,
)

router = APIRouter(tags=["agreements"])

PolicyApprover = Annotated[Access, Depends(Needs(Action.APPROVE_POLICY))]


@router.get("/provinces/{province_code}/policy")
def policy(province_code: str, access: DataReader, planner: Planner) -> PolicyOut:
    """The policy in force."""
    access.need(province_code)
    with planner.store.reading() as reader:
        return PolicyOut(policy=reader.province(province_code).policy)


@router.get("/provinces/{province_code}/proposals")
def proposals(province_code: str, access: DataReader, planner: Planner) -> ProposalsOut:
    """Changes that were proposed and what became of them, newest first."""
    access.need(province_code)
    found = proposals_of(planner.store, province_code)
    return ProposalsOut(proposals=[ProposalOut.model_validate(p) for p in found])


@router.post("/provinces/{province_code}/proposals", status_code=201)
def propose(
    province_code: str, wish: ProposalIn, access: DataWriter, planner: Planner, response: Response
) -> ProposalOut:
    """Propose another policy, or another weight of need of a village; another person decides."""
    access.need(province_code)
    by, reason = access.member.login, wish.reason
    if wish.village_code is not None and wish.need_weight is not None:
        made = propose_weight(
            planner.store, planner.clock, province_code, wish.village_code, wish.need_weight,
            reason=reason, by=by,
        )  # fmt: skip
    elif wish.policy:
        wanted = with_settings(planner.store, province_code, wish.policy)
        made = propose_policy(
            planner.store, planner.clock, province_code, wanted, reason=reason, by=by
        )
    else:
        raise MalformedQuery("neither a policy nor a village's weight", field="body.policy")
    response.headers["Location"] = f"/v1/proposals/{made.id}"
    return _proposal(made, response)


@router.get("/proposals/{proposal_id}")
def one_proposal(
    proposal_id: str, access: DataReader, planner: Planner, response: Response
) -> ProposalOut:
    """A proposal; the `ETag` is what a decision's `If-Match` names."""
    found = proposal_of(planner.store, proposal_id)
    access.need(found.province_code)
    return _proposal(found, response)


@router.post("/proposals/{proposal_id}/approval")
def approve(
    proposal_id: str,
    wish: DecisionReasonIn,
    seen: SeenVersion,
    access: PolicyApprover,
    planner: Planner,
    response: Response,
) -> ProposalOut:
    """Approve what somebody else proposed; it holds from now on."""
    return _decide(planner, access, proposal_id, ProposalState.APPROVED, wish, seen, response)


@router.post("/proposals/{proposal_id}/refusal")
def refuse(
    proposal_id: str,
    wish: DecisionReasonIn,
    seen: SeenVersion,
    access: PolicyApprover,
    planner: Planner,
    response: Response,
) -> ProposalOut:
    """Refuse what somebody else proposed, with the reason."""
    return _decide(planner, access, proposal_id, ProposalState.REFUSED, wish, seen, response)


@router.post("/proposals/{proposal_id}/withdrawal")
def withdraw(
    proposal_id: str,
    wish: DecisionReasonIn,
    seen: SeenVersion,
    access: DataWriter,
    planner: Planner,
    response: Response,
) -> ProposalOut:
    """Take the own proposal back."""
    return _decide(planner, access, proposal_id, ProposalState.WITHDRAWN, wish, seen, response)


@router.get("/provinces/{province_code}/loans")
def loans(province_code: str, access: DataReader, planner: Planner) -> LoansOut:
    """Units lent and borrowed, latest days first."""
    access.need(province_code)
    return LoansOut(
        loans=[LoanOut.model_validate(loan) for loan in loans_of(planner.store, province_code)]
    )


@router.post("/provinces/{province_code}/loans", status_code=201)
def offer(
    province_code: str, wish: LoanIn, access: DataWriter, planner: Planner, response: Response
) -> LoanOut:
    """Offer a unit to another province; that province's planner accepts or declines."""
    access.need(province_code)
    loan = offer_loan(
        planner.store,
        planner.clock,
        **wish.model_dump(),
        owner_code=province_code,
        by=access.member.login,
    )
    response.headers["Location"] = f"/v1/loans/{loan.id}"
    return _loan(loan, response)


@router.get("/loans/{loan_id}")
def one_loan(loan_id: str, access: DataReader, planner: Planner, response: Response) -> LoanOut:
    """A loan, for both provinces; the `ETag` is what a decision's `If-Match` names."""
    loan = loan_of(planner.store, loan_id)
    if not any(access.among((loan.owner_code, loan.borrower_code))):
        access.need(_seen_side(access, loan))
    return _loan(loan, response)


@router.post("/loans/{loan_id}/acceptance")
def accept(
    loan_id: str,
    wish: AcceptanceIn,
    seen: SeenVersion,
    access: DataWriter,
    planner: Planner,
    response: Response,
) -> LoanOut:
    """Accept a unit that another province offers; plans of those days contain it from now on."""
    loan = loan_of(planner.store, loan_id)
    _need_side(access, loan, loan.borrower_code)
    return _settle(planner, access, loan, LoanState.ACCEPTED, seen, response, wish)


@router.post("/loans/{loan_id}/refusal")
def decline(
    loan_id: str,
    wish: DecisionReasonIn,
    seen: SeenVersion,
    access: DataWriter,
    planner: Planner,
    response: Response,
) -> LoanOut:
    """Decline a unit that another province offers."""
    loan = loan_of(planner.store, loan_id)
    _need_side(access, loan, loan.borrower_code)
    declined = AcceptanceIn(reason=wish.reason)
    return _settle(planner, access, loan, LoanState.DECLINED, seen, response, declined)


@router.post("/loans/{loan_id}/withdrawal")
def take_back(
    loan_id: str,
    wish: DecisionReasonIn,
    seen: SeenVersion,
    access: DataWriter,
    planner: Planner,
    response: Response,
) -> LoanOut:
    """Take a unit back that was offered or lent; weeks planned already stay as they are."""
    loan = loan_of(planner.store, loan_id)
    _need_side(access, loan, loan.owner_code)
    withdrawn = AcceptanceIn(reason=wish.reason)
    return _settle(planner, access, loan, LoanState.WITHDRAWN, seen, response, withdrawn)


def _seen_side(access: Access, loan: Loan) -> str:
    """The side of a loan that somebody may look at, else the owner's."""
    sides = (loan.borrower_code, loan.owner_code)
    return next((s for s in sides if may(access.member, Action.READ_PLAN, s)), loan.owner_code)


def _need_side(access: Access, loan: Loan, province_code: str) -> None:
    """Let pass who may act for that side; the other side learns that it may not, strangers none."""
    if access.may(province_code):
        return
    access.need(_seen_side(access, loan))
    raise NotFound("not for this side to decide", kind="loan", id=loan.id)


def _decide(
    planner: App,
    access: Access,
    proposal_id: str,
    state: ProposalState,
    wish: DecisionReasonIn,
    seen: int,
    response: Response,
) -> ProposalOut:
    access.need(proposal_of(planner.store, proposal_id).province_code)
    decided = decide_proposal(
        planner.store,
        planner.clock,
        proposal_id,
        state,
        by=access.member.login,
        seen=seen,
        reason=wish.reason,
    )
    return _proposal(decided, response)


def _settle(
    planner: App,
    access: Access,
    loan: Loan,
    state: LoanState,
    seen: int,
    response: Response,
    wish: AcceptanceIn,
) -> LoanOut:
    settled = settle_loan(
        planner.store,
        planner.clock,
        loan.id,
        state,
        by=access.member.login,
        seen=seen,
        reason=wish.reason,
        base_code=wish.base_code,
    )
    return _loan(settled, response)


def _proposal(proposal: Proposal, response: Response) -> ProposalOut:
    response.headers["ETag"] = tag_of(proposal.version)
    return ProposalOut.model_validate(proposal)


def _loan(loan: Loan, response: Response) -> LoanOut:
    response.headers["ETag"] = tag_of(loan.version)
    return LoanOut.model_validate(loan)
