"""Writes the golden description of the JSON interface: python -m tests.golden_openapi."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from api.app import create_app
from tests.web import a_site

GOLDEN = Path(__file__).parent / "golden/openapi.json"


def main() -> None:
    """Write it from the application as it is now."""
    with TemporaryDirectory() as folder:
        description = create_app(a_site(Path(folder)).planner).openapi()
    text = json.dumps(description, indent=1, ensure_ascii=False, sort_keys=True)
    GOLDEN.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
