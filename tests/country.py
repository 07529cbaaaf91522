"""A country of small provinces: the tiny province again and again, each a little further south."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from planner.documents import from_json, to_json
from planner.domain.province import ProvinceData
from planner.inputs import read_dataset
from planner.storage.store import open_store
from tests.acceptance_terminal import TINY
from tests.fakes import FakeClock


def put_country(data_dir: Path, codes: Collection[str], *, without_units: str = "") -> None:
    """Keep a tiny province for each code; one may be left without units: it cannot be planned."""
    data, _ = read_dataset(TINY)
    assert data is not None
    document = to_json(data)
    data_dir.mkdir(exist_ok=True)
    store = open_store(f"sqlite:///{data_dir}/planner.sqlite")
    with store.writing(actor="tester", at=FakeClock().now()) as writer:
        for i, code in enumerate(codes):
            text = document.replace(b'"58', f'"{code}'.encode())
            text = re.sub(rb'"lat":(\d+)', lambda m, i=i: b'"lat":%d' % (int(m[1]) - 2 * i), text)
            province = from_json(ProvinceData, text)
            if code == without_units:
                province = replace(province, units=(), caravans=())
            writer.put_province(province)
        writer.note("provinces_imported", "store")
    store.close()
