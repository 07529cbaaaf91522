"""Routine runs: a whole province and its days, planned from what is known when the run begins.

Nationwide runs and weekly drafts are made of them. Of one province and its days one is open at a
time, whoever asks. The request is made by the worker that begins the run, so that asking for many
provinces takes no time, and one whose data cannot be planned with fails alone.
"""

from dataclasses import replace
from datetime import date, datetime

from planner.assess.metrics import measure
from planner.documents import to_canonical
from planner.domain.calendar import Horizon
from planner.domain.errors import NothingToPlanWith
from planner.domain.params import SolveParams
from planner.domain.plan import Plan
from planner.domain.request import PlanRequest
from planner.domain.runs import NO_REQUEST, Run, RunFigures, RunState, VisitSpot
from planner.outputs.figures import promises
from planner.ports import Clock, Store, Writer
from planner.usecases.plans import request_of_week
from planner.usecases.run_ids import next_run_id
from planner.usecases.travel import EngineOf, places_of

NEEDED = ("villages", "units", "services", "packages", "demands")
OPEN = (RunState.ACCEPTED, RunState.RUNNING)
MOST_OPEN = 10_000


def open_routine(
    writer: Writer,
    province_code: str,
    start: date,
    days: int,
    params: SolveParams,
    *,
    actor: str,
    at: datetime,
) -> Run:
    """The open routine run of a province and its days; a new one, queued, when there is none."""
    found = writer.runs(province_code=province_code, states=OPEN, limit=MOST_OPEN)
    same = [r for r in found if r.is_routine and (r.start, r.days) == (start, days)]
    if same:
        return same[-1]
    writer.put_blob(b"")
    run = Run(
        id=next_run_id(writer),
        province_code=province_code,
        start=start,
        days=days,
        request_digest=NO_REQUEST,
        params=params,
        created_at=at,
        created_by=actor,
        updated_at=at,
        is_queued=True,
        is_routine=True,
    )
    writer.add_run(run)
    writer.note(
        "run_opened", f"run:{run.id}",
        province=run.province_code, start=start.isoformat(), days=days,
    )  # fmt: skip
    return run


def request_of_run(store: Store, clock: Clock, run: Run, engine_of: EngineOf) -> Run:
    """The run with its request made and kept, from what the province knows now.

    Raises `NothingToPlanWith` where a plan could only be empty.
    """
    request = request_of_week(
        store, run.province_code, Horizon(start=run.start, days=run.days), engine_of=engine_of
    )
    counts = {name: len(getattr(request, name)) for name in NEEDED}
    if not all(counts.values()):
        raise NothingToPlanWith("nothing to plan with", province=run.province_code, **counts)
    now = clock.now()
    with store.writing(actor=run.created_by, at=now) as writer:
        named = writer.put_blob(to_canonical(request))
        made = replace(writer.run(run.id), request_digest=named, updated_at=now)
        if not made.is_closed:
            writer.change_run(made)
        writer.note("run_request_made", f"run:{run.id}", province=run.province_code, request=named)
    return made


def figures_of(request: PlanRequest, plan: Plan) -> RunFigures:
    """What a plan means in a few numbers."""
    whole, kept, places = measure(request, plan).whole, promises(request, plan), places_of(request)
    people: dict[str, int] = {}
    for _, stop, serving in plan.servings():
        people[stop.place_code] = people.get(stop.place_code, 0) + serving.people
    return RunFigures(
        villages=whole.villages,
        villages_visited=whole.villages_visited,
        people_due=whole.people_due,
        people_due_served=whole.people_due_served,
        people_served=whole.people_served,
        promises=kept.rows,
        promises_kept=kept.kept,
        gap=plan.gap,
        cpu_s=0.0 if plan.provenance is None else round(plan.provenance.cpu_s, 2),
        visits=tuple(VisitSpot(location=places[c], people=n) for c, n in sorted(people.items())),
    )
