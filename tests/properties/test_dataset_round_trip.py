"""Any province that can be planned for comes back equal from the files that are written of it."""

import tempfile
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geodata.findings import has_errors
from planner.inputs import read_dataset, write_dataset
from tests.datasets import province_of
from tests.strategies import random_request


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_what_is_written_reads_back_equal(seed):
    data = province_of(random_request(seed))
    assume(data.villages and data.stop_places)  # a file without villages is refused
    with tempfile.TemporaryDirectory() as folder:
        write_dataset(data, Path(folder))
        again, findings = read_dataset(Path(folder))
    assert not has_errors(findings), findings
    assert again == data
