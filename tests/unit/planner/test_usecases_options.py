"""When a request could be served: offered unit-days keep every rule and say what they take."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.domain.cases import Case
from planner.domain.edits import Edit, EditKind
from planner.domain.options import ServeOption
from planner.domain.plan import Reason
from planner.domain.rows import demand_rows
from planner.usecases.options import _peoples, find_options
from planner.usecases.whatif import try_edits
from tests.builders import MONDAY, V1, a_request
from tests.fakes import FakeClock
from tests.web import HOME, Site, a_site

FRIDAY = date(2026, 11, 27)


def a_case(village: str = V1, service: str = "id_card", **more: object) -> Case:
    fields: dict[str, object] = {
        "receipt": "58-69-00099-1",
        "province_code": HOME,
        "village_code": village,
        "service_code": service,
        "people": 3,
        "filed_at": FakeClock().now(),
        "filed_by": "office",
        "counts_from": FRIDAY,
        "promised_working_days": 10,
        "due_on": MONDAY + timedelta(days=12),
    }
    return Case(**{**fields, **more})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(Path(tmp_path_factory.mktemp("site")), a_request())


def options(site: Site, case: Case, weeks: int = 3) -> tuple[ServeOption, ...]:
    return find_options(site.planner.store, site.clock, case, weeks=weeks, budget_s=60).options


def unserved(site: Site) -> tuple[str, str]:
    plan = site.plans[HOME].plan
    served = {(s.village_code, s.service_code) for _, _, s in plan.servings()}
    open_rows = [(u.village_code, u.service_code) for u in plan.unplanned]
    return next(row for row in open_rows if row not in served)


def test_a_visit_that_is_planned_already_costs_nothing_and_comes_first(site: Site) -> None:
    first, *_ = options(site, a_case())
    assert (first.rank, first.is_planned, first.points, first.minutes) == (1, True, 0, 0)
    assert first.plan_id == site.plans[HOME].summary.id
    assert first.displaced == ()


def test_what_is_offered_for_a_planned_week_keeps_every_rule(site: Site) -> None:
    village, service = unserved(site)
    found = options(site, a_case(village, service))
    assert found
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    plan_id = site.plans[HOME].summary.id
    checked = 0
    for one in found:
        if one.plan_id != plan_id or one.displaced:
            continue
        edit = Edit(
            kind=EditKind.ADD,
            unit_code=one.unit_code,
            on_date=one.on_date,
            village_code=village,
            service_codes=(service,),
            people=(one.people,),
        )
        effects = [
            try_edits(site.planner.store, plan_id, (replace(edit, to_position=position),))
            for position in range(4)
        ]
        assert any(not effect.new_violations and effect.people > 0 for effect in effects)
        checked += 1
    assert checked or all(one.displaced or one.plan_id is None for one in found)


def test_in_time_comes_before_late_and_wished_days_first(site: Site) -> None:
    village, service = unserved(site)
    case = a_case(village, service, due_on=MONDAY + timedelta(days=2))
    found = options(site, case)
    assert [one.is_in_time for one in found] == sorted(
        (one.is_in_time for one in found), reverse=True
    )
    free = [one for one in options(site, a_case(village, service)) if not one.displaced]
    wish = free[-1]
    wished = options(site, a_case(village, service, wished_dates=(wish.on_date,)))
    alike = [one for one in wished if not one.displaced and one.is_planned is wish.is_planned]
    assert alike[0].on_date == wish.on_date
    assert alike[0].is_wished


def test_where_a_day_is_too_short_for_all_fewer_are_tried() -> None:
    request = a_request()
    unit = next(u for u in request.units if u.counters_of("id_card"))
    row = next(row for row in demand_rows(request) if row.key == (V1, "id_card"))
    rooms = sorted(p.capacity(unit.counters_of("id_card"), 900) for p in request.packages)
    assert len(rooms) > 1
    many = _peoples(request, unit, a_case(people=1000), replace(row, people=1000))
    assert many == rooms[::-1]
    few = _peoples(request, unit, a_case(people=1), replace(row, people=1))
    assert few == [1]


def test_a_structural_reason_is_told_for_every_week(site: Site) -> None:
    with site.planner.store.reading() as reader:
        data = reader.province(HOME)
    assert all(unit.counters_of("dental") == 0 for unit in data.units)
    services = (*data.services, replace(data.services[0], code="dental"))
    with site.planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        writer.put_province(replace(data, services=services))
        writer.note("province_imported", "province:58")
    found = find_options(
        site.planner.store, site.clock, a_case(service="dental", due_on=date(2026, 12, 31)),
        weeks=4, budget_s=60,
    )  # fmt: skip
    assert found.options == ()
    assert found.earliest is None
    told = [week.reason for week in found.weeks if week.plan_id is None and week.reason]
    assert told
    assert {reason.reason for reason in told} == {Reason.NO_UNIT}
