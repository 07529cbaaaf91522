"""The workbook's last sheets: what the plan comes to, and what it was made from."""

from collections.abc import Iterator

from planner.domain.plan import Provenance
from planner.outputs.figures import promises, totals
from planner.outputs.times import days_text, moment_text
from planner.outputs.view import PlanView, province_text
from planner.outputs.workbook_cells import Column, Table, Value
from planner.words import Language, say


def summary_table(view: PlanView, language: Language) -> Table:
    """One figure a row, with its unit."""
    rows: list[list[Value]] = [
        [say(f"book_sum_{code}", language), value, say(f"book_in_{unit}", language)]
        for code, value, unit in _figures(view)
    ]
    rows += [
        [
            say(f"output_term_{term.code.value}", language),
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
    sums, kept = totals(plan), promises(view.request, plan)
    yield "people", sums.people, "people"
    yield "villages", sums.villages, "villages"
    yield "visits", sums.visits, "visits"
    yield "days", sums.days, "days"
    yield "nights", sums.nights, "nights"
    yield "km", round(sums.distance_m / 1000, 1), "km"
    yield "drive", round(sums.drive_s / 3600, 1), "hours"
    yield "required", kept.rows, "rows"
    yield "required_kept", kept.kept, "rows"
    yield "left_out", len(plan.unplanned), "rows"
    yield "value", plan.value, "points"
    yield "bound", next((b.points for b in plan.bounds if b.tier == 3), None), "points"
    yield "gap", None if plan.gap is None else round(plan.gap * 100, 3), "percent"


def _about(view: PlanView, language: Language) -> Iterator[tuple[str, str]]:
    yield "province", province_text(view.plan.province_code, language)
    yield "days", days_text(view.plan.start, view.plan.days, language)
    yield "made", moment_text(view.made_at, language)
    yield "plan_digest", view.plan_digest
    yield "policy", view.request.policy.version
    count = len(view.verdict.violations)
    code = "output_verdict_broken" if count else "output_verdict_clean"
    yield "verdict", say(code, language, n=count)
    yield "checker", view.verdict.checker_version
    for violation in view.verdict.violations:
        parts = (violation.unit_code, violation.place_code, violation.village_code)
        where = " ".join(part for part in parts if part)
        yield "violation", f"{say(f'output_rule_{violation.rule.value}', language)} {where}".strip()
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
