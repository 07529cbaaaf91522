"""Writes the published JSON Schemas beside this file: `python -m planner.documents.publish`.

Run by hand after a document's class changes; a test says when that was forgotten.
"""

import json
from pathlib import Path

from planner.documents import DOCUMENTS, json_schema

SCHEMAS = Path(__file__).parent / "schemas"
"""Where the published schemas lie, one file a document."""


def schema_text(name: str) -> str:
    """The schema of a document in `DOCUMENTS` as it is published."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"


def publish(folder: Path = SCHEMAS) -> None:
    """Write the schema of every document as `<name>.schema.json`."""
    folder.mkdir(exist_ok=True)
    for name in DOCUMENTS:
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    publish()
