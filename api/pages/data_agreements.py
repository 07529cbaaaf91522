"""Pages of what two persons agree on: the policy of a province, weights of need, loans of units."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from api.auth.guards import Access, Needs
from api.deps import DataReader, DataWriter, Planner
from api.errors import problem_of
from api.language import language_of
from api.pages.data_frame import data_page, province_of
from api.pages.policy_groups import read_number, setting_groups, setting_label
from api.pages.posted import PostedForm, Told, first
from planner.bootstrap import App
from planner.documents import to_data
from planner.domain.errors import Fault, InvalidDocument, NotFound, PlannerError
from planner.domain.loans import Loan, LoanState
from planner.domain.people import Action, may
from planner.domain.policy import Policy
from planner.domain.proposals import NEED_WEIGHT, Proposal, ProposalState
from planner.domain.province import ProvinceVersion
from planner.outputs.times import date_text, moment_text
from planner.outputs.view import coded_name, name_of
from planner.usecases.loans import loan_of, loans_of, offer_loan, settle_loan
from planner.usecases.looking import provinces_known
from planner.usecases.proposals import (
    decide_proposal,
    proposal_of,
    proposals_of,
    propose_policy,
    with_settings,
)
from planner.words import Language, catalog, say

router = APIRouter(include_in_schema=False, prefix="/data/{province_code}")

SEE_OTHER = 303
PolicyDecider = Annotated[Access, Depends(Needs(Action.APPROVE_POLICY))]
Text = Annotated[str, Form(max_length=2000)]
STEPS = {
    "approve": ProposalState.APPROVED,
    "refuse": ProposalState.REFUSED,
}
LOAN_STEPS = {
    "accept": LoanState.ACCEPTED,
    "decline": LoanState.DECLINED,
    "withdraw": LoanState.WITHDRAWN,
}


@router.get("/policy")
def policy(request: Request, province_code: str, planner: Planner, access: DataReader) -> Response:
    """The policy in force, what is proposed, what was decided."""
    province = province_of(planner, access, province_code)
    return _policy_page(request, planner, access, province)


@router.post("/policy")
def propose(
    request: Request,
    province_code: str,
    posted: PostedForm,
    planner: Planner,
    access: DataWriter,
) -> Response:
    """Put another policy forward, with a reason."""
    province = province_of(planner, access, province_code)
    typed = {name: first(posted, name) for name in posted}
    faults: dict[str, str] = {}
    status = 422
    language = language_of(request)
    settings: dict[str, str | int | float] = {}
    standard = to_data(Policy())
    for name, text in typed.items():
        if name not in standard or name == "version":
            continue
        try:
            settings[name] = read_setting(type(standard[name]), text)
        except ValueError:
            faults[name] = say("data_fault_not_a_number", language, value=text)
    if not faults:
        try:
            wanted = with_settings(planner.store, province_code, settings)
            propose_policy(
                planner.store, planner.clock, province_code, wanted,
                reason=typed.get("reason", ""), by=access.member.login,
            )  # fmt: skip
            return RedirectResponse(f"/data/{province_code}/policy?saved=1", SEE_OTHER)
        except InvalidDocument as error:
            faults = {f.field: _fault(f.code, f.value, language) for f in error.faults}
        except PlannerError as error:
            code, problem = f"village_fault_{error.code}", problem_of(error)
            told = say(code, language) if code in catalog() else problem.advice(language)
            faults, status = {"reason": told}, problem.status
    return _policy_page(
        request, planner, access, province, typed=typed, faults=faults, status=status
    )


def _fault(code: str, value: str, language: Language) -> str:
    if code.startswith("outside_"):
        low, _, high = code.removeprefix("outside_").partition("_to_")
        return say("data_fault_out_of_range", language, low=low, high=high)
    known = f"data_fault_{code}"
    return say(known if known in catalog() else "data_fault_refused", language, value=value)


@router.post("/proposals/{proposal_id}/withdraw")
def withdraw_proposal(
    request: Request,
    province_code: str,
    proposal_id: str,
    planner: Planner,
    access: DataWriter,
    version: Annotated[int, Form()] = 0,
) -> Response:
    """Take the own proposal back."""
    return _decided(
        request, planner, access, province_code, proposal_id,
        ProposalState.WITHDRAWN, version, "",
    )  # fmt: skip


@router.post("/proposals/{proposal_id}/{step}")
def decide(
    request: Request,
    province_code: str,
    proposal_id: str,
    step: str,
    planner: Planner,
    access: PolicyDecider,
    version: Annotated[int, Form()] = 0,
    reason: Text = "",
) -> Response:
    """Approve or refuse what somebody else proposed."""
    access.need(province_code)
    if step not in STEPS:
        raise NotFound("no such step", kind="step", id=step[:20])
    return _decided(
        request, planner, access, province_code, proposal_id, STEPS[step], version, reason
    )


def _decided(
    request: Request,
    planner: App,
    access: Access,
    province_code: str,
    proposal_id: str,
    state: ProposalState,
    version: int,
    reason: str,
) -> Response:
    province = province_of(planner, access, province_code)
    if proposal_of(planner.store, proposal_id).province_code != province_code:
        raise NotFound("no such proposal", kind="proposal", id=proposal_id[:40])
    try:
        decide_proposal(
            planner.store, planner.clock, proposal_id, state,
            by=access.member.login, seen=version, reason=reason,
        )  # fmt: skip
    except PlannerError as error:
        problem = problem_of(error)
        told = problem.advice(language_of(request))
        return _policy_page(
            request, planner, access, province,
            faults={proposal_id: told}, status=problem.status,
        )  # fmt: skip
    return RedirectResponse(f"/data/{province_code}/policy?saved={state.value}", SEE_OTHER)


def read_setting(kind: type[int] | type[float] | type[str], text: str) -> int | float | str:
    """A number as people write it: commas part the thousands of whole ones, others have a comma."""
    return kind(text.strip().replace(",", "" if kind is int else "."))


def _policy_page(
    request: Request,
    planner: App,
    access: Access,
    province: ProvinceVersion,
    *,
    typed: dict[str, str] | None = None,
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    language = language_of(request)
    with planner.store.reading() as reader:
        data = reader.province(province.code)
    names = {village.code: name_of(village, language) for village in data.villages}
    proposals = [
        _proposal(p, names, access, language) for p in proposals_of(planner.store, province.code)
    ]
    shown = faults or {}
    return data_page(
        request,
        "data_policy.html",
        access,
        province,
        tab="policy",
        status=status,
        version=data.policy.version,
        groups=setting_groups(data.policy, typed or {}, shown, language),
        is_faulty=any(shown.values()),
        reason=(typed or {}).get("reason", ""),
        reason_fault=shown.get("reason") or shown.get("policy", ""),
        is_typed=typed is not None,
        open_proposals=[p for p in proposals if p["is_open"]],
        decided_proposals=[p for p in proposals if not p["is_open"]][:20],
        faults=Told(shown),
        may_decide=may(access.member, Action.APPROVE_POLICY, province.code),
        saved=request.query_params.get("saved", "")[:20],
    )


def _proposal(
    proposal: Proposal, villages: dict[str, str], access: Access, language: Language
) -> dict[str, object]:
    about = say("data_proposal_policy", language)
    if proposal.subject == NEED_WEIGHT:
        village = villages.get(proposal.village_code, proposal.village_code)
        about = say("data_proposal_weight", language, village=village, code=proposal.village_code)
    return {
        "id": proposal.id,
        "about": about,
        "is_open": proposal.state is ProposalState.OPEN,
        "is_own": proposal.proposed_by == access.member.login,
        "rows": [
            (
                setting_label(name, language),
                read_number(proposal.before.get(name, "")),
                read_number(value),
            )
            for name, value in proposal.after.items()
        ],
        "reason": proposal.reason,
        "by": say(
            "data_proposed_by", language,
            login=proposal.proposed_by, at=moment_text(proposal.proposed_at, language),
        ),
        "state": say(f"data_proposal_{proposal.state.value}", language),
        "decided": ""
        if proposal.decided_at is None
        else say(
            "data_decided_by", language,
            login=proposal.decided_by, at=moment_text(proposal.decided_at, language),
        ),
        "decision_reason": proposal.decision_reason,
        "version": proposal.version,
    }  # fmt: skip


@router.get("/loans")
def loans(request: Request, province_code: str, planner: Planner, access: DataReader) -> Response:
    """Units lent and borrowed."""
    province = province_of(planner, access, province_code)
    return _loans_page(request, planner, access, province)


@router.post("/loans")
def offer(
    request: Request,
    province_code: str,
    planner: Planner,
    access: DataWriter,
    unit_code: Text = "",
    borrower_code: Text = "",
    first_day: Text = "",
    last_day: Text = "",
    reason: Text = "",
) -> Response:
    """Offer a unit to another province."""
    province = province_of(planner, access, province_code)
    typed = {
        "unit_code": unit_code, "borrower_code": borrower_code,
        "first_day": first_day, "last_day": last_day, "reason": reason,
    }  # fmt: skip

    def act() -> None:
        offer_loan(
            planner.store, planner.clock, unit_code=unit_code, owner_code=province_code,
            borrower_code=borrower_code, first_day=_day(first_day), last_day=_day(last_day),
            reason=reason, by=access.member.login,
        )  # fmt: skip

    return _loan_done(request, planner, access, province, "offer", act, typed)


@router.post("/loans/{loan_id}/{step}")
def settle(
    request: Request,
    province_code: str,
    loan_id: str,
    step: str,
    planner: Planner,
    access: DataWriter,
    version: Annotated[int, Form()] = 0,
    base_code: Text = "",
    reason: Text = "",
) -> Response:
    """Accept or decline what is offered to this province, or take back what it lent."""
    province = province_of(planner, access, province_code)
    loan = loan_of(planner.store, loan_id)
    side = loan.owner_code if step == "withdraw" else loan.borrower_code
    if step not in LOAN_STEPS or side != province_code:
        raise NotFound("no such loan here", kind="loan", id=loan_id[:40])

    def act() -> None:
        settle_loan(
            planner.store, planner.clock, loan_id, LOAN_STEPS[step],
            by=access.member.login, seen=version, reason=reason, base_code=base_code,
        )  # fmt: skip

    return _loan_done(request, planner, access, province, loan_id, act, {})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidDocument("loan", (Fault(field="day", code="not_a_date"),)) from None


def _loan_done(
    request: Request,
    planner: App,
    access: Access,
    province: ProvinceVersion,
    where: str,
    act: Callable[[], None],
    typed: dict[str, str],
) -> Response:
    language = language_of(request)
    try:
        act()
    except InvalidDocument as error:
        codes = dict.fromkeys(f"loan_fault_{fault.field}" for fault in error.faults)
        known = [code if code in catalog() else "loan_fault_last_day" for code in codes]
        told, status = " ".join(say(code, language) for code in known), 422
    except PlannerError as error:
        code = f"loan_fault_{error.code}"
        problem = problem_of(error)
        told = say(code, language) if code in catalog() else problem.advice(language)
        status = problem.status
    else:
        return RedirectResponse(f"/data/{province.code}/loans?saved=1", SEE_OTHER)
    return _loans_page(
        request, planner, access, province, faults={where: told}, typed=typed, status=status
    )


def _loans_page(
    request: Request,
    planner: App,
    access: Access,
    province: ProvinceVersion,
    *,
    faults: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    language = language_of(request)
    known = {p.code: name_of(p, language) for p in provinces_known(planner.store)}
    with planner.store.reading() as reader:
        data = reader.province(province.code)
    units = {unit.code: coded_name(unit, language) for unit in data.units}
    return data_page(
        request,
        "data_loans.html",
        access,
        province,
        tab="loans",
        status=status,
        loans=[
            _loan(loan, province.code, known, units, language)
            for loan in loans_of(planner.store, province.code)
        ],
        units=list(units.items()),
        bases=[(base.code, name_of(base, language)) for base in data.bases],
        borrowers=[(code, name) for code, name in known.items() if code != province.code],
        faults=Told(faults or {}),
        typed=Told(typed or {}),
        saved=request.query_params.get("saved", "")[:20],
    )


def _loan(
    loan: Loan,
    province_code: str,
    provinces: dict[str, str],
    units: dict[str, str],
    language: Language,
) -> dict[str, object]:
    is_lent = loan.owner_code == province_code
    other = loan.borrower_code if is_lent else loan.owner_code
    is_open = loan.state is LoanState.OFFERED
    return {
        "id": loan.id,
        "title": say(
            "loan_to" if is_lent else "loan_from", language,
            unit=units.get(loan.unit_code, loan.unit_code) if is_lent else loan.unit_code,
            province=provinces.get(other, other),
        ),
        "days": say(
            "loan_days", language,
            first=date_text(loan.first_day, language), last=date_text(loan.last_day, language),
        ),
        "reason": loan.reason,
        "state": say(f"loan_state_{loan.state.value}", language),
        "tone": {"accepted": "good", "offered": "warn"}.get(loan.state.value, ""),
        "by": say(
            "data_proposed_by", language,
            login=loan.offered_by, at=moment_text(loan.offered_at, language),
        ),
        "decision_reason": loan.decision_reason,
        "may_accept": is_open and not is_lent,
        "may_withdraw": is_lent and loan.state in (LoanState.OFFERED, LoanState.ACCEPTED),
        "version": loan.version,
        "code": "" if is_lent else loan.lent_code,
    }  # fmt: skip
