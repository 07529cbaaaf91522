"""Breakers of VALUE and COMPLETE: sums that do not come out."""

import dataclasses
from datetime import date
from random import Random

from planner.domain.plan import Reason, Term, Unplanned
from planner.domain.rules import Rule, TermCode
from tests.breaking.case import Case, breaks, pick, replaced


@breaks(Rule.VALUE)
def claims_more(case: Case, rng: Random) -> Case | None:
    i = rng.randrange(len(case.plan.terms))
    term = case.plan.terms[i]
    more = dataclasses.replace(term, points=term.points + rng.choice((1, -1, 10**20)))
    return case.with_plan(terms=replaced(case.plan.terms, i, more))


@breaks(Rule.VALUE)
def leaves_a_cost_out(case: Case, rng: Random) -> Case | None:
    terms = [term for term in case.plan.terms if term.points != 0]
    if not terms:
        return None
    terms.remove(rng.choice(terms))
    return case.with_plan(terms=tuple(terms))


@breaks(Rule.VALUE)
def tells_a_term_twice(case: Case, rng: Random) -> Case | None:
    return case.with_plan(terms=(*case.plan.terms, rng.choice(case.plan.terms)))


@breaks(Rule.VALUE)
def splits_a_term(case: Case, rng: Random) -> Case | None:
    """The sum is right, told in two parts."""
    term = case.plan.terms[0]
    half = dataclasses.replace(term, points=term.points - 5)
    rest = Term(code=term.code, tier=term.tier, points=5)
    return case.with_plan(terms=(half, rest, *case.plan.terms[1:]))


@breaks(Rule.VALUE)
def moves_a_term_to_another_tier(case: Case, rng: Random) -> Case | None:
    i = rng.randrange(len(case.plan.terms))
    term = dataclasses.replace(case.plan.terms[i], tier=case.plan.terms[i].tier % 3 + 1)
    return case.with_plan(terms=replaced(case.plan.terms, i, term))


@breaks(Rule.VALUE)
def flatters_the_lowest_district(case: Case, rng: Random) -> Case | None:
    """Equity is told as if the floor were reached."""
    floor = round(10_000 * case.request.policy.equity_floor)
    term = next(term for term in case.plan.terms if term.code is TermCode.EQUITY)
    if term.points == floor:
        return None
    i = case.plan.terms.index(term)
    told = dataclasses.replace(term, points=floor)
    return case.with_plan(terms=replaced(case.plan.terms, i, told))


def _entry(case: Case, rng: Random, **changes: object) -> Case | None:
    if not case.plan.unplanned:
        return None
    i = rng.randrange(len(case.plan.unplanned))
    entry = dataclasses.replace(case.plan.unplanned[i], **changes)
    return case.with_plan(unplanned=replaced(case.plan.unplanned, i, entry))


@breaks(Rule.COMPLETE)
def forgets_a_row(case: Case, rng: Random) -> Case | None:
    entry = pick(case.plan.unplanned, rng)
    if entry is None:
        return None
    left = list(case.plan.unplanned)
    left.remove(entry)
    return case.with_plan(unplanned=tuple(left))


@breaks(Rule.COMPLETE)
def names_a_row_twice(case: Case, rng: Random) -> Case | None:
    entry = pick(case.plan.unplanned, rng)
    if entry is None:
        return None
    return case.with_plan(unplanned=(*case.plan.unplanned, entry))


@breaks(Rule.COMPLETE)
def splits_a_row(case: Case, rng: Random) -> Case | None:
    """The people are right, told in two entries."""
    entries = [e for e in case.plan.unplanned if e.people > 1]
    entry = pick(entries, rng)
    if entry is None:
        return None
    i = case.plan.unplanned.index(entry)
    less = dataclasses.replace(entry, people=entry.people - 1)
    one = dataclasses.replace(entry, people=1)
    return case.with_plan(unplanned=(*replaced(case.plan.unplanned, i, less), one))


@breaks(Rule.COMPLETE)
def miscounts_the_unplanned(case: Case, rng: Random) -> Case | None:
    if not case.plan.unplanned:
        return None
    i = rng.randrange(len(case.plan.unplanned))
    people = case.plan.unplanned[i].people + rng.choice((-1, 1, 10**20))
    entry = dataclasses.replace(case.plan.unplanned[i], people=people)
    return case.with_plan(unplanned=replaced(case.plan.unplanned, i, entry))


@breaks(Rule.COMPLETE)
def names_a_row_that_is_none(case: Case, rng: Random) -> Case | None:
    ghost = Unplanned(
        village_code="58999999", service_code="id_card", people=1, reason=Reason.CAPACITY
    )
    return case.with_plan(unplanned=(*case.plan.unplanned, ghost))


@breaks(Rule.COMPLETE)
def names_a_row_without_people(case: Case, rng: Random) -> Case | None:
    """A row that is served whole stands among the unplanned all the same."""
    served = {(s.village_code, s.service_code) for _, _, s in case.plan.servings()}
    named = {(e.village_code, e.service_code) for e in case.plan.unplanned}
    whole = pick(sorted(served - named), rng)
    if whole is None:
        return None
    entry = Unplanned(
        village_code=whole[0], service_code=whole[1], people=0, reason=Reason.CAPACITY
    )
    return case.with_plan(unplanned=(*case.plan.unplanned, entry))


@breaks(Rule.COMPLETE)
def hides_that_it_is_required(case: Case, rng: Random) -> Case | None:
    if not case.plan.unplanned:
        return None
    i = rng.randrange(len(case.plan.unplanned))
    entry = case.plan.unplanned[i]
    wrong = dataclasses.replace(entry, required=not entry.required)
    return case.with_plan(unplanned=replaced(case.plan.unplanned, i, wrong))


@breaks(Rule.COMPLETE)
def postpones_the_due_date(case: Case, rng: Random) -> Case | None:
    return _entry(case, rng, due_on=date(2099, 1, 1))
