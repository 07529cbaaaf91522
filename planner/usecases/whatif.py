"""What if a visit were moved, added, dropped or pinned: the effect, judged and not saved.

Only the trips that an edit touches are put together anew, at their earliest times; all others stay
to the second. Nothing is mended: a rule that the edited plan breaks is named by the
independent checker. Whoever likes what they see keeps it as a new draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from geodata.matrix import TravelMatrix
from planner.assess.check import check_plan
from planner.assess.compare import Change, ChangeKind, compare_plans
from planner.documents import digest, plan_digest, to_canonical
from planner.domain.demand import Pin
from planner.domain.edits import Edit, EditKind
from planner.domain.errors import Fault, InvalidDocument
from planner.domain.plan import Plan, Route, Stop, Term
from planner.domain.request import PlanRequest
from planner.domain.rules import TIER_OF
from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.domain.verdict import Verdict, Violation
from planner.inputs.schedule import Done
from planner.ports import Clock, Store, Writer
from planner.usecases.handmade import LeftOut, accounted, handmade_trips
from planner.usecases.remembered import remembered_inputs
from planner.usecases.runs import next_plan_id

Day = tuple[str, date]
"""A unit and a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A plan as edited beside the one it was made from.

    `violations` are what the checker found in the edited plan; `left_out` are visits that no route
    can hold (a place that cannot be reached), with the code of the reason.
    """

    plan: Plan
    request: PlanRequest
    verdict: Verdict
    before: Plan
    before_verdict: Verdict
    changes: tuple[Change, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def people(self) -> int:
        """People gained, negative when lost."""
        return self.plan.people_served - self.before.people_served

    @property
    def new_violations(self) -> tuple[Violation, ...]:
        """Rules broken by the edit: those that the plan did not break before."""
        known = {digest(violation) for violation in self.before_verdict.violations}
        return tuple(v for v in self.verdict.violations if digest(v) not in known)

    @property
    def dropped(self) -> tuple[Change, ...]:
        """Rows that lose a visit, or people of one."""
        return tuple(c for c in self.changes if c.kind is ChangeKind.DROPPED or c.people < 0)

    def points(self, tier: int) -> int:
        """Points gained in a tier, negative when lost."""
        return _points(self.plan.terms, tier) - _points(self.before.terms, tier)

    def term_changes(self) -> dict[str, int]:
        """Points gained by each term that changed."""
        old = {term.code: term.points for term in self.before.terms}
        new = {term.code: term.points for term in self.plan.terms}
        gained = {code: new.get(code, 0) - old.get(code, 0) for code in (*old, *new)}
        return {code.value: points for code, points in gained.items() if points}


def try_edits(store: Store, plan_id: str, edits: tuple[Edit, ...]) -> Effect:
    """What a stored plan would be after some edits, carried out in their order.

    Raises `InvalidDocument` for an edit of something that the plan or its request does not have.
    """
    with store.reading() as reader:
        before = reader.plan(plan_id)
    inputs = remembered_inputs(store, before.summary)
    request = _with_pins(inputs.request, edits)
    plan, left_out = edited_plan(request, inputs.travel, before.plan, edits)
    return Effect(
        plan=plan,
        request=request,
        verdict=check_plan(request, inputs.travel, plan),
        before=before.plan,
        before_verdict=before.verdict,
        changes=compare_plans(before.plan, plan),
        left_out=left_out,
    )


def keep_edits(
    store: Store, clock: Clock, plan_id: str, edits: tuple[Edit, ...], *, actor: str
) -> StoredPlan:
    """Keep the edited plan as a new draft with its verdict; the plan it came from stays."""
    effect = try_edits(store, plan_id, edits)
    now = clock.now()
    with store.writing(actor=actor, at=now) as writer:
        return add_draft(writer, effect, plan_id, edits=len(edits), actor=actor, at=now)


def add_draft(
    writer: Writer, effect: Effect, plan_id: str, *, edits: int, actor: str, at: datetime
) -> StoredPlan:
    """Add the plan of an effect as a draft made out of this plan, within a transaction."""
    before = writer.plan(plan_id).summary
    inputs = {**before.inputs, "request": writer.put_blob(to_canonical(effect.request))}
    summary = PlanSummary(
        id=next_plan_id(writer, effect.request),
        province_code=before.province_code,
        start=before.start,
        days=before.days,
        created_at=at,
        created_by=actor,
        state=PlanState.DRAFT,
        digest=plan_digest(effect.plan),
        request_digest=digest(effect.request),
        inputs=inputs,
        value=effect.verdict.value,
        people_served=effect.plan.people_served,
        gap=None,
        is_clean=effect.verdict.is_clean,
    )
    stored = StoredPlan(summary=summary, plan=effect.plan, verdict=effect.verdict)
    writer.add_plan(stored)
    writer.note(
        "plan_edited",
        f"plan:{summary.id}",
        digest=summary.digest,
        edited=plan_id,
        edits=edits,
        violations=len(effect.verdict.violations),
    )
    return stored


def edited_plan(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    plan: Plan,
    edits: tuple[Edit, ...],
) -> tuple[Plan, tuple[LeftOut, ...]]:
    """A plan after some edits, with what it leaves out and its terms worked out again."""
    bare, left_out = edited_trips(request, travel, plan, edits)
    return accounted(request, travel, bare), left_out


def edited_trips(
    request: PlanRequest,
    travel: Mapping[str, TravelMatrix],
    plan: Plan,
    edits: tuple[Edit, ...],
) -> tuple[Plan, tuple[LeftOut, ...]]:
    """The same with the trips alone: what the plan leaves out and its terms are the old ones."""
    desk = _Desk(request, plan)
    for number, edit in enumerate(edits):
        desk.carry_out(edit, f"edits[{number}]")
    anew = set(desk.touched)
    kept = []
    for trip in plan.trips:
        days = {(trip.unit_code, plan.start + timedelta(days=r.day)) for r in trip.routes}
        if days & desk.touched:
            anew |= days
        else:
            kept.append(trip)
    lines = [line for day in sorted(desk.days) if day in anew for line in desk.days[day]]
    made, left_out = handmade_trips(request, travel, lines)
    trips = tuple(sorted((*kept, *made), key=lambda t: (t.unit_code, t.routes[0].day)))
    return replace(plan, trips=trips, bounds=(), provenance=None), left_out


class _Desk:
    """A plan spread out as lines by unit and date, so that visits can be picked up and put down."""

    def __init__(self, request: PlanRequest, plan: Plan) -> None:
        self.request = request
        self.touched: set[Day] = set()
        self.days: dict[Day, list[Done]] = {}
        self._newest = 0
        self._bases = {unit.code: unit.base_code for unit in request.units}
        for route in plan.routes:
            when = request.horizon.start + timedelta(days=route.day)
            self.days[route.unit_code, when] = self._lines_of(route, when)

    def _lines_of(self, route: Route, when: date) -> list[Done]:
        away = route.end_code != self._bases.get(route.unit_code)
        lines = []
        for stop in route.visits:
            self._newest += 1
            for village, servings in _servings_of(stop).items():
                lines.append(
                    Done(
                        row=0,
                        unit_code=route.unit_code,
                        date=when,
                        village_code=village,
                        servings=servings,
                        place_code=stop.place_code,
                        package_code=stop.package_code,
                        night_code=route.end_code if away else None,
                        stop_number=self._newest,
                    )
                )
        return lines

    def carry_out(self, edit: Edit, path: str) -> None:
        self._check_names(edit, path)
        if edit.kind is EditKind.ADD:
            self._add(edit)
        elif edit.kind is EditKind.DROP:
            self._take(edit, path)
        elif edit.kind is EditKind.MOVE:
            lines = self._take(edit, path)
            unit, when = edit.to_unit_code or edit.unit_code, edit.to_date or edit.on_date
            assert unit is not None
            assert when is not None
            self._put([replace(li, unit_code=unit, date=when) for li in lines], edit.to_position)

    def _check_names(self, edit: Edit, path: str) -> None:
        request, horizon = self.request, self.request.horizon
        known = {
            "unit_code": self._bases.keys(),
            "to_unit_code": self._bases.keys(),
            "village_code": {village.code for village in request.villages},
            "place_code": {place.code for place in request.stop_places},
        }
        faults = [
            Fault(field=f"{path}.{name}", code="unknown", value=str(getattr(edit, name))[:80])
            for name, names in known.items()
            if getattr(edit, name) is not None and getattr(edit, name) not in names
        ]
        services = {service.code for service in request.services}
        faults += [
            Fault(field=f"{path}.service_codes", code="unknown", value=code[:80])
            for code in edit.service_codes
            if code not in services
        ]
        faults += [
            Fault(field=f"{path}.{name}", code="outside_horizon", value=when.isoformat())
            for name, when in (("on_date", edit.on_date), ("to_date", edit.to_date))
            if when is not None and not horizon.holds(when)
        ]
        if faults:
            raise InvalidDocument("edits", tuple(faults))

    def _take(self, edit: Edit, path: str) -> list[Done]:
        """Pick up the first visit of a unit at a place on a date."""
        assert edit.unit_code is not None
        assert edit.on_date is not None
        day = (edit.unit_code, edit.on_date)
        there = self.days.get(day, [])
        first = next((li for li in there if li.place_code == edit.place_code), None)
        if first is None:
            value = f"{edit.unit_code} {edit.on_date} {edit.place_code}"
            fault = Fault(field=path, code="no_such_visit", value=value[:80])
            raise InvalidDocument("edits", (fault,))
        taken = [li for li in there if li.stop_number == first.stop_number]
        self.days[day] = [li for li in there if li.stop_number != first.stop_number]
        self.touched.add(day)
        return [replace(li, night_code=None, start_s=None) for li in taken]

    def _add(self, edit: Edit) -> None:
        assert edit.unit_code is not None
        assert edit.on_date is not None
        assert edit.village_code is not None
        people: tuple[int | None, ...] = edit.people or (None,) * len(edit.service_codes)
        line = Done(
            row=0,
            unit_code=edit.unit_code,
            date=edit.on_date,
            village_code=edit.village_code,
            servings=tuple(zip(edit.service_codes, people, strict=True)),
            place_code=edit.place_code,
        )
        self._put([line], edit.to_position)

    def _put(self, lines: list[Done], position: int | None) -> None:
        """Put a visit down before the one at a position; it sleeps where that day's unit sleeps."""
        day = (lines[0].unit_code, lines[0].date)
        there = self.days.setdefault(day, [])
        stops = list(dict.fromkeys(line.stop_number for line in there))
        self._newest += 1
        at = len(there)
        if position is not None and position < len(stops):
            at = next(i for i, line in enumerate(there) if line.stop_number == stops[position])
        night = next((line.night_code for line in there if line.night_code), None)
        there[at:at] = [replace(line, stop_number=self._newest, night_code=night) for line in lines]
        self.touched.add(day)


