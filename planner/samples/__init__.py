"""The sample: Mae Hong Son as packaged data files, in the form that `planner.inputs` reads."""

import json
from datetime import date
from pathlib import Path


def sample_folder() -> Path:
    """The dataset folder of Mae Hong Son as installed."""
    return Path(__file__).parent / "mae_hong_son"


def sample_week() -> date:
    """The Monday of the sample's demo week; its history and requests are dated for it."""
    head = json.loads((sample_folder() / "province.json").read_text(encoding="utf-8"))
    return date.fromisoformat(head["sample_week"])
