"""Stored plans: checked again from what was stored, made again, seen, and handed out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from geodata.access import AccessMap
from geodata.basemap import Basemap
from geodata.errors import GeodataError
from geodata.matrix import TravelMatrix
from geodata.places import Location
from geodata.roads.last_legs import LastLeg
from planner.assess.check import check_plan
from planner.documents import digest, from_json, plan_digest
from planner.domain.calendar import LOCAL_ZONE, Horizon
from planner.domain.demand import Pin
from planner.domain.errors import NotFound
from planner.domain.fixed_points import FixedServicePoint
from planner.domain.plan import Plan
from planner.domain.province import request_for
from planner.domain.request import PlanRequest
from planner.domain.runs import PlanState, PlanSummary, StoredPlan
from planner.domain.seasons import RoadState
from planner.domain.verdict import Verdict
from planner.outputs.view import LegKey, PlanView
from planner.ports import Store, TravelTimes
from planner.usecases.access import access_of_province, with_access
from planner.usecases.barriers import ROLE, Barriers, unpack_barriers
from planner.usecases.drafts import draft_visits, unanswered
from planner.usecases.life import history_without
from planner.usecases.loans import with_loans
from planner.usecases.travel import EngineOf, always, places_of, road_states, unpack_matrix

BasemapOf = Callable[[str], Basemap]
"""The base map of a province, by its code."""

LATEST = "latest"
WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})", re.ASCII)
COUNTS = (PlanState.PUBLISHED, PlanState.APPROVED, PlanState.DRAFT, PlanState.WITHDRAWN)


def request_of_week(
    store: Store,
    province_code: str,
    horizon: Horizon,
    *,
    unit_codes: tuple[str, ...] = (),
    pins: tuple[Pin, ...] = (),
    engine_of: EngineOf | None = None,
    state: RoadState | None = None,
    budget_baht: int | None = None,
    with_drafts: bool = False,
) -> PlanRequest:
    """The planning problem of a horizon from what the store knows now.

    Visits that published plans announced for other days count as visits, before and after, and
    answer the requests filed before them; `with_drafts` counts those of earlier weeks' newest
    drafts as well. Units lent on its days are left out, borrowed ones are there.
    `unit_codes` chooses some of the province's units (none given: all); raises `NotFound` for one
    that it does not have. With `engine_of` the policy's rules on fixed service points are applied.
    `state` is that of the roads on every day, whatever the calendar says. `budget_baht` is what all
    days may cost together.
    """
    with store.reading() as reader:
        data = with_loans(reader, reader.province(province_code), horizon)
        days = (horizon.start, horizon.days)
        history = history_without(data.history, reader, province_code, *days)
        if with_drafts:
            history += draft_visits(reader, province_code, horizon.start, history)
    requests = unanswered(data.requests, history, horizon.start)
    data = replace(data, history=history, requests=requests)
    known = {unit.code for unit in data.units}
    unknown = sorted(set(unit_codes) - known)
    if unknown:
        raise NotFound("no such mobile unit", kind="unit", id=", ".join(unknown))
    if unit_codes:
        units = tuple(unit for unit in data.units if unit.code in unit_codes)
        data = replace(data, units=units)
    seasons = data.road_seasons if state is None else (always(state),)
    states = road_states(horizon, data.closures, seasons)
    request = request_for(data, horizon, road_states=states, pins=pins, budget_baht=budget_baht)
    if engine_of is None or not data.policy.uses_access:
        return request
    return with_access(request, data.fixed_points, engine_of(province_code))


def find_plan(store: Store, name: str) -> PlanSummary:
    """The stored plan of an id, of an id's unambiguous beginning, of a week, or "latest".

    The latest is the newest that a search made; a draft made by hand only when there is no other.
    Of a week (2026-W49) the one that counts: published before approved before the newest draft.
    """
    with store.reading() as reader:
        summaries = reader.plans(limit=1_000_000)
    if name == LATEST:
        found = ([s for s in summaries if s.run_id is not None] or list(summaries))[:1]
    elif (monday := week_start(name)) is not None:
        found = _counting(summaries, monday)
    else:
        exact = [s for s in summaries if s.id == name]
        found = exact or [s for s in summaries if s.id.startswith(name)]
    if len(found) != 1:
        raise NotFound("no such plan, or several", kind="plan", id=name, count=len(found))
    return found[0]


def week_start(name: str) -> date | None:
    """The Monday of a week by its ISO name, 2026-W49; None for what is no such name."""
    found = WEEK.fullmatch(name)
    try:
        return None if found is None else date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def _counting(summaries: Iterable[PlanSummary], monday: date) -> list[PlanSummary]:
    """The plan that counts for a week, one for each province that has any."""
    best: dict[str, PlanSummary] = {}
    for summary in summaries:
        starts_then = monday <= summary.start < monday + timedelta(days=7)
        known = best.get(summary.province_code)
        if starts_then and (known is None or _rank(summary) < _rank(known)):
            best[summary.province_code] = summary
    return list(best.values())


def _rank(summary: PlanSummary) -> tuple[int, bool]:
    """What counts more comes first; of equals the order given decides."""
    return COUNTS.index(summary.state), summary.run_id is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a stored plan was made from."""

    request: PlanRequest
    travel: Mapping[str, TravelMatrix]
    barriers: Barriers = field(default_factory=dict)


