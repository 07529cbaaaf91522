"""A plan on the terminal: units by days, how many are served, who is left out and why."""

from collections import Counter

from rich.table import Table

from planner.assess.metrics import measure
from planner.assess.money import plan_baht
from planner.cli.complaints import plain
from planner.cli.desk import Desk
from planner.domain.plan import Plan, Route, StopCause
from planner.domain.request import PlanRequest
from planner.domain.runs import StoredPlan
from planner.outputs.figures import lowest_of, percent_text, promises
from planner.outputs.left_out_sums import facts_of_sums, left_out_sums
from planner.outputs.times import date_text, days_text, weekday_text
from planner.outputs.unplanned import REASONS, due_of, presses, reason_text
from planner.outputs.view import Directory, around_text, district_name, name_of
from planner.usecases.explaining import most_pressing

MOST_PRESSING = 20
WIDE = 110
"""Columns from which on units are shown with their names."""
LOOSE_GAP = 0.25
"""A gap above which the bound tells of the proof, which did not end, and little of the plan."""
BUSY_SHARE = 0.8
"""Of the CPU seconds asked for; a search that the clock ended before had a busy machine."""


def show_plan(desk: Desk, stored: StoredPlan, request: PlanRequest) -> None:
    """The plan's table, what it leaves out, and its figures."""
    desk.show(week_table(desk, stored, request))
    _show_left_out(desk, stored, request)
    # What matters most stands last: a terminal shows the end of what it was told.
    _show_figures(desk, stored, request)


def week_table(desk: Desk, stored: StoredPlan, request: PlanRequest) -> Table:
    """Units by days; a cell names the villages visited, people served, and the night's place."""
    plan, language = stored.plan, desk.language
    table = Table(
        title=desk.say(
            "cli_plan_title",
            plan=stored.summary.id,
            days=days_text(plan.start, plan.days, language),
        ),
        show_lines=True,
    )
    worked = [day for day in range(plan.days) if any(r.day == day for r in plan.routes)]
    table.add_column(desk.say("cli_column_unit"), overflow="fold")
    for day in worked:
        when = request.horizon.date_of(day)
        table.add_column(f"{weekday_text(when, language)} {when.day}", overflow="fold")
    table.add_column(desk.say("cli_column_people_served"), justify="right")
    for unit in request.units:
        routes = [route for route in plan.routes if route.unit_code == unit.code]
        cells = [
            "\n".join(line for r in routes if r.day == day for line in _day_lines(desk, r, request))
            for day in worked
        ]
        served = sum(s.people for r in routes for stop in r.stops for s in stop.servings)
        name = f"{unit.code} {name_of(unit, language)}" if desk.out.width >= WIDE else unit.code
        table.add_row(plain(name), *cells, f"{served:,}")
    return table


def _day_lines(desk: Desk, route: Route, request: PlanRequest) -> list[str]:
    directory = Directory(request)
    places = directory.places
    lines = []
    for stop in route.visits:
        place = places[stop.place_code]
        name = name_of(place.village or place, desk.language)
        people = sum(serving.people for serving in stop.servings)
        lines.append(plain(f"{name} {people}"))
    if route.end_code != directory.units[route.unit_code].base_code:
        night = name_of(places[route.end_code], desk.language)
        lines.append(plain(desk.say("cli_night", place=night)))
    return lines


