"""The workbook's last sheets: what the plan comes to, and what it was made from."""

from collections.abc import Iterator

from geodata.places import Village
from planner.assess.equity import DistrictNeed, lowest_district, needs_of_plan
from planner.assess.metrics import Coverage, measure
from planner.assess.money import plan_baht
from planner.domain.plan import Provenance
from planner.outputs.closed_now import closed_now_text, verdict_text
from planner.outputs.figures import promises
from planner.outputs.left_out_sums import left_out_sums
from planner.outputs.times import days_text, moment_text
from planner.outputs.view import Directory, PlanView, province_text
from planner.outputs.workbook_cells import Column, Table, Value
from planner.words import Language, say
from planner.words.violations import tell_violation


def summary_table(view: PlanView, language: Language) -> Table:
    """One figure a row, with its unit."""
    rows: list[list[Value]] = [
        [say(f"book_sum_{code}", language), value, say(f"book_in_{unit}", language)]
        for code, value, unit in _figures(view)
    ]
    rows += [
        [
            say(f"term_{term.code.value}", language),
            term.points,
            say("book_in_points", language),
        ]
        for term in view.plan.terms
    ]
    columns = (
        Column(heading="book_figure", width=64),
        Column(heading="book_value", width=16, number_format="#,##0.##"),
        Column(heading="book_in", width=14),
    )
    return Table(title_code="book_sheet_summary", columns=columns, rows=rows)


def about_table(view: PlanView, language: Language) -> Table:
    """Where the plan comes from, who checked it, and whom to thank for the data."""
    rows: list[list[Value]] = [
        [say(f"book_about_{code}", language), value] for code, value in _about(view, language)
    ]
    columns = (
        Column(heading="book_fact", width=34),
        Column(heading="book_value", width=110, wrap=True),
    )
    return Table(title_code="book_sheet_about", columns=columns, rows=rows)


def _figures(view: PlanView) -> Iterator[tuple[str, int | float | None, str]]:
    plan = view.plan
    sums, kept = measure(view.request, plan), promises(view.request, plan)
    yield "people", sums.whole.people_served, "people"
    yield "people_due", sums.whole.people_due, "people"
    yield "people_due_served", sums.whole.people_due_served, "people"
    yield "villages", sums.whole.villages_visited, "villages"
    yield "visits", sum(unit.visits for unit in sums.units), "visits"
    yield "days", sum(unit.days for unit in sums.units), "days"
    yield "nights", sum(unit.nights for unit in sums.units), "nights"
    yield "km", round(sums.distance_m / 1000, 1), "km"
    yield "drive", round(sums.drive_s / 3600, 1), "hours"
    yield "work", round(sums.work_s / 3600, 1), "hours"
    yield "required", kept.rows, "rows"
    yield "required_kept", kept.kept, "rows"
    left = left_out_sums(view.request, plan)
    yield "left_out_people", left.people, "people"
    yield "left_out_villages", left.villages, "villages"
    yield "left_out_unvisited", left.unvisited, "villages"
    yield "left_out", left.rows, "rows"
    yield "not_due", left.calm_rows, "rows"
    yield "overdue", sums.whole.rows_overdue, "rows"
    yield "worst_wait", round(sums.whole.worst_wait, 2), "intervals"
    yield "gini", round(sums.whole.gini_overdue, 3), "share"
    lowest = lowest_district(view.request, plan)
    if lowest is not None:
        yield "equity", round(lowest[1].share / 100, 2), "percent"
    if view.request.policy.equity_floor:
        bound = plan.bound_of(2)
        yield "equity_floor", round(100 * view.request.policy.equity_floor, 2), "percent"
        yield "equity_bound", None if bound is None else round(bound / 100, 2), "percent"
    yield "money", plan_baht(view.request, plan), "baht"
    yield "budget", view.request.budget_baht, "baht"
    yield "value", plan.value, "points"
    yield "bound", plan.bound_of(3), "points"
    yield "gap", None if plan.gap is None else round(plan.gap * 100, 3), "percent"


def district_table(view: PlanView, language: Language) -> Table:
    """One row a district: how far its need is met, and how long its villages wait."""
    names = {village.district_code: village for village in view.request.villages}
    needs = needs_of_plan(view.request, view.plan)
    rows = [
        _district_row(code, names[code], coverage, needs.get(code), language)
        for code, coverage in measure(view.request, view.plan).districts.items()
    ]
    columns = (
        Column(heading="book_district_code", width=13),
        Column(heading="book_district", width=24),
        Column(heading="book_villages", width=11),
        Column(heading="book_villages_visited", width=13),
        Column(heading="book_people_due", width=13),
        Column(heading="book_people_due_served", width=15),
        Column(heading="book_share_served", width=12, number_format="0.0 %"),
        Column(heading="book_people_served", width=13),
        Column(heading="book_rows_overdue", width=13),
        Column(heading="book_worst_wait", width=14, number_format="0.00"),
        Column(heading="book_approximate", width=13),
        Column(heading="book_year_due", width=13),
        Column(heading="book_year_met", width=13),
        Column(heading="book_year_share", width=12, number_format="0.0 %"),
    )
    return Table(title_code="book_sheet_districts", columns=columns, rows=rows)


def _district_row(
    code: str,
    village: Village,
    coverage: Coverage,
    need: DistrictNeed | None,
    language: Language,
) -> list[Value]:
    english = language is Language.EN
    return [
        code,
        (english and village.district_en) or village.district_th,
        coverage.villages,
        coverage.villages_visited,
        coverage.people_due,
        coverage.people_due_served,
        round(coverage.share_served, 4),
        coverage.people_served,
        coverage.rows_overdue,
        round(coverage.worst_wait, 2),
        coverage.villages_approximate + coverage.villages_unlocated,
        0 if need is None else need.due,
        0 if need is None else need.met_before + need.met_now,
        None if need is None else round(need.share / 10_000, 4),
    ]


def _about(view: PlanView, language: Language) -> Iterator[tuple[str, str]]:
    yield "province", province_text(view.plan.province_code, language)
    yield "days", days_text(view.plan.start, view.plan.days, language)
    yield "made", moment_text(view.made_at, language)
    yield "plan_digest", view.plan_digest
    yield "policy", view.request.policy.version
    yield "verdict", verdict_text(view.verdict, view.made_at, view.closed, language)
    if view.closed is not None:
        yield "closed", closed_now_text(view.closed, language)
    yield "checker", view.verdict.checker_version
    names = Directory(view.request).names(language)
    for violation in view.verdict.violations:
        yield "violation", tell_violation(violation, language, names)
    if view.plan.provenance is not None:
        yield from _provenance(view.plan.provenance)
    for notice in view.basemap.attribution:
        yield "attribution", notice


def _provenance(made: Provenance) -> Iterator[tuple[str, str]]:
    yield "request_digest", made.request_digest
    for profile in sorted(made.travel_digests):
        yield "travel_digest", f"{profile}: {made.travel_digests[profile]}"
    for name in sorted(made.versions):
        yield "version", f"{name} {made.versions[name]}"
    yield (
        "search",
        (
            f"{made.status.value}, {made.stop_cause.value}, rounds {made.rounds}, "
            f"seed {made.params.seed}, CPU {made.cpu_s:.1f} s, {made.wall_s:.1f} s"
        ),
    )
