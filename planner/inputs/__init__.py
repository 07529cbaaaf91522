"""Dataset folders and single files into a province's data, with findings; and back into files."""

from planner.inputs.dataset import read_dataset
from planner.inputs.update import PART_KINDS, read_part
from planner.inputs.write import write_dataset

__all__ = ["PART_KINDS", "read_dataset", "read_part", "write_dataset"]
