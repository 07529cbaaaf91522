"""`planner rebuild` and `planner dossier` on a stored plan, by the command line."""

import json
import zipfile
from pathlib import Path

from tests.acceptance_terminal import Terminal
from tests.builders import a_request
from tests.web import HOME, a_site


def test_a_plan_is_verified_and_told_in_one_file(tmp_path: Path) -> None:
    data = tmp_path / "data"
    plan_id = a_site(data, a_request()).plans[HOME].summary.id
    terminal = Terminal(data)
    told = terminal.json("rebuild", plan_id, "--no-search")
    assert (told["plan_id"], told["is_good"], told["differences"]) == (plan_id, True, [])
    file = Path(terminal.json("dossier", plan_id, "--out", tmp_path)["file"])
    named = Path(terminal.json("dossier", plan_id, "--out", tmp_path / "one.zip")["file"])
    assert (named.name, named.is_file()) == ("one.zip", True)
    with zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("dossier.json"))["plan"]["id"] == plan_id
