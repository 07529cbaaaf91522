"""Units, services, packages, requests: they check themselves, and answer small questions."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from planner.domain.errors import InvalidDocument, PlannerError
from planner.domain.params import SolveParams
from planner.domain.policy import Policy
from planner.domain.units import Counters, Lunch, Shift
from tests.builders import (
    HOUR,
    MONDAY,
    a_demand,
    a_lunch,
    a_package,
    a_service,
    a_service_request,
    a_staff,
    a_unit,
    a_window,
)


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (lambda: a_service(seconds_per_person=0), {"seconds_per_person"}),
        (lambda: a_service(interval_days=0, max_visits=0), {"interval_days", "max_visits"}),
        (lambda: a_service(code=" ", name_th="\x07"), {"code", "name_th"}),
        (lambda: a_service(min_gap_days=-1), {"min_gap_days"}),
        (lambda: a_demand(people=-1), {"people"}),
        (lambda: a_demand(people=1_000_001), {"people"}),
        (lambda: a_package(open_s=0), {"open_s", "serving_s"}),
        (lambda: a_package(open_s=3600, serving_s=3601), {"serving_s"}),
        (lambda: a_service_request(people=0), {"people"}),
        (lambda: a_service_request(due_on=MONDAY - timedelta(days=60)), {"due_on"}),
        (lambda: a_unit(services=()), {"services"}),
        (lambda: a_unit(services=(Counters(service_code="x", counters=0),)),
         {"services[0].counters"}),
        (lambda: a_unit(services=(Counters(service_code="x", counters=1),) * 2),
         {"services[1]"}),
        (lambda: a_unit(shifts=(Shift(weekday=7, window=a_window(8, 16)),)), {"shifts[0].weekday"}),
        (lambda: a_unit(shifts=(Shift(weekday=1, window=a_window(8, 16)),) * 2),
         {"shifts[1]"}),
        (lambda: a_unit(max_nights=14, max_load=-1), {"max_nights", "max_load"}),
        (lambda: a_unit(cost_per_km_baht=float("nan")), {"cost_per_km_baht"}),
        (lambda: a_unit(lunch=a_lunch(earliest_s=14 * HOUR)), {"lunch"}),
        (lambda: a_unit(lunch=a_lunch(duration_s=5 * HOUR)), {"lunch.duration_s"}),
        (lambda: Policy(prize_per_person=-1, version=""), {"prize_per_person", "version"}),
        (lambda: Policy(points_per_baht=float("inf")), {"points_per_baht"}),
        (lambda: SolveParams(cpu_s=0.0, memory_mb=1), {"cpu_s", "memory_mb"}),
    ],
)  # fmt: skip
def test_what_cannot_exist_is_refused_with_every_field(
    make: Callable[[], object], fields: set[str]
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        make()
    assert {fault.field for fault in caught.value.faults} == fields
    assert isinstance(caught.value, PlannerError)
    assert isinstance(caught.value, ValueError)


def test_capacity_is_what_the_counters_manage_in_the_hours() -> None:
    """An ID card takes 15 minutes at one counter: 1 h 45 min at two counters are 14 cards."""
    package = a_package(serving_s=105 * 60)
    assert package.capacity(counters=2, seconds_per_person=900) == 14
    assert package.capacity(counters=1, seconds_per_person=900) == 7
    assert package.capacity(counters=0, seconds_per_person=900) == 0
    assert package.capacity(counters=1, seconds_per_person=105 * 60 + 1) == 0


def test_a_unit_knows_its_counters_and_shifts() -> None:
    unit = a_unit(
        services=(Counters(service_code="id_card", counters=3),),
        shifts=(Shift(weekday=0, window=a_window(8, 16)), Shift(weekday=5, window=a_window(9, 12))),
        days_off=(MONDAY + timedelta(days=7),),
    )
    assert unit.counters_of("id_card") == 3
    assert unit.counters_of("vet") == 0
    monday, saturday = unit.shift_on(MONDAY), unit.shift_on(MONDAY + timedelta(days=5))
    assert monday is not None
    assert monday.window == a_window(8, 16)
    assert saturday is not None
    assert saturday.window.end_s == 12 * HOUR
    assert unit.shift_on(MONDAY + timedelta(days=1)) is None
    assert unit.shift_on(MONDAY + timedelta(days=7)) is None


def test_a_unit_works_monday_to_friday_when_nothing_is_said() -> None:
    worked = [a_unit().shift_on(MONDAY + timedelta(days=d)) is not None for d in range(7)]
    assert worked == [True] * 5 + [False] * 2


def test_scarce_staff_are_there_by_weekday() -> None:
    staff = a_staff(available=(0, 1, 2, 3, 4, 5, 6))
    assert [staff.on(MONDAY + timedelta(days=d)) for d in range(8)] == [0, 1, 2, 3, 4, 5, 6, 0]


def test_domain_objects_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        a_unit().code = "U9"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Lunch(duration_s=1, earliest_s=2, latest_s=3).duration_s = 9  # type: ignore[misc]
