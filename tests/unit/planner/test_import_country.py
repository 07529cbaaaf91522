"""A synthetic country of 2,000 villages, and a workbook of 1,000: whole, and soon enough."""

from tests.benchmarks.country import import_country, preview_workbook, synthetic_rows


def test_a_country_is_imported_province_by_province(tmp_path):
    result = import_country(synthetic_rows(2_000), tmp_path)
    assert (result.provinces, result.villages, result.located) == (20, 2_000, 2_000)
    assert result.findings == {"no_population_column": 20, "nothing_to_plan_with": 20}
    assert result.wall_s < 30


def test_a_workbook_of_a_thousand_villages_is_looked_at_in_seconds(tmp_path):
    assert preview_workbook(1_000, tmp_path) < 15