def _show_figures(desk: Desk, stored: StoredPlan, request: PlanRequest) -> None:
    plan, sums = stored.plan, measure(request, stored.plan)
    kept = promises(request, plan)
    desk.line(
        "cli_figures",
        people=f"{sums.whole.people_served:,}",
        share=f"{sums.whole.share_served:.1%}",
        villages=sums.whole.villages_visited,
        visits=sum(unit.visits for unit in sums.units),
        unit_days=sum(unit.days for unit in sums.units),
        nights=sum(unit.nights for unit in sums.units),
        km=f"{sums.distance_m / 1000:,.0f}",
        hours=f"{sums.drive_s / 3600:,.0f}",
    )
    desk.line("cli_promises", kept=kept.kept, rows=kept.rows)
    _show_equity(desk, plan, request)
    if request.budget_baht is not None:
        spent = plan_baht(request, plan)
        desk.line("cli_money", spent=f"{spent:,}", budget=f"{request.budget_baht:,}")
    desk.line("cli_verdict_clean" if stored.verdict.is_clean else "cli_verdict_broken")
    show_proof(desk, plan)
    made = plan.provenance
    if made is not None and made.workers_lost:
        desk.line("cli_worker_lost", count=made.workers_lost)
    if made is not None and made.gained_by_forcing:
        desk.line("cli_forcing_gained", points=f"{made.gained_by_forcing:,}")


def show_proof(desk: Desk, plan: Plan) -> None:
    """How near the best possible, and what kept the search from proving more."""
    if plan.gap is None:
        desk.line("cli_gap_unknown", value=f"{plan.value:,}")
    elif plan.gap > LOOSE_GAP:
        desk.line("cli_gap_loose", value=f"{plan.value:,}", gap=f"{plan.gap:.0%}")
    else:
        desk.line("cli_gap", value=f"{plan.value:,}", gap=f"{plan.gap:.2%}")
    made = plan.provenance
    if made is None or made.stop_cause is not StopCause.WALL_TIME:
        return
    if made.cpu_s < BUSY_SHARE * made.params.cpu_s:
        desk.line("cli_busy", used=f"{made.cpu_s:.0f}", asked=f"{made.params.cpu_s:.0f}")


def _show_equity(desk: Desk, plan: Plan, request: PlanRequest) -> None:
    """The district whose need is met least over the year that ends with the plan."""
    lowest = lowest_of(request, plan)
    if lowest is None:
        return
    bound = lowest.bound
    desk.line(
        "cli_equity" if bound is None or bound >= lowest.floor else "cli_equity_bound",
        district=plain(district_name(request, lowest.code, desk.language)),
        share=percent_text(lowest.share),
        floor=percent_text(lowest.floor),
        bound="" if bound is None else f"{bound / 100:.2f}",
    )


def _show_left_out(desk: Desk, stored: StoredPlan, request: PlanRequest) -> None:
    due = due_of(request)
    rows = [row for row in stored.plan.unplanned if presses(row, due)]
    if not rows:
        desk.line("output_nobody_left_out")
        return
    desk.line("output_left_out", **facts_of_sums(left_out_sums(request, stored.plan)))
    people, counts = Counter[str](), Counter[str]()
    for row in rows:
        people[row.reason.value] += row.people
        counts[row.reason.value] += 1
    for reason in REASONS:
        if counts[reason.value]:
            desk.line(
                "cli_left_out_reason",
                reason=desk.say(f"reason_{reason.value}"),
                rows=counts[reason.value],
                people=f"{people[reason.value]:,}",
            )
    _show_pressing(desk, stored, request)


def _show_pressing(desk: Desk, stored: StoredPlan, request: PlanRequest) -> None:
    """The rows left out that press most: promised ones by date, then the long overdue."""
    directory = Directory(request)
    pressing = most_pressing(request, stored.plan, MOST_PRESSING)
    total = len(most_pressing(request, stored.plan, len(stored.plan.unplanned)))
    if not pressing:
        return
    table = Table(title=desk.say("cli_pressing", count=len(pressing), total=total), show_lines=True)
    for name in ("village", "tambon", "service", "people", "due", "reason"):
        table.add_column(desk.say(f"cli_column_{name}"), overflow="fold")
    for row in pressing:
        village = directory.villages[row.village_code]
        table.add_row(
            plain(f"{name_of(village, desk.language)} {row.village_code}"),
            plain(around_text(village, desk.language)),
            plain(name_of(directory.services[row.service_code], desk.language)),
            str(row.people),
            date_text(row.due_on, desk.language) if row.due_on else "",
            plain(reason_text(row, desk.language, directory.names(desk.language))),
        )
    desk.show(table)
