"""The cache of matrices: remembered by everything they follow from, never trusted when damaged."""

import logging

import numpy as np
import pytest

from geodata.roads.speeds import NO_FACTORS
from geodata.travel.cached import CachedEngine
from geodata.travel.road_graph import RoadGraphEngine
from tests.roads import PROFILE, a_drawing, a_network, places, speeds

DRAWING = a_drawing((0, 0), (100, 0))
HERE = places((0, 0), (100, 0), (50, 20))


class Counted(RoadGraphEngine):
    """Counts how often it is asked."""

    asked = 0

    def matrix(self, places, profile):
        self.asked += 1
        return super().matrix(places, profile)


@pytest.fixture
def engine():
    return Counted(a_network(DRAWING))


def test_asked_once(engine, tmp_path):
    first = CachedEngine(engine, tmp_path / "new" / "folder").matrix(HERE, PROFILE)
    second = CachedEngine(engine, tmp_path / "new" / "folder").matrix(HERE, PROFILE)
    assert engine.asked == 1
    assert second.digest() == first.digest()
    assert second.durations_s.dtype == np.int32
    assert [path.suffix for path in (tmp_path / "new" / "folder").iterdir()] == [".npz"]


def test_everything_a_matrix_follows_from_is_in_its_name(engine, tmp_path):
    moved = {**HERE, "p0": places((1, 0))["p0"]}
    turned = dict(reversed(HERE.items()))
    table = speeds(50.0)
    others = [
        (a_network(a_drawing((0, 0), (99, 0))), HERE, PROFILE),
        (a_network(DRAWING, table=speeds(50.0)), HERE, PROFILE),
        (a_network(DRAWING, table=speeds(36.0, off_road_kmh=4.0)), HERE, PROFILE),
        (a_network(DRAWING, factors={**NO_FACTORS, "off_road": 1.4}), HERE, PROFILE),
        (a_network(DRAWING), moved, PROFILE),
        (a_network(DRAWING), turned, PROFILE),
        (a_network(DRAWING), HERE, "van/wet"),
    ]
    keys = {CachedEngine(engine, tmp_path).key(HERE, PROFILE)}
    for network, here, profile in others:
        keys.add(CachedEngine(RoadGraphEngine(network), tmp_path).key(here, profile))
    keys.add(CachedEngine(RoadGraphEngine(a_network(DRAWING), speeds=table), tmp_path).key(
        HERE, PROFILE))  # fmt: skip
    assert len(keys) == len(others) + 2


@pytest.mark.parametrize("damage", ["cut", "empty", "flipped", "text", "other", "directory"])
def test_a_damaged_file_is_made_anew(engine, tmp_path, caplog, damage):
    cached = CachedEngine(engine, tmp_path)
    whole = cached.matrix(HERE, PROFILE)
    (path,) = tmp_path.iterdir()
    content = bytearray(path.read_bytes())
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "flipped":
        content[content.index(whole.durations_s.tobytes()) + 4] ^= 1
        path.write_bytes(content)
    elif damage == "text":
        path.write_text("not an archive")
    elif damage == "other":
        np.savez(path, durations_s=whole.durations_s * 2, distances_m=whole.distances_m,
                 estimated=whole.estimated, digest=np.array(whole.digest()))  # fmt: skip
    else:
        path.unlink()
        path.mkdir()
    with caplog.at_level(logging.WARNING):
        again = cached.matrix(HERE, PROFILE)
    assert again.digest() == whole.digest()
    assert engine.asked == 2
    if damage != "directory":
        cached.matrix(HERE, PROFILE)
        assert engine.asked == 2


def test_a_folder_that_cannot_be_written_costs_time_only(engine, tmp_path, caplog):
    (tmp_path / "taken").write_text("a file")
    cached = CachedEngine(engine, tmp_path / "taken")
    with caplog.at_level(logging.WARNING):
        assert cached.matrix(HERE, PROFILE).durations_s[0, 1] > 0
    assert "matrix_not_cached" in caplog.text
