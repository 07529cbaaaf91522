"""In the rains fewer villages can be reached, and the plan says by which rule of the road."""

from datetime import date

import numpy as np
import pytest

from geodata.matrix import UNREACHABLE
from geodata.places import Location
from geodata.roads.closures import Closure
from geodata.roads.network import read_network
from geodata.travel.barriers import Cause
from geodata.travel.road_hierarchy import RoadHierarchyEngine
from planner.assess.explain import explain_unplanned
from planner.domain.calendar import Horizon
from planner.domain.plan import Reason
from planner.domain.province import request_for
from planner.domain.seasons import RoadState
from planner.inputs import read_dataset
from planner.samples import sample_folder, sample_week
from planner.usecases.barriers import (
    barriers_of,
    pack_barriers,
    unpack_barriers,
    with_barriers,
)
from planner.usecases.travel import always, road_states, travel_for
from planner.words import Language
from planner.words.reasons import tell_reason
from tests.builders import a_plan

WEEK = Horizon(start=sample_week(), days=2)
SLIDE = Closure(code="slide", from_date=date(2026, 1, 1), road_numbers=("1095",), reason="ดินถล่ม")


@pytest.fixture(scope="module")
def sample():
    data, _ = read_dataset(sample_folder())
    return data


@pytest.fixture(scope="module")
def network():
    return read_network(sample_folder() / "roads")


def requested(sample, state, closures=()):
    states = road_states(WEEK, closures, (always(state),))
    return request_for(sample, WEEK, road_states=states)


def test_the_rains_cut_villages_off_and_make_all_ways_longer(sample, network):
    engine = RoadHierarchyEngine(network)
    dry, wet = (requested(sample, state) for state in RoadState)
    for vehicle in ("van", "four_wheel_drive", "truck"):
        by = {
            request.road_states[0]: travel_for(engine, request).get(
                f"{vehicle}/{request.road_states[0]}"
            )
            for request in (dry, wet)
        }
        if by["dry"] is None:
            continue
        was, now = by["dry"].durations_s, by["wet"].durations_s
        assert not ((was == UNREACHABLE) & (now != UNREACHABLE)).any()
        assert (now == UNREACHABLE).sum() > (was == UNREACHABLE).sum()
        both = (was > 0) & (now > 0)
        assert (now[both] >= was[both]).all()
        assert np.median(now[both] / was[both]) > 1.1


def test_unreachable_rows_tell_what_keeps_them(sample, network):
    request = requested(sample, RoadState.WET, (SLIDE,))
    engine = RoadHierarchyEngine(network, closures=(SLIDE,))
    travel = travel_for(engine, request)
    plan = explain_unplanned(request, travel, a_plan(request, travel, ()))
    barriers = unpack_barriers(pack_barriers(barriers_of(plan, request, engine)))
    told = with_barriers(plan, barriers)
    rows = [row for row in told.unplanned if row.reason is Reason.UNREACHABLE]
    assert rows
    assert {str(row.facts["barrier"]) for row in rows} >= {
        Cause.CLOSED_TODAY.value, Cause.CLOSED_THIS_SEASON.value
    }  # fmt: skip
    for row in rows:
        assert not any(isinstance(v, int) and v > 10**6 for v in row.facts.values())
        thai = tell_reason(row.reason, row.facts, Language.TH)
        english = tell_reason(row.reason, row.facts, Language.EN)
        assert "ไม่ได้" in thai
        assert "cannot be reached" in english
        assert "{" not in thai + english
    others = [row for row in told.unplanned if row.reason is not Reason.UNREACHABLE]
    assert others == [row for row in plan.unplanned if row.reason is not Reason.UNREACHABLE]
    assert with_barriers(plan, {}) is plan


def test_an_engine_that_cannot_tell_leaves_the_rows_as_they_are(sample, network):
    request = requested(sample, RoadState.WET)
    engine = RoadHierarchyEngine(network)
    travel = travel_for(engine, request)
    plan = explain_unplanned(request, travel, a_plan(request, travel, ()))

    class Silent:
        def barriers(self, origin: str, places: dict[str, Location], profile: str):
            return RoadHierarchyEngine(network).barriers(origin, places, "no/such")

    assert barriers_of(plan, request, Silent()) == {}