def _servings_of(stop: Stop) -> dict[str, tuple[tuple[str, int | None], ...]]:
    found: dict[str, tuple[tuple[str, int | None], ...]] = {}
    for serving in stop.servings:
        own = (serving.service_code, serving.people)
        found[serving.village_code] = (*found.get(serving.village_code, ()), own)
    return found


def _with_pins(request: PlanRequest, edits: tuple[Edit, ...]) -> PlanRequest:
    pins = tuple(
        Pin(
            village_code=edit.village_code or "",
            service_code=next(iter(edit.service_codes), None),
            on_date=edit.on_date,
            unit_code=edit.unit_code,
            forbid=edit.forbid,
        )
        for edit in edits
        if edit.kind is EditKind.PIN
    )
    free = {edit.village_code for edit in edits if edit.kind is EditKind.UNPIN}
    before = tuple(pin for pin in request.pins if pin.village_code not in free)
    if not pins and before == request.pins:
        return request
    return replace(request, pins=(*before, *pins))


def _points(terms: tuple[Term, ...], tier: int) -> int:
    return sum(term.points for term in terms if TIER_OF[term.code] == tier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two stored plans side by side: from the first to the second."""

    before: StoredPlan
    after: StoredPlan
    changes: tuple[Change, ...]

    def points(self, tier: int) -> int:
        """Points gained in a tier, negative when lost."""
        return _points(self.after.plan.terms, tier) - _points(self.before.plan.terms, tier)


def compare_stored(store: Store, plan_id: str, other_id: str) -> Comparison:
    """What the other plan has that this one has not, and the reverse."""
    with store.reading() as reader:
        before, after = reader.plan(plan_id), reader.plan(other_id)
    changes = compare_plans(before.plan, after.plan)
    return Comparison(before=before, after=after, changes=changes)
