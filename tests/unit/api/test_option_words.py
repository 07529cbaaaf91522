"""What a day on which a request could be served is said to cost and to serve."""

from dataclasses import replace
from datetime import date

import pytest

from api.pages.request_facts import CaseWriter
from planner.domain.forced import RowShift
from planner.domain.options import ServeOption, ServeOptions
from planner.usecases.case_views import CaseView, view_case
from planner.words import Language
from tests.builders import V2, a_request
from tests.web import HOME, a_site

ASKED, NEEDED = 35, 40
OPTION = ServeOption(
    on_date=date(2026, 12, 1), unit_code="U1", plan_id=None, plan_state=None, is_planned=False,
    people=24, promises=0, points=-5, minutes=0, displaced=(), is_in_time=True, is_wished=False,
)  # fmt: skip


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> CaseView:
    site = a_site(tmp_path_factory.mktemp("options"), a_request())
    with site.planner.store.reading() as reader:
        case = reader.case(site.receipts[HOME])
    found = view_case(site.planner.store, site.clock, replace(case, people=ASKED))
    demands = tuple(
        replace(row, people=NEEDED) if row.village_code == V2 else row for row in found.data.demands
    )
    return replace(found, data=replace(found.data, demands=demands))


@pytest.mark.parametrize(
    ("language", "minutes", "told"),
    [
        (Language.EN, -116, "Home earlier by 116 minutes"),
        (Language.EN, -1, "Home earlier by 1 minute,"),
        (Language.EN, 75, "Out longer by 75 minutes"),
        (Language.EN, 0, "Out as long as before"),
        (Language.TH, -116, "หน่วยกลับเร็วขึ้น 116 นาที"),
        (Language.TH, 75, "หน่วยออกนานขึ้น 75 นาที"),
        (Language.TH, 0, "หน่วยใช้เวลาเท่าเดิม"),
    ],
)
def test_time_is_longer_or_earlier_never_minus(
    view: CaseView, language: Language, minutes: int, told: str
) -> None:
    options = ServeOptions(options=(replace(OPTION, minutes=minutes),), weeks=())
    (line,) = CaseWriter(view, language).options(options)
    assert told in line.cost
    assert f"-{abs(minutes)}" not in line.cost


@pytest.mark.parametrize(
    ("language", "people", "told"),
    [
        (Language.EN, 24, "Serves 24 of 35 people"),
        (Language.TH, 24, "ให้บริการได้ 24 จาก 35 คน"),
        (Language.EN, 35, "Serves all 35 people"),
        (Language.TH, 39, "ให้บริการได้ครบ 35 คน"),
    ],
)
def test_people_are_told_of_those_asked_for(
    view: CaseView, language: Language, people: int, told: str
) -> None:
    options = ServeOptions(options=(replace(OPTION, people=people),), weeks=())
    (line,) = CaseWriter(view, language).options(options)
    assert line.notes[0] == ("plain", told)


def test_who_gives_way_is_told_of_those_in_need(view: CaseView) -> None:
    shift = RowShift(village_code=V2, service_code="id_card", people=12)
    options = ServeOptions(options=(replace(OPTION, displaced=(shift,)),), weeks=())
    (line,) = CaseWriter(view, Language.EN).options(options)
    assert "12 of 40 people" in line.displaced
