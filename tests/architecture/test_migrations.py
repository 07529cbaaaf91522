"""The schema has one history: numbered steps, each upon the one before."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from planner.storage.migrations import FOLDER


def test_migrations_are_one_line_of_numbered_steps():
    files = sorted(path.stem for path in (FOLDER / "versions").glob("m*.py"))
    numbers = [f"m{n:04d}" for n in range(1, len(files) + 1)]
    assert [name[:5] for name in files] == numbers
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    steps = {
        step.revision: step.down_revision
        for step in ScriptDirectory.from_config(config).walk_revisions()
    }
    assert steps == dict(zip(numbers, [None, *numbers[:-1]], strict=True))