def inputs_of(store: Store, plan_id: str) -> Inputs:
    """The request, matrices and barriers a plan was made from, out of their blobs."""
    with store.reading() as reader:
        named = reader.plan(plan_id).summary.inputs
        contents = {role: reader.blob(name) for role, name in named.items()}
    return Inputs(
        request=from_json(PlanRequest, contents["request"]),
        travel={
            role.removeprefix("travel:"): unpack_matrix(content)
            for role, content in contents.items()
            if role.startswith("travel:")
        },
        barriers=unpack_barriers(contents[ROLE]) if ROLE in contents else {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """What an auditor's second look found.

    `verdict` is made new from the stored inputs. `differences` names what no longer agrees with
    what was stored: "plan", "request", "travel:<profile>", "value", "verdict".
    """

    stored: StoredPlan
    request: PlanRequest
    verdict: Verdict
    differences: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether no rule is broken and everything agrees with what was stored."""
        return self.verdict.is_clean and not self.differences


def recheck_plan(store: Store, plan_id: str) -> Recheck:
    """Judge a stored plan again, from its stored inputs alone, and compare all digests."""
    with store.reading() as reader:
        stored = reader.plan(plan_id)
    inputs = inputs_of(store, plan_id)
    verdict = check_plan(inputs.request, inputs.travel, stored.plan)
    return Recheck(
        stored=stored,
        request=inputs.request,
        verdict=verdict,
        differences=tuple(_differences(stored, inputs, verdict)),
    )


def _differences(stored: StoredPlan, inputs: Inputs, verdict: Verdict) -> Iterator[str]:
    summary = stored.summary
    if plan_digest(stored.plan) != summary.digest:
        yield "plan"
    if digest(inputs.request) != summary.request_digest:
        yield "request"
    provenance = stored.plan.provenance
    if provenance is not None:
        if provenance.request_digest != summary.request_digest:
            yield "request"
        travel = {profile: matrix.digest() for profile, matrix in inputs.travel.items()}
        for profile, named in sorted(provenance.travel_digests.items()):
            if travel.get(profile) != named:
                yield f"travel:{profile}"
    if verdict.value != summary.value:
        yield "value"
    if replace(verdict, checker_version="") != replace(stored.verdict, checker_version=""):
        yield "verdict"


def make_view(store: Store, plan_id: str, engine_of: EngineOf, basemap_of: BasemapOf) -> PlanView:
    """All that a drawing of a stored plan needs: its inputs, road lines and the base map."""
    with store.reading() as reader:
        stored = reader.plan(plan_id)
        request = from_json(PlanRequest, reader.blob(stored.summary.inputs["request"]))
        points = reader.province(stored.summary.province_code).fixed_points
    province_code = stored.summary.province_code
    engine = engine_of(province_code)
    return PlanView(
        request=request,
        plan=stored.plan,
        verdict=stored.verdict,
        plan_digest=stored.summary.digest,
        made_at=stored.summary.created_at.astimezone(LOCAL_ZONE),
        lines=leg_lines(request, stored.plan, engine),
        basemap=basemap_of(province_code),
        access=_access(request, points, engine),
        fixed_points=points,
        last_legs=last_legs_of(request, stored.plan, engine),
        plan_id=stored.summary.id,
    )


def _access(
    request: PlanRequest, points: tuple[FixedServicePoint, ...], engine: TravelTimes
) -> AccessMap:
    """The access map of today's roads and points; empty without points or with other profiles."""
    try:
        return access_of_province(request.villages, points, engine) if points else {}
    except GeodataError:
        return {}


def leg_lines(
    request: PlanRequest, plan: Plan, engine: TravelTimes
) -> dict[LegKey, tuple[Location, ...]]:
    """The road line of each leg; one that the roads of today no longer give is left out."""
    places = places_of(request)
    units = {unit.code: unit for unit in request.units}
    wanted: dict[str, dict[tuple[Location, Location], list[LegKey]]] = {}
    for route in plan.routes:
        profile = request.profile_of(units[route.unit_code], route.day)
        pairs = wanted.setdefault(profile, {})
        for i, leg in enumerate(route.legs):
            if leg.from_code != leg.to_code:
                pair = (places[leg.from_code], places[leg.to_code])
                pairs.setdefault(pair, []).append((route.unit_code, route.day, i))
    lines: dict[LegKey, tuple[Location, ...]] = {}
    for profile, pairs in wanted.items():
        for keys, line in zip(pairs.values(), _lines(engine, list(pairs), profile), strict=True):
            lines |= dict.fromkeys(keys, line) if line else {}
    return lines


def last_legs_of(
    request: PlanRequest, plan: Plan, engine: TravelTimes
) -> dict[tuple[str, str], LastLeg]:
    """By profile and visited place, how the crew goes on where the vehicle stays behind."""
    places = places_of(request)
    units = {unit.code: unit for unit in request.units}
    visited: dict[str, dict[str, Location]] = {}
    for route in plan.routes:
        profile = request.profile_of(units[route.unit_code], route.day)
        for stop in route.visits:
            visited.setdefault(profile, {})[stop.place_code] = places[stop.place_code]
    found: dict[tuple[str, str], LastLeg] = {}
    for profile, there in visited.items():
        try:
            legs = engine.last_legs(there, profile)
        except GeodataError:
            continue
        found |= {(profile, code): leg for code, leg in legs.items()}
    return found


def _lines(
    engine: TravelTimes, pairs: list[tuple[Location, Location]], profile: str
) -> tuple[tuple[Location, ...], ...]:
    """All lines at once; empty ones when today's roads do not know the profile."""
    try:
        return engine.geometries(pairs, profile)
    except GeodataError:
        return ((),) * len(pairs)
