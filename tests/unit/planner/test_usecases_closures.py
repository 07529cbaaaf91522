"""Closures from file to matrix: a closed day has roads of its own, the other days keep theirs."""

from datetime import date, timedelta

import numpy as np
import pytest

from geodata.matrix import UNREACHABLE
from geodata.places import Location
from geodata.roads.closures import Closure, ClosureKind
from geodata.roads.network import read_network
from geodata.travel.road_graph import RoadGraphEngine
from planner.domain.calendar import Horizon
from planner.domain.plan import Reason
from planner.domain.province import request_for
from planner.inputs import read_dataset
from planner.inputs.kinds import CLOSURES
from planner.inputs.rows import read_form
from planner.samples import sample_folder
from planner.usecases.travel import places_of, road_states
from planner.words import Language
from planner.words.reasons import tell_reason

MONDAY = date(2026, 11, 30)
WEDNESDAY = MONDAY + timedelta(days=2)
SLIDE = Closure(
    code="slide", road_numbers=("1095",), from_date=WEDNESDAY, to_date=WEDNESDAY, reason="ดินถล่ม"
)

CSV = """code,kind,factor,from_date,to_date,vehicle_classes,road_numbers,lon,lat,radius_m,polygon,\
reason
c1,closed,,30/11/2569,2026-12-02,truck;van,1095;108,,,,,ดินถล่ม
c2,slow,0.4,,,,,98.0,19.3,500,,
c3,,,,,,,,,,98.0 19.0; 98.2 19.0; 98.2 19.2,
"""


def test_only_the_days_of_a_closure_change_their_state():
    states = road_states(Horizon(start=MONDAY), (SLIDE,))
    assert [state for day, state in enumerate(states) if day != 2] == ["dry"] * 6
    assert states[2].startswith("dry+")
    assert road_states(Horizon(start=MONDAY)) == ("dry",) * 7


def test_the_season_and_the_closures_of_a_day_meet_in_its_state():
    september = Horizon(start=date(2026, 9, 28))
    always = Closure(code="always", road_numbers=("108",))
    assert {state.partition("+")[0] for state in road_states(september, (always,))} == {"wet"}


def test_the_table_is_read_with_dates_of_both_eras_and_outlines(tmp_path):
    path = tmp_path / "closures.csv"
    path.write_text(CSV, encoding="utf-8")
    entries, findings = read_form(CLOSURES, path)
    assert {f.severity.value for f in findings} <= {"repaired"}
    assert [entry.thing for entry in entries] == [
        Closure(
            code="c1",
            from_date=MONDAY,
            to_date=WEDNESDAY,
            vehicle_classes=("truck", "van"),
            road_numbers=("1095", "108"),
            reason="ดินถล่ม",
        ),
        Closure(
            code="c2",
            kind=ClosureKind.SLOW,
            factor=0.4,
            point=Location(lon=98.0, lat=19.3),
            radius_m=500.0,
        ),
        Closure(
            code="c3",
            polygon=tuple(Location(lon=x, lat=y) for x, y in ((98, 19), (98.2, 19), (98.2, 19.2))),
        ),
    ]
    for entry in entries:
        assert CLOSURES.make(**CLOSURES.values_of(entry.thing)) == entry.thing


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("c1,closed,,,,,,,,,,", "road_numbers"),
        ("c1,gone,,,,,108,,,,,", "kind"),
        ("c1,slow,7,,,,108,,,,,", "factor"),
        ("c1,closed,,2026-02-02,2026-02-01,,108,,,,,", "to_date"),
        ("c1,closed,,,,,,98.1,,,,", "lat"),
        ("c1,closed,,,,bus,108,,,,,", "vehicle_classes"),
        ("c1,closed,,,,,,,,,98.1;98.2,", "polygon"),
    ],
)
def test_every_fault_is_told_at_its_cell(tmp_path, row, column):
    path = tmp_path / "closures.csv"
    path.write_text(CSV.partition("\n")[0] + "\n" + row + "\n", encoding="utf-8")
    _, findings = read_form(CLOSURES, path)
    assert {(f.row, f.column) for f in findings if f.severity.value == "error"} == {(2, column)}


@pytest.fixture(scope="module")
def sample():
    data, _ = read_dataset(sample_folder())
    return data


def test_the_rains_and_a_closed_highway_change_who_can_be_reached(sample):
    """The sample's roads: dry, in the rains, and with highway 1095 closed on one day."""
    engine = RoadGraphEngine(read_network(sample_folder() / "roads"), closures=(SLIDE,))
    states = road_states(Horizon(start=MONDAY), (SLIDE,))
    request = request_for(sample, Horizon(start=MONDAY), road_states=states)
    places = places_of(request)
    few = {code: places[code] for code in [*list(places)[:12], *list(places)[12::9]]}
    dry = engine.matrix(few, "van/dry").durations_s
    wet = engine.matrix(few, "van/wet").durations_s
    shut = engine.matrix(few, f"van/{states[2]}").durations_s
    both = (dry != UNREACHABLE) & (wet != UNREACHABLE) & (dry > 0)
    assert np.median(wet[both] / dry[both]) > 1.1
    assert (wet == UNREACHABLE).sum() > (dry == UNREACHABLE).sum()
    assert (shut == UNREACHABLE).sum() > (dry == UNREACHABLE).sum()
    still = (shut != UNREACHABLE) & (dry != UNREACHABLE)
    assert (shut[still] >= dry[still]).all()


def test_a_state_with_closures_is_told_in_words():
    facts = {"place_code": "p", "base_code": "b", "reachable_with": "van/dry+0123456789ab"}
    told = tell_reason(Reason.UNREACHABLE, facts, Language.EN)
    assert "some closed or slowed" in told
    assert "0123456789ab" not in told
