"""A synthetic country of 2,000 villages, and a workbook of 1,000: whole, and soon enough."""

from tests.benchmarks.country import import_country, synthetic_rows, take_workbook


def test_a_country_is_imported_province_by_province(tmp_path):
    result = import_country(synthetic_rows(2_000), tmp_path)
    assert (result.provinces, result.villages, result.located) == (20, 2_000, 2_000)
    assert result.findings == {"no_population_column": 20, "nothing_to_plan_with": 20}
    assert result.cpu_s < 15
    assert result.peak_mb < 2_000


def test_a_workbook_of_a_thousand_villages_is_looked_at_in_seconds(tmp_path):
    took = take_workbook(1_000, tmp_path)
    assert took.preview_cpu_s + took.import_cpu_s < 10
