"""The integer master: the best mix of whole tours, promises before points, by CP-SAT.

Levels are rows that every mix must keep; where they stretch, the common share comes before points.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.optimiser.interrupt import ended_when
from planner.optimiser.levels import Levels
from planner.optimiser.links import Links, point_credits, promise_credits
from planner.optimiser.master import Column, Rights

BUSY = 4.0
"""Wall seconds that a second of CPU may take on a busy machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long the integer master may take: CPU seconds, or counted in work.

    `work` is CP-SAT's deterministic time, the same on every run; used when `seconds` is None.
    Either ends as soon as it `should_end`.
    """

    seconds: float | None
    work: float
    seed: int
    should_end: Callable[[], bool] = bool

    def over(self) -> Callable[[], bool]:
        """Whether what began now is to end."""
        seconds, begun_s = self.seconds, time.process_time()
        if seconds is None:
            return self.should_end
        return lambda: self.should_end() or time.process_time() - begun_s > seconds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choice:
    """The columns chosen, and whether nothing better can be made of those given."""

    columns: tuple[Column, ...]
    proven: bool


def choose(
    links: Links,
    rights: Rights,
    columns: Sequence[Column],
    hint: Sequence[Column],
    effort: Effort,
    *,
    keep: Levels | None = None,
    promises_first: bool = True,
) -> Choice | None:
    """The best mix of real columns that fits what is left; None when none was found in time.

    `hint` is a mix that fits, to start from. `keep` is what the mix must bring of its own. Without
    `promises_first` more promises than that are worth nothing.
    """
    given = [column for column in columns if column.real and rights.allow(column)]
    model = cp_model.CpModel()
    hinted = {id(column) for column in hint}
    chosen = [model.new_bool_var("") for _ in given]
    for variable, column in zip(chosen, given, strict=True):
        model.add_hint(variable, id(column) in hinted)
    _limit(model, links, rights, given, chosen)
    claims = _claims(model, links, rights, given, chosen)
    promises, value = _goals(links, claims, given, chosen)
    stretched = None if keep is None else _keep(model, keep, claims)
    if stretched is not None:
        promises = [(stretched, 1)]
    elif not promises_first:
        promises = []
    spread = 1 + sum(abs(amount) for _, amount in value)
    terms = [(variable, amount * spread) for variable, amount in promises] + value
    model.maximize(sum(amount * variable for variable, amount in terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = effort.seed
    if effort.seconds is None:
        solver.parameters.max_deterministic_time = effort.work
    else:
        solver.parameters.max_time_in_seconds = max(0.01, BUSY * effort.seconds)
    with ended_when(effort.over(), solver.stop_search):
        status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return Choice(
        columns=tuple(
            column
            for variable, column in zip(chosen, given, strict=True)
            if solver.boolean_value(variable)
        ),
        proven=status == cp_model.OPTIMAL,
    )


Terms = list[tuple[cp_model.IntVar, int]]
Sums = list[tuple[cp_model.LinearExpr, int]]


def _limit(
    model: cp_model.CpModel,
    links: Links,
    rights: Rights,
    given: list[Column],
    chosen: list[cp_model.IntVar],
) -> None:
    """Rows of every rule, but for rows visited at most once, unless they are strict.

    Those may stand in several tours: all but one pass it by, and `_people` keeps the limit by what
    can be claimed for it.
    """
    rows: dict[int, Terms] = {}
    for variable, column in zip(chosen, given, strict=True):
        for row, amount in column.uses:
            visited = row - links.visits_at
            once = 0 <= visited < links.problem.rows and links.repeated[visited] < 0
            if once and not links.strict[visited]:
                continue
            rows.setdefault(row, []).append((variable, amount))
    for row, terms in rows.items():
        limit = int(rights.limits[row])
        if sum(amount for _, amount in terms) <= limit:
            continue
        if limit == 1 and all(amount == 1 for _, amount in terms):
            model.add_at_most_one(variable for variable, _ in terms)
        else:
            model.add(sum(amount * variable for variable, amount in terms) <= limit)


Offers = list[tuple[cp_model.IntVar, int, int]]
"""(variable, people, day): a row's people served, and a day that counts like the one served on."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Claims:
    """What a mix may claim.

    people: of each row visited at most once. credits: what is claimed of each credit, up to what
    is supplied; at a caravan that is to be held elsewhere, less than nothing.
    """

    people: dict[int, Offers]
    credits: dict[int, cp_model.LinearExpr]


