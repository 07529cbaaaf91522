"""Who is left out, and what the checker said, are one count and one wording in every output."""

from dataclasses import replace

import pytest

from planner.outputs.closed_now import ClosedNow, closed_now_text, verdict_text
from planner.outputs.left_out_sums import left_out_sums, left_out_text
from planner.outputs.map_data import map_data
from planner.outputs.sheet_data import sheet_data
from planner.outputs.workbook_about import about_table, summary_table
from planner.outputs.workbook_tables import left_out_table
from planner.words import Language, say
from tests.views import a_view

LANGUAGES = list(Language)


def test_the_map_and_the_workbook_count_as_the_sums_do() -> None:
    view = a_view()
    sums = left_out_sums(view.request, view.plan)
    assert sums.rows
    drawn = map_data(view, Language.EN)
    pressing = [left for left in drawn["leftOut"] if left["pressure"] < 2]
    assert len(pressing) == sums.villages
    assert drawn["due"] == [left_out_text(sums, language) for language in LANGUAGES]
    told = {row[0]: row[1] for row in summary_table(view, Language.EN).rows}
    assert told[say("book_sum_left_out_people", Language.EN)] == sums.people
    assert told[say("book_sum_left_out_villages", Language.EN)] == sums.villages
    assert told[say("book_sum_left_out_unvisited", Language.EN)] == sums.unvisited
    assert told[say("book_sum_left_out", Language.EN)] == sums.rows
    calm = say("output_pressure_calm", Language.EN)
    listed = [calm in row for row in left_out_table(view, Language.EN).rows]
    assert listed.count(False) == sums.rows
    assert listed == sorted(listed)  # what is not due yet stands last
    assert sums.villages == sums.visited + sums.unvisited


@pytest.mark.parametrize("language", LANGUAGES)
def test_roads_closed_since_are_told_beside_the_verdict_everywhere(language: Language) -> None:
    view = a_view()
    clean = verdict_text(view.verdict, view.made_at, None, language)
    closed = ClosedNow(days=2, visits=3, is_slow=False)
    later = replace(view, closed=closed)
    then = verdict_text(later.verdict, later.made_at, closed, language)
    assert then != clean
    place = LANGUAGES.index(language)
    verdict = map_data(later, language)["verdict"]
    assert (verdict["told"][place], verdict["now"][place]) == (
        then,
        closed_now_text(closed, language),
    )
    cells = [cell for row in about_table(later, language).rows for cell in row]
    assert then in cells
    assert closed_now_text(closed, language) in cells
    unit = view.request.units[0].code
    assert then in sheet_data(later, unit, language)["foot"]
    assert clean in sheet_data(view, unit, language)["foot"]
    assert map_data(view, language)["verdict"]["now"][place] == ""