def _claims(
    model: cp_model.CpModel,
    links: Links,
    rights: Rights,
    given: list[Column],
    chosen: list[cp_model.IntVar],
) -> _Claims:
    supplies: dict[int, Terms] = {}
    for variable, column in zip(chosen, given, strict=True):
        for credit, amount in column.supplies:
            supplies.setdefault(credit, []).append((variable, amount))
    claimed: dict[int, cp_model.LinearExpr] = {}
    people = _people(model, links, given, chosen)
    for credit, terms in sorted(supplies.items()):
        if credit >= links.caravans_at:
            continue
        claim = model.new_int_var(0, int(rights.ceilings[credit]), "")
        model.add(claim <= sum(amount * variable for variable, amount in terms))
        claimed[credit] = claim
    claimed.update(_caravans(model, links, rights, supplies))
    return _Claims(people=people, credits=claimed)


def _caravans(
    model: cp_model.CpModel, links: Links, rights: Rights, supplies: dict[int, Terms]
) -> dict[int, cp_model.LinearExpr]:
    """Units at caravans beyond those already there: on one day only, and enough of them."""
    claimed: dict[int, cp_model.LinearExpr] = {}
    least = links.problem.book.caravans.least
    before = (links.ceilings - rights.ceilings)[links.caravans_at :].astype(int).tolist()
    held: dict[int, list[cp_model.IntVar]] = {}
    for (number, _), slot in links.slots.items():
        terms = supplies.get(links.caravans_at + slot, [])
        if not terms and not before[slot]:
            continue
        most = int(links.ceilings[links.caravans_at + slot])
        here, there = model.new_bool_var(""), model.new_int_var(0, most, "")
        model.add(there <= before[slot] + sum(amount * variable for variable, amount in terms))
        model.add(there <= most * here)
        model.add(there >= int(least[number]) * here)
        held.setdefault(number, []).append(here)
        claimed[links.caravans_at + slot] = there - before[slot]
    for days in held.values():
        model.add_at_most_one(days)
    return claimed


def _goals(
    links: Links, claims: _Claims, given: list[Column], chosen: list[cp_model.IntVar]
) -> tuple[Sums, Sums]:
    """What each variable brings to tier 1 and to tier 3."""
    problem = links.problem
    promises: Sums = []
    value: Sums = [(v, -column.tour.cost) for v, column in zip(chosen, given, strict=True)]
    for row, terms in claims.people.items():
        prize, weight = int(problem.row_prize[row]), problem.day_weight[:, row].tolist()
        value.extend((claim, people * prize) for claim, people, _ in terms if prize)
        promises.extend((claim, people * weight[d]) for claim, people, d in terms if weight[d])
    points, weights = point_credits(links), promise_credits(links)
    for credit, claim in claims.credits.items():
        value.append((claim, int(points[credit])))
        promises.append((claim, int(weights[credit])))
    return promises, value


def _keep(model: cp_model.CpModel, keep: Levels, claims: _Claims) -> cp_model.IntVar | None:
    """One row for each level; the common share if they stretch."""
    stretched = model.new_int_var(0, int(keep.most), "") if keep.most > 0.0 else None
    for k in range(len(keep)):
        terms: Sums = [
            (claim, round(people * keep.scale * keep.gain[k, day, row]))
            for row, offers in claims.people.items()
            for claim, people, day in offers
            if keep.gain[k, day, row]
        ]
        terms += [
            (claim, round(keep.scale * keep.credits[k, credit]))
            for credit, claim in claims.credits.items()
            if keep.credits[k, credit]
        ]
        if stretched is not None and keep.stretch[k]:
            terms.append((stretched, -round(keep.scale * keep.stretch[k])))
        floor = round(keep.scale * keep.floor[k])
        if floor > 0 or stretched is not None:
            model.add(sum(amount * variable for variable, amount in terms) >= floor)
    return stretched


def _people(
    model: cp_model.CpModel,
    links: Links,
    given: list[Column],
    chosen: list[cp_model.IntVar],
) -> dict[int, Offers]:
    """For each row visited at most once: variables that claim so many of its people.

    Where all tours that serve a row share a unit-day, at most one is chosen and each claims for
    itself; else one claim is made of those that the tours chosen allow.
    """
    offers: dict[int, Offers] = {}
    shared: dict[int, set[int]] = {}
    weights = links.problem.day_weight
    for variable, column in zip(chosen, given, strict=True):
        unit_days = {row for row, _ in column.uses if row < links.visits_at}
        for row, people, day in column.tour.visits():
            if links.repeated[row] < 0:
                offers.setdefault(row, []).append((variable, people, day))
                shared[row] = shared.get(row, unit_days) & unit_days
    claims: dict[int, Offers] = {}
    for row, terms in offers.items():
        if shared[row] or links.strict[row]:
            claims[row] = terms
            continue
        alike: dict[tuple[int, int], Offers] = {}
        for offer in terms:
            alike.setdefault((offer[1], int(weights[offer[2], row])), []).append(offer)
        claims[row] = []
        for (people, _), same in sorted(alike.items()):
            claim = model.new_bool_var("")
            model.add(claim <= sum(variable for variable, _, _ in same))
            claims[row].append((claim, people, same[0][2]))
        model.add_at_most_one(claim for claim, _, _ in claims[row])
    return claims
